"""Activities in blocks: each kind in its own, made in place, a page that reads without them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import streamfield

from accounts.groups import IMPLEMENTATION, STRATEGY
from pages.blocks import BodyBlock
from participation.models import Idea, IdeaBox, VoteOption
from participation.results.votes import options_of
from tests import make
from tests.editor import save, signed_in

pytestmark = pytest.mark.django_db
BLOCKS = BodyBlock().child_blocks


def consultation(**fields: Any) -> Any:
    """A live consultation page that is open now."""
    now = timezone.now().replace(second=0, microsecond=0)  # as an editor types it
    return make.consultation_page(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28), **fields
    )


def show(page: Any, box: IdeaBox | None, name: str = "idea_box", **value: Any) -> str:
    """Publish the page with this activity between two texts; what an anonymous reader gets."""
    orders = {"idea_box": "newest", "vote": "listed"}
    page.body = [
        ("text", "<p>Avant.</p>"),
        (name, {"box": box, "order": orders[name], "number": 12} | value),
        ("text", "<p>Après.</p>"),
    ]
    page.save_revision().publish()
    answer = Client().get(page.url)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Avant." in html
    assert "Après." in html
    return html


# --- Kinds --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "use", "is_right"),
    [
        ("idea_box", IdeaBox.Use.CALL, True),
        ("idea_box", IdeaBox.Use.PERMANENT, True),
        ("idea_box", IdeaBox.Use.VOTE, False),
        ("vote", IdeaBox.Use.VOTE, True),
        ("vote", IdeaBox.Use.CALL, False),
    ],
)
def test_a_block_takes_its_own_kind_of_activity_only(name: str, use: str, is_right: bool) -> None:
    box = make.idea_box(use=use)
    block = BLOCKS[name]
    order = "listed" if name == "vote" else "newest"
    value = block.normalize({"box": box, "order": order, "number": 6})

    if is_right:
        assert block.clean(value)["box"] == box
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


@pytest.mark.parametrize(
    ("chooser", "seen", "unseen"),
    [("parvis_idea_boxes", "Un appel", "Un vote"), ("parvis_votes", "Un vote", "Un appel")],
)
def test_a_chooser_offers_one_kind_and_nothing_archived(
    chooser: str, seen: str, unseen: str
) -> None:
    make.home()
    make.idea_box(title="Un appel")
    make.idea_box(title="Un vote", use=IdeaBox.Use.VOTE)
    make.idea_box(title="Un appel ancien", is_archived=True)
    make.idea_box(title="Un vote ancien", use=IdeaBox.Use.VOTE, is_archived=True)
    client = signed_in(make.staff(IMPLEMENTATION))

    html = client.get(reverse(f"{chooser}:choose_results")).content.decode()

    assert seen in html
    assert unseen not in html
    assert "ancien" not in html


# --- Made in place ------------------------------------------------------------------------------


def create(chooser: str, **fields: str) -> IdeaBox:
    client = signed_in(make.staff(IMPLEMENTATION))
    form = client.get(reverse(f"{chooser}:create")).json()["htmlFragment"]
    prefix = "create-form-" if 'name="create-form-title"' in form else ""
    values = {"title": "Vos idées", "question": "Que proposez-vous ?", "voting_rule": "support"}
    data = {f"{prefix}{name}": value for name, value in (values | fields).items()}
    answer = client.post(reverse(f"{chooser}:create"), data)
    assert answer.json()["step"] == "chosen", answer.json()
    return IdeaBox.objects.get(pk=answer.json()["result"]["id"])


def test_a_call_made_in_place_is_a_draft_until_its_page_goes_live() -> None:
    page = consultation()
    box = create("parvis_idea_boxes", use="call", moderation="after")
    before = box.live

    html = show(page, box)

    box.refresh_from_db()
    assert (before, box.live, box.consultation) == (False, True, page.consultation)
    assert "Que proposez-vous ?" in html
    assert "Proposer une idée" in html


def test_a_call_made_in_place_for_a_draft_page_is_nowhere() -> None:
    page = consultation()
    box = create("parvis_idea_boxes", use="call", moderation="after")
    page.body = [("idea_box", {"box": box, "order": "newest", "number": 6})]

    page.save_revision()

    box.refresh_from_db()
    assert box.consultation == page.consultation
    assert not box.is_open(timezone.now())
    assert Client().get(f"/idees/boite/{box.pk}/").status_code == 404


def test_a_vote_made_in_place_waits_for_its_options_and_leaves_the_page_readable() -> None:
    page = consultation()
    vote = create("parvis_votes", count_visibility="always")

    html = show(page, vote, "vote")

    vote.refresh_from_db()
    assert (vote.use, vote.live) == (IdeaBox.Use.VOTE, False)
    assert "Que proposez-vous ?" not in html


def test_the_editor_is_told_which_activity_is_not_shown_and_why() -> None:
    page = consultation()
    vote = create("parvis_votes", title="Le vote des bancs", count_visibility="always")
    value = {"box": str(vote.pk), "order": "listed", "number": "6"}
    client = signed_in(make.staff(STRATEGY))

    saved = save(client, page, "publish", body=streamfield([("vote", value)]))

    told = client.get(saved["Location"]).content.decode()
    assert "Le vote des bancs" in told
    assert "au moins deux options" in told


def test_what_an_editor_has_unpublished_stays_so_when_the_page_is_published_again() -> None:
    page = consultation()
    box = make.idea_box(consultation=page.consultation)
    box.save_revision().publish()
    IdeaBox.objects.get(pk=box.pk).unpublish()

    html = show(page, IdeaBox.objects.get(pk=box.pk))

    assert not IdeaBox.objects.get(pk=box.pk).live
    assert "Que proposez-vous ?" not in html


def test_a_scheduled_page_publishes_its_activities_when_its_moment_comes() -> None:
    page = make.draft_consultation()
    box = make.idea_box(consultation=None, live=False)
    page.body = [("idea_box", {"box": box, "order": "newest", "number": 6})]
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    box.refresh_from_db()
    waiting = box.live

    Revision.objects.get(pk=make.make_due(page).pk).publish()

    box.refresh_from_db()
    assert (waiting, box.live) == (False, True)


# --- Readable without it ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["idea_box", "vote"])
def test_a_page_whose_activity_is_missing_reads_as_if_it_had_none(name: str) -> None:
    html = show(consultation(), None, name)

    assert 'class="idea-box"' not in html


def test_an_archived_activity_is_read_and_takes_nothing() -> None:
    page = consultation()
    box = make.idea_box(consultation=page.consultation, is_archived=True)
    make.idea(box, title="Une fontaine")

    html = show(page, box)

    assert "Une fontaine" in html
    assert "archivée" in html
    assert "Proposer une idée" not in html
    assert "button-vote" not in html


def test_the_preview_of_a_page_shows_the_draft_of_its_activity() -> None:
    page = consultation()
    box = make.idea_box(consultation=page.consultation)
    box.question = "Et si l’on plantait ?"
    box.save_revision()
    show(page, box)
    client = signed_in(make.staff(STRATEGY))

    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert "Et si l’on plantait ?" in preview.content.decode()
    assert "Et si l’on plantait ?" not in Client().get(page.url).content.decode()


@pytest.mark.parametrize("use", IdeaBox.Use.values)
def test_an_activity_is_previewed_beside_its_form(use: str) -> None:
    make.home()
    box = make.idea_box(use=use, question="Et si l’on plantait ?")
    box.options.set([VoteOption(title="Des arbres"), VoteOption(title="Des haies")])
    box.save_revision()

    html = box.make_preview_request(preview_mode="").content.decode()

    assert "Et si l’on plantait ?" in html
    assert ("Des haies" in html) is (use == IdeaBox.Use.VOTE)


def test_a_page_is_found_by_the_question_of_its_activity() -> None:
    page = consultation()
    show(page, make.idea_box(consultation=page.consultation, question="Où planter un tilleul ?"))

    assert "tilleul" in page.searchable_text()


# --- Orders -------------------------------------------------------------------------------------


@pytest.fixture
def box() -> IdeaBox:
    return make.idea_box(consultation=consultation().consultation)


def shown(box: IdeaBox, order: str) -> list[str]:
    """The headings and titles of the block, in the order of the page."""
    page: Any = box.consultation.pages.get()  # type: ignore[union-attr]  # it has one
    html = show(page, box, order=order)
    words = [
        "Un arbre",
        "Un banc",
        "Un cours d’eau",
        "Brye",
        "Culture",
        "Mobilité",
        "Autres sujets",
    ]
    words.append("Toute la commune")
    inside = html[html.index('class="idea-box"') :]
    return sorted(
        (word for word in words if f">{word}<" in inside), key=lambda w: inside.index(f">{w}<")
    )


def test_ideas_stand_under_their_themes_in_alphabetical_order_and_the_rest_last(
    box: IdeaBox,
) -> None:
    make.idea(box, title="Un arbre")
    make.idea(box, title="Un banc").themes.add(make.theme())
    make.idea(box, title="Un cours d’eau").themes.add(make.theme("Culture", "culture"))

    assert shown(box, "theme") == [
        "Culture",
        "Un cours d’eau",
        "Mobilité",
        "Un banc",
        "Autres sujets",
        "Un arbre",
    ]


def test_ideas_stand_under_their_districts(box: IdeaBox) -> None:
    make.idea(box, title="Un arbre")
    make.idea(box, title="Un banc", district=make.district("Brye"))

    html_order = shown(box, "section")

    assert [w for w in html_order if w != "Brye"] == ["Un banc", "Toute la commune", "Un arbre"]


def test_the_most_supported_come_first_and_hidden_counts_are_not_told(box: IdeaBox) -> None:
    few, many = make.idea(box, title="Un arbre"), make.idea(box, title="Un banc")
    Idea.objects.filter(pk=few.pk).update(published_at=make.NOON)  # the newest
    many.tally.points = 7
    many.tally.save()

    before = shown(box, "supported")
    IdeaBox.objects.filter(pk=box.pk).update(count_visibility=IdeaBox.Visibility.AFTER_CLOSING)

    assert before == ["Un banc", "Un arbre"]
    assert shown(box, "supported") == ["Un arbre", "Un banc"]


def test_options_stand_in_the_citys_order() -> None:
    page = consultation()
    vote = make.vote_box(["Un banc", "Un arbre"], consultation=page.consultation)

    html = show(page, vote, "vote")

    assert [option.title for option in options_of(vote)] == ["Un banc", "Un arbre"]
    assert html.index("Un banc") < html.index("Un arbre")
