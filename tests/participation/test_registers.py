"""The registers: read, inspected, exported; never who voted, who reported or who was written to."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock, outbox
from accounts.groups import ADMINISTRATOR, MODERATOR, STRATEGY
from accounts.models import OutboxMessage, Person
from participation.actions.appeal_act import appeal
from participation.actions.block_account import block_account
from participation.actions.cast_vote import cast_vote
from participation.actions.moderate import moderate
from participation.actions.post_comment import post_comment
from participation.actions.report_abuse import report_abuse
from participation.models import Appeal, ModerationAct, Report, Vote
from tests import editor, make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act
DAY = timedelta(days=1)
REGISTERS = {
    "participation/vote": STRATEGY,
    "participation/report": MODERATOR,
    "participation/moderationact": MODERATOR,
    "participation/appeal": MODERATOR,
    "accounts/outboxmessage": ADMINISTRATOR,
}
ROWS: dict[str, Any] = {
    "participation/vote": Vote,
    "participation/report": Report,
    "participation/moderationact": ModerationAct,
    "participation/appeal": Appeal,
    "accounts/outboxmessage": OutboxMessage,
}


def fill(times: int = 1) -> Person:
    """Something in every register; return somebody who did some of it."""
    make.home()
    moderator, article, box = make.moderator(), make.charter_article(), make.idea_box()
    number = Person.objects.count()
    ada = make.citizen(pseudonym="Zorglubine", email=f"zorglubine{number}@example.be")
    for _ in range(times):
        idea = make.idea(box)
        cast_vote(person=ada, idea=idea, at=make.NOON)
        report_abuse(person=ada, subject=idea, article=article, reason="Pub", at=make.NOON)
        comment = post_comment(person=make.citizen(), idea=idea, body="Oui", at=make.NOON)
        for subject in (idea, comment):
            act = moderate(
                subject=subject,
                act=Act.HIDE,
                moderator=moderator,
                article=article,
                reason="Publicité",
                at=make.NOON,
            )
            appeal(person=subject.person, act=act, text="Non", at=make.NOON)
        block_account(
            person=make.citizen(),
            moderator=moderator,
            days=7,
            article=article,
            reason="Insultes",
            at=make.NOON,
        )
    return ada


@pytest.fixture(params=REGISTERS)
def register(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def reader_of(register: str) -> Client:
    return editor.signed_in(make.staff(REGISTERS[register]))


def a_row(register: str) -> Any:
    """The first one that the register lists: of the outbox, a letter."""
    rows = ROWS[register].objects.order_by("pk")
    return (rows.filter(kind="notice") if ROWS[register] is OutboxMessage else rows).first()


def test_it_is_read_inspected_and_exported(register: str) -> None:
    fill()
    client, row = reader_of(register), a_row(register)

    for address in ("", f"inspect/{row.pk}/", "?export=csv", "?export=xlsx"):
        answer = client.get(f"/admin/{register}/{address}")
        assert answer.status_code == 200, address


def test_nothing_in_it_can_be_written(register: str) -> None:
    fill()
    client, row = reader_of(register), a_row(register)

    for address in ("create/", f"edit/{row.pk}/", f"delete/{row.pk}/"):
        for send in (client.get, client.post):
            assert send(f"/admin/{register}/{address}").status_code in (302, 403, 404, 405)
    assert ROWS[register].objects.filter(pk=row.pk).exists()


def test_it_names_nobody_who_voted_reported_or_was_written_to(register: str) -> None:
    ada = fill()
    client = reader_of(register)
    pages = [client.get(f"/admin/{register}/"), client.get(f"/admin/{register}/?export=csv")]
    for row in ROWS[register].objects.all():
        pages.append(client.get(f"/admin/{register}/inspect/{row.pk}/"))

    for page in pages:
        body = b"".join(page) if page.streaming else page.content
        assert b"orglubine" not in body
        assert f"person/{ada.pk}".encode() not in body


def test_it_asks_as_much_for_one_row_as_for_ten(register: str) -> None:
    client = reader_of(register)

    def ask() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/admin/{register}/")
        return len(asked)

    fill()
    ask()
    few = ask()
    fill(5)

    assert ask() == few


def lines(client: Client, register: str) -> list[dict[str, str]]:
    answer: Any = client.get(f"/admin/{register}/?export=csv")
    text = b"".join(answer).decode("utf-8-sig")
    dialect = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=dialect))


def test_messages_say_whether_they_went_out(mailoutbox: list[Any]) -> None:
    fill()
    outbox.drain()
    report_abuse(person=make.citizen(), subject=make.idea(), reason="Pub", at=make.NOON)
    outbox.add("notice", event="waits", target="1", payload={"notice": "moderated", "act": 0})

    found = lines(reader_of("accounts/outboxmessage"), "accounts/outboxmessage")

    values = {value for line in found for value in line.values()}
    assert {"envoyé", "en attente", "une décision de modération"} <= values
    assert not any("@" in value for value in values)


def test_zero_attempts_are_0() -> None:
    outbox.add("notice", event="waits", target="1", payload={"notice": "moderated", "act": 0})
    client = reader_of("accounts/outboxmessage")

    found = lines(client, "accounts/outboxmessage")
    inspected = client.get(
        f"/admin/accounts/outboxmessage/inspect/{OutboxMessage.objects.get().pk}/"
    ).content.decode()

    assert "0" in found[0].values()
    assert "<dd>0</dd>" in " ".join(inspected.split()).replace("<dd> 0 </dd>", "<dd>0</dd>")


# --- Closed books ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("visibility", "are_read"), [("always", True), ("after_closing", False)])
def test_votes_whose_counts_are_hidden_are_in_no_list_export_or_inspection(
    visibility: str, are_read: bool
) -> None:
    make.home()
    now = clock.now()
    consultation = make.open_consultation(opens_at=now - DAY, closes_at=now + DAY)
    box = make.idea_box(consultation=consultation, count_visibility=visibility)
    vote = cast_vote(person=make.citizen(), idea=make.idea(box, title="Une idée aabra"))
    client = editor.signed_in(make.staff(STRATEGY))
    base = "/admin/participation/vote/"

    for address in (base, f"{base}?export=csv"):
        answer: Any = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert ("aabra" in content.decode() or f"{vote.idea_id};" in content.decode()) == are_read
    status = client.get(f"{base}inspect/{vote.pk}/").status_code
    assert status == (200 if are_read else 404)


def test_the_chooser_of_ideas_shows_no_hidden_count() -> None:
    make.home()
    now = clock.now()
    consultation = make.open_consultation(opens_at=now - DAY, closes_at=now + DAY)
    for visibility, supports in (("always", 41), ("after_closing", 43)):
        idea = make.idea(make.idea_box(consultation=consultation, count_visibility=visibility))
        type(idea.tally).objects.filter(idea=idea).update(votes_for=supports)

    shown = editor.signed_in(make.staff(STRATEGY)).get(
        "/admin/snippets/choose/participation/idea/results/"
    )

    assert "41" in shown.text  # the control
    assert "43" not in shown.text


def test_a_message_that_is_no_letter_is_not_inspected() -> None:
    outbox.add("index_ideas", event="x")
    row = OutboxMessage.objects.get(event="x")
    client = editor.signed_in(make.staff(ADMINISTRATOR))

    assert client.get(f"/admin/accounts/outboxmessage/inspect/{row.pk}/").status_code == 404
