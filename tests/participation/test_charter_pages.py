"""What citizens see of moderation: reports, appeals, limits, a call's mode, the city's word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from participation.actions.appeal_act import decide_appeal
from participation.actions.moderate import moderate
from participation.actions.post_comment import post_comment
from participation.models import Appeal, Comment, Idea, IdeaBox, ModerationAct, Report
from tests import make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act


@pytest.fixture
def box() -> IdeaBox:
    """A call for ideas that is open now."""
    make.home()
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    return make.idea_box(consultation=consultation)


@pytest.fixture
def idea(box: IdeaBox) -> Idea:
    return make.idea(box, title="Un banc contesté")


def browser(person: Person) -> Client:
    client = Client()
    assert person.user
    client.force_login(person.user)
    return client


def taken_away(subject: Idea | Comment, act: str = Act.HIDE) -> ModerationAct:
    return moderate(
        subject=subject,
        act=act,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Une réclame déguisée.",
    )


def typed(**fields: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), "website": ""} | fields


# --- Reporting ------------------------------------------------------------------------------------


def test_a_report_names_an_article_of_the_charter_or_says_why(idea: Idea) -> None:
    ada, article = make.citizen(), make.charter_article()
    address = f"/idees/{idea.pk}/signaler/"

    empty = browser(ada).post(address, {"article": "", "reason": ""})
    sent = browser(ada).post(address, {"article": article.pk, "reason": ""}, follow=True)

    assert empty.status_code == 422
    assert "Vous saurez ce qu’il en est advenu" in sent.content.decode()
    report = Report.objects.get()
    assert (report.person, report.article, report.idea) == (ada, article, idea)


def test_a_report_is_written_first_and_sent_by_the_log_in(idea: Idea) -> None:
    ada, client = make.citizen(email="ada@example.be"), Client()
    assert ada.user
    ada.user.set_password(make.PASSWORD)
    ada.user.save()
    comment = post_comment(person=make.citizen(), idea=idea, body="Achetez")

    asked = client.post(f"/commentaires/{comment.pk}/signaler/", {"reason": "Une réclame"})
    client.post("/compte/connexion/", {"login": "ada@example.be", "password": make.PASSWORD})

    assert "Votre texte est conservé" in asked.content.decode()
    assert Report.objects.get().reason == "Une réclame"


def test_nothing_that_is_not_public_can_be_reported(box: IdeaBox) -> None:
    client = browser(make.citizen())

    for state in ("draft", "submitted", "hidden", "refused"):
        hidden = make.idea(box, state=state)
        assert client.get(f"/idees/{hidden.pk}/signaler/").status_code == 404


# --- Limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["idea", "comment", "report"])
def test_too_much_at_once_answers_429_and_keeps_the_text(
    what: str, box: IdeaBox, idea: Idea, settings: Any
) -> None:
    settings.CONTRIBUTION_PACE = {what: [(1, 600)]} | dict.fromkeys(
        {"idea", "comment", "report"} - {what}, [(99, 600)]
    )
    client = browser(make.citizen())
    address, field = {
        "idea": (f"/idees/boite/{box.pk}/proposer/", "title"),
        "comment": (f"/idees/{idea.pk}/commenter/", "body"),
        "report": (f"/idees/{idea.pk}/signaler/", "reason"),
    }[what]
    client.post(address, typed(**{field: "Premier texte"}))
    if what == "report":
        address = f"/idees/{make.idea(box).pk}/signaler/"

    answer = client.post(address, typed(**{field: "Mon second texte"}))

    shown = answer.content.decode()
    assert answer.status_code == 429
    assert "Mon second texte" in shown
    assert "renvoyez-le un peu plus tard" in shown


@pytest.mark.parametrize("filled", ["", "https://acheter.example"])
def test_what_a_machine_fills_in_is_held_and_no_person_is_refused(
    filled: str, box: IdeaBox, idea: Idea
) -> None:
    client = browser(make.citizen())

    client.post(f"/idees/boite/{box.pk}/proposer/", typed(title="Une fontaine", website=filled))
    client.post(f"/idees/{idea.pk}/commenter/", typed(body="Oui", website=filled))

    state = "submitted" if filled else "published"
    assert Idea.objects.get(title="Une fontaine").state == state
    assert Comment.objects.get().state == state


def test_a_blocked_person_reads_until_when_and_loses_nothing(box: IdeaBox) -> None:
    ada = make.citizen(blocked_until=timezone.now() + timedelta(days=3))

    answer = browser(ada).post(f"/idees/boite/{box.pk}/proposer/", typed(title="Mon idée"))

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "suspendu vos publications jusqu’au" in shown
    assert "Mon idée" in shown


# --- The mode of a call ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        ("before", "lit chaque texte avant"),
        ("after", "paraît tout de suite"),
        ("new_first", "Vos premiers textes"),
    ],
)
def test_whoever_writes_reads_when_it_will_appear(mode: str, sentence: str, idea: Idea) -> None:
    IdeaBox.objects.update(moderation=mode)
    client = browser(make.citizen())

    for address in (f"/idees/boite/{idea.box_id}/proposer/", f"/idees/{idea.pk}/commenter/"):
        assert sentence in client.get(address).content.decode()


# --- The city answers -----------------------------------------------------------------------------


def test_staff_answer_in_the_name_of_a_service(idea: Idea) -> None:
    IdeaBox.objects.update(moderation="before")
    speaker, service = make.speaker(), make.service("Travaux")

    form = browser(speaker).get(f"/idees/{idea.pk}/commenter/").content.decode()
    data = typed(body="Un banc sera posé.", speaks_for=service.pk)
    browser(speaker).post(f"/idees/{idea.pk}/commenter/", data)
    shown = Client().get(f"/idees/{idea.pk}/").content.decode()

    assert "En mon nom" in form
    assert "Un banc sera posé." in shown
    assert "<strong>Travaux</strong>" in shown


def test_a_citizen_cannot_borrow_the_city_s_name(idea: Idea) -> None:
    service, client = make.service("Travaux"), browser(make.citizen())

    form = client.get(f"/idees/{idea.pk}/commenter/").content.decode()
    client.post(f"/idees/{idea.pk}/commenter/", typed(body="Oui", speaks_for=service.pk))

    assert "speaks_for" not in form
    assert Comment.objects.get().badge == ""


def test_staff_may_also_speak_for_themselves(idea: Idea) -> None:
    browser(make.speaker()).post(f"/idees/{idea.pk}/commenter/", typed(body="Oui"))

    assert Comment.objects.get().badge == ""


# --- Hidden, and appealed -------------------------------------------------------------------------


def test_a_hidden_comment_says_when_and_why_but_never_what(idea: Idea) -> None:
    comment = post_comment(person=make.citizen(), idea=idea, body="Achetez chez moi")
    taken_away(comment)

    shown = Client().get(f"/idees/{idea.pk}/").content.decode()

    assert "Masqué par la modération le" in shown
    assert "Le respect" in shown
    assert "Achetez" not in shown
    assert "réclame" not in shown  # the reason is for its author


@pytest.mark.parametrize("act", [Act.HIDE, Act.REFUSE, Act.RETURN])
def test_its_author_reads_the_reason_and_the_way_to_appeal(act: str, box: IdeaBox) -> None:
    state = Idea.State.PUBLISHED if act == Act.HIDE else Idea.State.SUBMITTED
    idea = make.idea(box, state=state)
    done = taken_away(idea, act)

    shown = browser(idea.person).get(f"/idees/{idea.pk}/").content.decode()

    assert "Une réclame déguisée." in shown
    assert f"/moderation/{done.pk}/recours/" in shown


def test_an_appeal_from_its_form_to_its_answer(idea: Idea) -> None:
    done, client = taken_away(idea), browser(idea.person)
    address = f"/moderation/{done.pk}/recours/"

    client.post(address, {"reason": "Ce n’est pas une réclame."})
    waiting = client.get(address).content.decode()
    decide_appeal(
        appeal=Appeal.objects.get(),
        moderator=make.moderator(),
        outcome="upheld",
        answer="C’en est une.",
    )
    answered = client.get(address).content.decode()

    assert "Ce n’est pas une réclame." in waiting
    assert "C’en est une." in answered
    assert "<textarea" not in answered


def test_too_late_for_an_appeal_is_said_before_anything_is_typed(idea: Idea, settings: Any) -> None:
    settings.APPEAL_DAYS = 0
    done = taken_away(idea)

    shown = browser(idea.person).get(f"/moderation/{done.pk}/recours/").content.decode()

    assert "délai de recours est écoulé" in shown
    assert "<textarea" not in shown


def test_nobody_else_sees_an_appeal(idea: Idea) -> None:
    done = taken_away(idea)

    assert browser(make.citizen()).get(f"/moderation/{done.pk}/recours/").status_code == 404
