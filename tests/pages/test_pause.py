"""The emergency stop: nothing is accepted any more, all can be read, and the reason is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from participation.actions.cast_vote import cast_vote
from participation.actions.pause import pause_participation, resume_participation
from participation.errors import ParticipationSuspended, PauseReasonMissing
from participation.models import Consultation, Vote
from tests import editor, make

pytestmark = pytest.mark.django_db
State = Consultation.State
WHY = "Des insultes visent un voisin."


def _page() -> Any:
    return make.consultation_page(opens_at=datetime.now(UTC) - timedelta(days=7))


def _row(page: Any) -> Consultation:
    return Consultation.objects.get(pk=page.consultation_id)


def _send(client: Client, page: Any, act: str = "pause", **data: str) -> Any:
    return client.post(reverse(f"parvis_{act}", args=[page.pk]), data)


def test_no_act_is_accepted_and_the_refusal_says_why() -> None:
    row, person = make.open_consultation(), make.citizen()
    idea = make.idea(make.idea_box(consultation=row))
    pause_participation(consultation=row, reason=WHY)

    with pytest.raises(ParticipationSuspended, match=WHY):
        cast_vote(person=person, idea=idea, at=make.NOON)
    assert not Vote.objects.exists()

    resume_participation(consultation=row)
    cast_vote(person=person, idea=idea, at=make.NOON)
    assert Vote.objects.count() == 1


def test_the_clock_goes_on_meanwhile() -> None:
    row = make.open_consultation(paused_at=make.NOON, pause_reason=WHY)

    assert row.state(make.NOON - timedelta(days=30)) == State.UPCOMING
    assert row.state(make.NOON) == State.PAUSED
    assert row.state(make.NOON + timedelta(days=60)) == State.AWAITING
    assert not row.is_open(make.NOON)


def test_a_reason_is_compulsory() -> None:
    row = make.open_consultation()

    with pytest.raises(PauseReasonMissing):
        pause_participation(consultation=row, reason="  ")


def test_stopping_twice_keeps_the_first_moment_and_takes_the_new_reason() -> None:
    row = make.open_consultation()

    assert pause_participation(consultation=row, reason="Une", at=make.NOON)
    assert not pause_participation(consultation=row, reason="Deux")

    row.refresh_from_db()
    assert (row.paused_at, row.pause_reason) == (make.NOON, "Deux")


def test_publishing_the_page_does_not_end_it() -> None:
    page = _page()
    pause_participation(consultation=page.consultation, reason=WHY)

    page.title = "Corrigé"
    page.save_revision().publish()

    assert _row(page).paused_at is not None


def test_the_page_stays_readable_with_the_reason_in_a_banner_and_on_its_card(
    client: Client,
) -> None:
    page = _page()
    pause_participation(consultation=page.consultation, reason=WHY)

    shown = client.get(page.get_url())
    listed = client.get("/consultations/").text

    assert shown.status_code == 200
    assert WHY in shown.text
    assert "Suspendue" in listed


def test_the_strategy_group_stops_and_resumes_it_from_the_admin_and_it_is_logged() -> None:
    page, client = _page(), editor.approver()

    assert "Suspendre la participation" in client.get(f"/admin/pages/{page.pk}/edit/").text
    assert _send(client, page, reason=WHY).status_code == 302
    assert _row(page).pause_reason == WHY
    assert WHY in client.get(f"/admin/pages/{page.pk}/edit/").text
    assert _send(client, page, "resume").status_code == 302

    assert _row(page).paused_at is None
    acts = PageLogEntry.objects.filter(page=page.pk, action__startswith="pages.")
    assert {entry.action for entry in acts} == {"pages.pause", "pages.resume"}
    assert WHY in client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text


def test_without_a_reason_the_form_comes_back_and_nothing_stops() -> None:
    page = _page()

    response = _send(editor.approver(), page, reason=" ")

    assert response.status_code == 400
    assert _row(page).paused_at is None


def test_whoever_may_not_publish_may_not_stop_it() -> None:
    page, client = _page(), editor.editor()

    for act in ("pause", "resume"):
        assert _send(client, page, act, reason=WHY).status_code in (302, 403)
    assert _row(page).paused_at is None
    assert "Suspendre la participation" not in client.get(f"/admin/pages/{page.pk}/edit/").text
