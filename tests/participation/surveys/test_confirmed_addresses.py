"""Surveys for whoever confirms an e-mail address: one sheet per mailbox, counted once confirmed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts import clock, outbox
from accounts.addresses import canonical, mark_of
from accounts.models import OutboxMessage
from participation.actions.confirm_sheet import (
    answer_with_account,
    confirm_sheet,
    hold_sheet,
    link_to,
    purge_waiting,
)
from participation.actions.count_sheets import count_new_sheets
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.errors import ActivityClosed, AddressNeeded, LinkNotGood, Refusal
from participation.models import AnswerSheet, Survey, WaitingSheet
from participation.results.figures import answers as all_answers
from participation.results.survey_results import results_of
from participation.surveys.errors import (
    AlreadyAnswered,
    AnswersInvalid,
    NothingAnswered,
    SheetTampered,
)
from tests import editor, make, surveys

pytestmark = pytest.mark.django_db
EMAIL = "lucienne@example.be"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")
LATER = make.NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    caches["shared"].clear()


def asking(**fields: Any) -> Survey:
    question = surveys.question("single", options=["Oui", "Non"])
    return surveys.survey(question, **{"respondents": "email"} | fields)


def hold(survey: Survey, email: str = EMAIL, option: str = "a", at: datetime = make.NOON) -> str:
    """Send one sheet for confirmation; the link of the mail."""
    sheet = Sheet({"q1": [option]}, uuid4())
    hold_sheet(survey=survey, sheet=sheet, email=email, at=at)
    waiting = WaitingSheet.objects.filter(token=sheet.token).first()
    return link_to(waiting) if waiting else ""


def counted(survey: Survey) -> int:
    count_new_sheets()
    return results_of(survey, with_waiting=True).sheets


# --- The rule -------------------------------------------------------------------------------------


def test_answers_count_once_their_address_is_confirmed_and_not_before() -> None:
    survey = asking()
    link = hold(survey)

    before = counted(survey), all_answers(LATER)
    sheet = confirm_sheet(link=link, at=LATER)

    assert before == (0, 0)
    assert (counted(survey), all_answers(LATER)) == (1, 1)
    assert sheet.submitted_at == make.NOON  # when they were sent
    assert sheet.person is None
    assert not WaitingSheet.objects.exists()


def test_the_address_is_kept_nowhere(mailoutbox: Any) -> None:
    survey = asking()
    link = hold(survey)
    outbox.drain()
    confirm_sheet(link=link, at=LATER)

    rows = [*AnswerSheet.objects.values(), *WaitingSheet.objects.values()]
    sent = list(OutboxMessage.objects.values("payload", "event", "target"))

    assert mailoutbox[0].to == [EMAIL]
    assert "lucienne" not in str(rows) + str(sent) + link
    assert AnswerSheet.objects.get().address_mark == mark_of(EMAIL, f"survey-{survey.pk}")


def test_the_same_address_has_another_mark_in_another_survey() -> None:
    one, other = asking(), asking()
    for survey in (one, other):
        confirm_sheet(link=hold(survey), at=LATER)

    assert AnswerSheet.objects.values("address_mark").distinct().count() == 2


@pytest.mark.parametrize(
    "again", [EMAIL, "Lucienne@Example.BE", "lucienne+bis@example.be", " lucienne@example.be "]
)
def test_one_mailbox_answers_once(again: str) -> None:
    survey = asking()
    first, second = hold(survey), hold(survey, again, "b")
    confirm_sheet(link=first, at=LATER)

    with pytest.raises((AlreadyAnswered, LinkNotGood)):
        confirm_sheet(link=second, at=LATER)

    assert counted(survey) == 1


def test_the_dots_of_gmail_make_no_other_mailbox() -> None:
    assert canonical("L.u.cie@googlemail.com") == canonical("lucie+x@gmail.com")
    assert canonical("l.u@example.be") != canonical("lu@example.be")
    assert canonical("a@BÉ.be") == canonical("a@bé.be")


def test_who_has_answered_is_told_by_the_mail_alone(mailoutbox: Any) -> None:
    survey = asking()
    confirm_sheet(link=hold(survey), at=LATER)

    assert hold(survey) == ""
    outbox.drain()

    assert not WaitingSheet.objects.exists()
    assert [mail.to for mail in mailoutbox] == [[EMAIL], [EMAIL]]
    assert mailoutbox[0].subject == mailoutbox[1].subject
    assert "confirmer" not in mailoutbox[1].body


def test_a_link_pressed_twice_counts_once() -> None:
    survey = asking()
    link = hold(survey)

    assert confirm_sheet(link=link, at=LATER) == confirm_sheet(link=link, at=LATER)
    assert counted(survey) == 1


def test_a_link_is_good_for_48_hours_and_then_the_answers_are_forgotten() -> None:
    survey = asking()
    link = hold(survey)
    over = make.NOON + timedelta(hours=48)

    with pytest.raises(LinkNotGood):
        confirm_sheet(link=link, at=over)
    purge_waiting(at=over)

    assert not WaitingSheet.objects.exists()
    assert counted(survey) == 0


@pytest.mark.parametrize("link", ["", "x", "W10:1:abc", "\x00"])
def test_a_false_link_counts_nothing(link: str) -> None:
    hold(asking())

    with pytest.raises(LinkNotGood):
        confirm_sheet(link=link, at=LATER)


def test_sent_before_the_closing_and_confirmed_after_it_counts() -> None:
    row = make.open_consultation(closes_at=make.NOON + timedelta(minutes=5))
    survey = asking(consultation=row)
    link = hold(survey)

    with pytest.raises(ActivityClosed):
        hold(survey, "autre@example.be", at=LATER)
    confirm_sheet(link=link, at=LATER)

    assert counted(survey) == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({}, NothingAnswered),
        ({"q1": ["zz"]}, SheetTampered),
        ({"q1": ["a"], "q2": [""]}, AnswersInvalid),
        ({"q1": ["a"], "q9": ["a"]}, SheetTampered),
    ],
)
def test_nothing_half_filled_or_foreign_waits(
    typed: dict[str, list[str]], why: type[Refusal]
) -> None:
    needed = surveys.question("short_text", is_required="q2" in typed)
    yes = surveys.question("single", options=["Oui"])
    survey = surveys.survey(yes, needed, respondents="email")
    sheet = Sheet(typed, uuid4())

    with pytest.raises(why):
        hold_sheet(survey=survey, sheet=sheet, email=EMAIL, at=make.NOON)

    assert not WaitingSheet.objects.exists()


def test_no_other_door_lets_a_sheet_in_without_an_address() -> None:
    survey = asking()

    for person in (None, make.citizen()):
        with pytest.raises(AddressNeeded):
            submit_sheet(
                survey=survey, sheet=Sheet({"q1": ["a"]}, uuid4()), person=person, at=make.NOON
            )


def test_an_account_has_confirmed_its_address_already() -> None:
    survey, ada = asking(), make.citizen(email=EMAIL)
    link = hold(survey)

    sheet = answer_with_account(
        survey=survey, sheet=Sheet({"q1": ["a"]}, uuid4()), person=ada, at=make.NOON
    )
    with pytest.raises((AlreadyAnswered, LinkNotGood)):
        confirm_sheet(link=link, at=LATER)

    assert sheet.person is None
    assert counted(survey) == 1


def test_a_month_after_the_closing_no_mark_is_left() -> None:
    survey = asking()
    confirm_sheet(link=hold(survey), at=LATER)
    closes = survey.window()[1]
    assert closes

    purge_waiting(at=closes + timedelta(days=29))
    kept = AnswerSheet.objects.exclude(address_mark="").count()
    purge_waiting(at=closes + timedelta(days=30))

    assert kept == 1
    assert not AnswerSheet.objects.exclude(address_mark="").exists()
    assert counted(survey) == 1


def test_results_do_not_say_that_one_person_could_answer_twice() -> None:
    assert not results_of(asking()).is_open_to_anyone
    assert results_of(surveys.survey()).is_open_to_anyone


# --- The pages ------------------------------------------------------------------------------------


@pytest.fixture
def survey() -> Survey:
    make.home()
    return asking(consultation=make.open_now())


def send(client: Client, survey: Survey, option: str = "a") -> Any:
    data = {"step": "1", "send": "1", "q1": option}
    return client.post(reverse("participation:answer", args=[survey.pk]), data)


def leave(client: Client, survey: Survey, email: str = EMAIL) -> Any:
    return client.post(reverse("participation:sheet_address", args=[survey.pk]), {"email": email})


def link_in(mail: Any) -> str:
    found = re.search(r"/enquetes/\d+/confirmer/\S+/", mail.body)
    assert found
    return found.group(0)


def test_somebody_answers_leaves_an_address_and_presses_the_button(
    survey: Survey, mailoutbox: Any
) -> None:
    client = Client()

    sent = send(client, survey)
    asked = client.get(sent.headers["Location"])
    left = leave(client, survey)
    outbox.drain()
    link = link_in(mailoutbox[0])
    elsewhere = Client()
    seen = elsewhere.get(link)
    before = survey.sheets.count()
    pressed = elsewhere.post(link, follow=True)

    assert (asked.status_code, left.status_code, seen.status_code) == (200, 200, 200)
    assert before == 0
    assert survey.sheets.count() == 1
    assert CODE.search(pressed.content.decode())
    assert "Merci" in pressed.content.decode()
    assert EMAIL not in seen.content.decode() + link
    assert "no-store" in seen.headers["Cache-Control"]


def test_every_address_is_answered_alike(survey: Survey, mailoutbox: Any) -> None:
    known = Client()
    send(known, survey), leave(known, survey)
    outbox.drain()
    Client().post(link_in(mailoutbox[0]))
    caches["shared"].clear()
    pages = []
    for email in (EMAIL, "inconnue@example.be"):
        client = Client()
        send(client, survey)
        page = leave(client, survey, email)
        text = page.content.decode().replace(email, "X")
        pages.append((page.status_code, re.sub(r'value="\w{64}"', "", text)))

    assert pages[0] == pages[1]


def test_one_mailbox_gets_one_mail_in_three_minutes(survey: Survey, mailoutbox: Any) -> None:
    client, other = Client(), Client()
    send(client, survey), send(other, survey)

    answers = [leave(c, survey).status_code for c in (client, client, other)]
    outbox.drain()

    assert answers == [200, 200, 200]
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("email", ["", "x", "a@b", "a@example.be\nBcc: b@example.be"])
def test_what_is_no_address_is_refused_and_answers_stay(survey: Survey, email: str) -> None:
    client = Client()
    send(client, survey)

    refused = leave(client, survey, email)
    again = client.get(reverse("participation:answer", args=[survey.pk])).content.decode()

    assert refused.status_code == 422
    assert "checked" in again


def test_without_answers_there_is_no_address_to_leave(survey: Survey) -> None:
    address = reverse("participation:sheet_address", args=[survey.pk])

    assert Client().get(address).headers["Location"].endswith("/repondre/")
    assert Client().post(address, {"email": EMAIL}).status_code == 302
    assert not WaitingSheet.objects.exists()


def test_a_false_link_is_refused_kindly(survey: Survey) -> None:
    address = reverse("participation:confirm_sheet", args=[survey.pk, "x:y:z"])

    for answer in (Client().get(address), Client().post(address)):
        assert answer.status_code == 409
        assert 'role="alert"' in answer.content.decode()


def test_who_is_signed_in_waits_for_no_mail(survey: Survey, mailoutbox: Any) -> None:
    ada = make.citizen()
    assert ada.user

    send(editor.signed_in(ada.user), survey)

    assert survey.sheets.count() == 1
    assert not mailoutbox
    assert clock.now() >= survey.sheets.get().submitted_at
