"""Answering over HTTP without JavaScript: pages, refusals, what is kept, who must log in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from participation.models import AnswerSheet, SheetDraft, Survey
from participation.sheet_cookie import NAME
from tests import make, surveys
from tests.surveys import question, when

pytestmark = pytest.mark.django_db


def open_now(*blocks: Any, **fields: Any) -> Survey:
    make.home()
    now = timezone.now()
    fields.setdefault(
        "consultation",
        make.open_consultation(
            opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
        ),
    )
    return surveys.survey(*blocks, **fields)


@pytest.fixture
def bus() -> Survey:
    return open_now(
        question("single", "Prenez-vous le bus ?", options=["Oui", "Non"], is_required=True,
                 when=when(reference="bus")),
        question("short_text", "Lequel ?", when=when(only_after="bus", answered="Oui"),
                 is_required=True),
        question("long_text", "Pourquoi pas ?", when=when(only_after="bus", answered="Non")),
    )  # fmt: skip


def address(made: Survey) -> str:
    return f"/enquetes/{made.pk}/repondre/"


def signed_in(person: Person) -> Client:
    client = Client()
    assert person.user
    client.force_login(person.user)
    return client


def begin(made: Survey, client: Client | None = None) -> Client:
    """A browser that has opened the questionnaire."""
    client = client or Client()
    client.get(address(made))
    return client


def names(html: str) -> set[str]:
    """The fields of the questionnaire in a page."""
    return set(re.findall(r'name="(q\d[^"]*)"', html))


def test_the_page_of_a_survey_holds_no_form_and_sets_no_cookie(bus: Survey) -> None:
    shown = Client().get(f"/enquetes/{bus.pk}/")

    assert "Répondre à l’enquête" in shown.content.decode()
    assert "csrfmiddlewaretoken" not in shown.content.decode()
    assert not shown.cookies


def test_conditions_hold_page_by_page(bus: Survey) -> None:
    client = begin(bus)

    first = client.get(address(bus)).content.decode()
    yes = client.post(address(bus), {"step": 1, "q1": "a"}, follow=True).content.decode()
    back = client.post(address(bus), {"step": 2, "back": 1, "q2": "Le 23"}, follow=True)
    no = client.post(address(bus), {"step": 1, "q1": "b"}, follow=True).content.decode()

    assert names(first) == {"q1"}
    assert names(yes) == {"q2"}
    assert "checked" in back.content.decode(), "what was chosen is still chosen"
    assert names(no) == {"q3"}


def test_a_page_that_may_not_be_the_last_says_so_and_promises_no_end() -> None:
    asked = question("single", "Le bus ?", options=["Oui", "Non"], when={"reference": "b"})
    more = question("short_text", "Où ?", when={"only_after": "b", "answered": "Oui"})
    made = open_now(asked, more)
    client = begin(made)

    first = client.get(address(made)).content.decode()
    second = client.post(address(made), {"step": 1, "q1": "a"}, follow=True).content.decode()

    assert "Continuer" in first
    assert "vos réponses sont envoyées" in first
    assert "Envoyer mes réponses" not in first
    assert "Envoyer mes réponses" in second
    assert "vos réponses sont envoyées" not in second


def test_a_sheet_is_sent_after_its_last_page(bus: Survey) -> None:
    client = begin(bus)
    client.post(address(bus), {"step": 1, "q1": "a"})

    sent = client.post(address(bus), {"step": 2, "q2": "Le 23"}, follow=True)

    assert "Merci" in sent.content.decode()
    assert AnswerSheet.objects.get().answers.count() == 2
    assert not SheetDraft.objects.exists()


def test_the_same_browser_answers_once(bus: Survey) -> None:
    client = begin(bus)
    for _ in range(2):
        client.post(address(bus), {"step": 1, "q1": "b"})
        client.post(address(bus), {"step": 2, "q3": "Trop loin"})

    assert AnswerSheet.objects.count() == 1
    assert "Vous avez répondu" in client.get(address(bus)).content.decode()


def test_what_has_to_be_mended_is_said_and_nothing_typed_is_lost(bus: Survey) -> None:
    client = begin(bus)
    client.post(address(bus), {"step": 1, "q1": "a"})

    refused = client.post(address(bus), {"step": 2, "q2": "x" * 300})

    assert refused.status_code == 422
    assert 'href="#question-q2-text"' in refused.content.decode()
    assert "x" * 300 in refused.content.decode()
    assert not AnswerSheet.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"q1": "a", "q2": "caché"}, {"q1": "c"}, {"q1": ["a", "b"]}, {"q1": "a", "q99": "x"}]
)
def test_a_tampered_form_is_refused_whole(bus: Survey, sent: dict[str, Any]) -> None:
    client = begin(bus)

    refused = client.post(address(bus), {"step": 1} | sent)

    assert refused.status_code == 400
    assert not AnswerSheet.objects.exists()
    assert not SheetDraft.objects.exists()


def test_half_filled_answers_are_kept_on_this_device(bus: Survey) -> None:
    client = begin(bus)

    client.post(address(bus), {"step": 1, "q1": "a", "later": 1})
    again = client.get(address(bus)).content.decode()
    elsewhere = Client().get(address(bus)).content.decode()

    assert 'value="a" id="question-q1-q1-a" checked' in again
    assert "checked" not in elsewhere
    assert not AnswerSheet.objects.exists()


def test_a_required_question_never_keeps_anyone_from_finishing_later(bus: Survey) -> None:
    client = begin(bus)

    kept = client.post(address(bus), {"step": 1, "later": 1})

    assert kept.status_code == 302
    assert SheetDraft.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 1])
def test_a_survey_that_is_not_open_shows_no_form_and_takes_nothing(days: int) -> None:
    now = timezone.now()
    window = sorted((now + timedelta(days=days), now + timedelta(days=2 * days)))
    row = make.open_consultation(opens_at=window[0], closes_at=window[1])
    made = open_now(consultation=row)
    client = begin(made)

    shown = client.get(address(made)).content.decode()
    refused = client.post(address(made), {"step": 1, "q1": "a"})

    assert names(shown) == set()
    assert refused.status_code == 409
    assert not AnswerSheet.objects.exists()


def test_what_the_public_may_not_see_is_nowhere() -> None:
    made = open_now(consultation=None)

    assert Client().get(address(made)).status_code == 404
    assert Client().get(f"/enquetes/{made.pk}/").status_code == 404


def test_where_an_account_is_needed_the_answers_wait_for_it() -> None:
    made, ada = open_now(respondents="account"), make.citizen()
    client = begin(made)

    asked = client.post(address(made), {"step": 1, "q1": "b"})
    assert not AnswerSheet.objects.exists()
    assert ada.user
    ada.user.set_password(make.PASSWORD)
    ada.user.save()
    client.post("/compte/connexion/", {"login": ada.user.email, "password": make.PASSWORD})

    assert "connecter" in asked.content.decode().lower()
    sheet = AnswerSheet.objects.get()
    assert (sheet.person, sheet.answers.get().option) == (ada, "b")


def test_a_person_answers_once_whatever_the_browser() -> None:
    made, ada = open_now(respondents="account"), make.citizen()
    for _ in range(2):
        client = begin(made, signed_in(ada))
        client.post(address(made), {"step": 1, "q1": "a"})

    assert AnswerSheet.objects.get().person == ada


def test_one_address_may_not_send_without_end(settings: Any) -> None:
    settings.SHEETS_PER_ADDRESS = "2/h/ip"
    made = open_now()

    answers = [
        begin(made).get(address(made)).client.post(address(made), {"step": 1, "q1": "a"})
        for _ in range(3)
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 429]


def test_a_false_cookie_says_nothing() -> None:
    made = open_now()
    client = Client()
    client.cookies[NAME] = "1:abc:def"

    assert client.get(address(made)).status_code == 200


@pytest.mark.parametrize("step", ["0", "-1", "99", "²", "x"])
def test_a_page_that_does_not_exist_is_the_nearest_one(bus: Survey, step: str) -> None:
    assert names(Client().get(address(bus), {"step": step}).content.decode()) == {"q1"}


# --- Polls and quizzes ----------------------------------------------------------------------------


@pytest.fixture
def poll() -> Survey:
    return open_now(
        question("single", "Quel jour ?", options=["Samedi", "Dimanche"]),
        use="poll",
        count_visibility="after_vote",
    )


def test_a_poll_is_answered_in_two_clicks_without_javascript(poll: Survey) -> None:
    client = Client()

    asked = client.get(address(poll), {"q1": "b"}).content.decode()
    sent = client.post(address(poll), {"step": 1, "q1": "b"})

    assert 'value="b" id="question-q1-q1-b" checked' in asked
    assert "Confirmer" in asked
    assert sent.status_code == 302
    assert AnswerSheet.objects.get().answers.get().option == "b"


def test_a_poll_is_answered_in_place_with_javascript(poll: Survey) -> None:
    client, htmx = Client(), {"HX-Request": "true"}

    asked = client.get(address(poll), {"q1": "b"}, headers=htmx).content.decode()
    sent = client.post(address(poll), {"step": 1, "q1": "b"}, headers=htmx).content.decode()

    assert 'hx-trigger="load, submit"' in asked
    assert "Merci" in sent
    assert f'id="survey-{poll.pk}"' in sent


@pytest.fixture
def quiz() -> Survey:
    return open_now(
        question("single", "En quelle année ?", options=["1690", "1790"], right="1690",
                 explanation="La bataille de Fleurus."),
        question("multiple", "Quels villages ?", options=["Brye", "Paris"], right="Brye"),
        use="quiz",
    )  # fmt: skip


def test_the_key_of_a_quiz_is_in_no_page_before_it_is_answered(quiz: Survey) -> None:
    pages = Client().get(address(quiz)).content.decode()
    pages += Client().get(f"/enquetes/{quiz.pk}/").content.decode()

    assert "bataille" not in pages
    assert "is_right" not in pages
    assert "is-right" not in pages


def test_a_quiz_is_marked_and_keeps_nothing(quiz: Survey) -> None:
    client = begin(quiz)

    marked = client.post(address(quiz), {"step": 1, "q1": "a", "q2": ["a", "b"]})

    assert "1 sur 2" in marked.content.decode()
    assert "bataille" in marked.content.decode()
    assert not AnswerSheet.objects.exists()
    assert not SheetDraft.objects.exists()
    assert NAME not in client.cookies


# --- On pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("use", ["survey", "poll", "quiz"])
def test_the_blocks_show_what_can_be_done(use: str) -> None:
    made = open_now(
        question("single", "Quel jour ?", options=["Samedi", "Dimanche"], right="Samedi"), use=use
    )
    page = make.idea_box_page(body=[(use, {"survey": made})])
    page.save_revision().publish()

    shown = Client().get(page.url)

    assert f'href="{address(made)}"' in shown.content.decode() or "Samedi" in shown.content.decode()
    assert not shown.cookies
    assert "csrfmiddlewaretoken" not in shown.content.decode()


def test_a_survey_of_no_consultation_is_open_while_a_page_shows_it() -> None:
    made = open_now(consultation=None)
    page = make.idea_box_page(body=[("survey", {"survey": made})])
    page.save_revision().publish()

    assert Client().get(address(made)).status_code == 200
    page.unpublish()
    assert Client().get(address(made)).status_code == 404


def test_a_survey_made_in_a_consultation_is_adopted_by_it() -> None:
    made = open_now(consultation=None)
    page = make.consultation_page()

    page.body = [("survey", {"survey": made})]
    page.save_revision()

    made.refresh_from_db()
    assert made.consultation == page.consultation


def test_a_page_brings_its_draft_survey_along_and_a_copy_gets_an_empty_one() -> None:
    made = surveys.draft(consultation=None, live=False)
    make.home()
    page = make.idea_box_page(body=[("survey", {"survey": made})])

    page.save_revision().publish()
    made.refresh_from_db()
    surveys.answer(made, q1="a")
    copy = page.copy(update_attrs={"slug": "copie", "title": "Copie"})

    assert made.live
    assert copy.specific.body[0].value["survey"].pk != made.pk
    assert not AnswerSheet.objects.exclude(survey=made).exists()
