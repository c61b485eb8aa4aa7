"""A site of unusual pages: every block, every state, words without end, and nothing at all.

Runs inside a site (`House.shell`); prints the addresses to look at.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from accounts import outbox
from accounts.models import User
from pages.actions.share_preview import make_preview_link
from participation.actions.cast_vote import cast_vote
from participation.actions.count_ideas import count_changed_ideas
from participation.actions.pause import pause_participation
from participation.results.votes import options_of
from tests import make

NOW = datetime.now(UTC).replace(second=0, microsecond=0)
DAY = timedelta(days=1)
ENDLESS = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
LONG = "Des mots en grand nombre, pour voir ce qui déborde. " * 8


def every_block() -> str:
    image, box = make.image(), make.idea_box(title="Idées", question=LONG[:180])
    for number in range(3):
        make.idea(box, title=f"{number} {ENDLESS[:100]}")
    blocks = [
        ("text", f"<h2>{ENDLESS}</h2><p>{LONG}</p><h3>Puis</h3><ul><li>{ENDLESS}</li></ul>"),
        ("image", {"image": image.pk, "alt": "Une place", "is_decorative": False, "caption": LONG}),
        ("quote", {"quote": LONG, "source": ENDLESS}),
        ("key_figure", {"figure": "1 234 567 890", "label": LONG[:150], "as_of": "2026-05-01"}),
        ("steps", {"title": LONG[:100], "steps": [{"when": "mai", "title": LONG[:100]}] * 3}),
        ("related_pages", {"title": "", "pages": [make.article(title=ENDLESS[:200]).pk]}),
        (
            "questions",
            {"title": "", "questions": [{"question": LONG[:190], "answer": "<p>Oui.</p>"}]},
        ),
        ("notice", {"tone": "warning", "text": f"<p>{LONG}</p>"}),
        ("notice", {"tone": "info", "text": "<p>Court.</p>"}),
        ("player", {"title": LONG[:100], "url": "https://vimeo.com/123456789", "transcript": LONG}),
        ("contact", {"title": "Nous joindre"}),
        ("idea_box", {"box": box.pk}),
    ]
    body = json.dumps([{"type": kind, "value": value} for kind, value in blocks])
    return str(make.idea_box_page(body=body, lead=LONG[:480]).get_url())


def every_state() -> list[str]:
    upcoming = make.consultation_page(opens_at=NOW + 3 * DAY, title=ENDLESS[:200])
    last_days = make.consultation_page(
        opens_at=NOW - 30 * DAY, closes_at=NOW + 5 * DAY, public_concerned=LONG[:180]
    )
    last_days.closes_at += DAY
    last_days.change_reason = LONG[:280]
    last_days.save_revision().publish()
    paused = make.consultation_page(opens_at=NOW - 7 * DAY)
    pause_participation(consultation=paused.consultation, reason=LONG[:280])
    late = make.consultation_page(opens_at=NOW - 200 * DAY)
    answered = make.consultation_page(opens_at=NOW - 200 * DAY)
    make.feedback_report(answered)
    return [page.get_url() for page in (upcoming, last_days, paused, late, answered)]


def nothing() -> list[str]:
    empty = make.idea_box(title="Vide", question="Et vous ?", consultation=None, is_shown=True)
    lists = [make.feedback_index().get_url(), "/consultations/?q=zzzz", "/recherche/?q=zzzz"]
    return [*lists, f"/idees/boite/{empty.pk}/"]


def ideas_and_votes() -> list[str]:
    """Every idea in one list; a vote with its result; ideas under headings on a page."""
    page = make.consultation_page(opens_at=NOW - 7 * DAY)
    box = make.idea_box(consultation=page.consultation, title=ENDLESS[:200])
    make.idea(box, title=ENDLESS[:200], district=make.district(ENDLESS[:80])).themes.add(
        make.theme(ENDLESS[:100])
    )
    page.body = [("idea_box", {"box": box, "order": "theme", "number": 6})]
    page.save_revision().publish()
    vote = make.vote_box(
        [ENDLESS[:200], LONG[:200], "Court"],
        consultation=page.consultation,
        voting_rule="for_mixed_against",
        votes_per_person=2,
    )
    for choice in ("for", "mixed", "against"):
        cast_vote(person=make.citizen(), idea=options_of(vote)[0], choice=choice)
    count_changed_ideas()
    return ["/idees/", "/idees/?order=closing&q=zzzz", f"/idees/boite/{vote.pk}/", page.get_url()]


def secret_link() -> str:
    staff: User = make.staff("strategy")
    link = make_preview_link(page=make.draft_consultation(), user=staff, days=7)
    return link.get_absolute_url()


def main() -> None:
    make.home().save_revision().publish()
    found = [every_block(), *every_state(), *nothing(), *ideas_and_votes()]
    found += [secret_link(), "/apercu/1/faux/"]
    outbox.drain(limit=1000)
    print("\n".join(found))


main()
