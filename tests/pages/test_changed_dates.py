"""Dates that were announced: what the public is told when they change, and what needs a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from pages.actions.publish_due import publish_due
from pages.models import ConsultationPage
from participation.actions.change_window import check_change
from participation.errors import ReasonOfChangeMissing
from participation.models import Consultation, WindowChange
from tests import editor, make

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC).replace(second=0, microsecond=0)
DAY = timedelta(days=1)


def _open(**fields: Any) -> Any:
    """Open since a week, for four more."""
    return make.consultation_page(opens_at=NOW - 7 * DAY, **fields)


def _row(page: Any) -> Consultation:
    return Consultation.objects.get(pk=page.consultation_id)


def _reads(page: Any) -> str:
    return " ".join(Client().get(page.get_url()).text.split())


def test_an_extension_is_announced_by_itself() -> None:
    page = _open(title="Place")
    before = page.closes_at
    page.closes_at = before + 10 * DAY

    page.save_revision().publish()

    change = WindowChange.objects.get()
    assert (change.closed_at, change.closes_at, change.reason) == (before, before + 10 * DAY, "")
    assert _row(page).closes_at == before + 10 * DAY
    assert "Prolongée" in _reads(page)


@pytest.mark.parametrize(
    "moved",
    [{"closes_at": -3 * DAY}, {"opens_at": 10 * DAY}, {"opens_at": DAY, "closes_at": DAY}],
    ids=["closes sooner", "opens later", "moves as a whole"],
)
def test_less_time_needs_a_reason_that_everybody_reads(moved: dict[str, timedelta]) -> None:
    page = _open()
    for name, shift in moved.items():
        setattr(page, name, getattr(page, name) + shift)
    before = _row(page).closes_at

    with pytest.raises(ReasonOfChangeMissing):
        page.save_revision().publish()
    assert _row(page).closes_at == before

    page.change_reason = "La salle n’est plus libre."
    page.save_revision().publish()

    assert _row(page).closes_at == page.closes_at
    assert "La salle n’est plus libre." in _reads(page)


def test_the_reason_of_the_last_change_does_not_serve_again() -> None:
    page = _open(change_reason="")
    page.closes_at -= DAY
    page.change_reason = "Une salle."
    page.save_revision().publish()

    page = ConsultationPage.objects.get(pk=page.pk)
    page.closes_at -= DAY

    with pytest.raises(ReasonOfChangeMissing):
        page.save_revision().publish()


def test_what_is_over_opens_again_only_with_a_reason() -> None:
    page: Any = make.consultation_page(opens_at=NOW - 60 * DAY)
    page.closes_at, page.answer_due_on = NOW + DAY, (NOW + 30 * DAY).date()

    with pytest.raises(ReasonOfChangeMissing):
        page.save_revision().publish()


def test_an_extension_that_goes_live_after_the_closing_is_a_reopening() -> None:
    page = _open()
    row = _row(page)
    page.closes_at += 10 * DAY

    check_change(consultation=row, dates=page.facts(), at=NOW)
    with pytest.raises(ReasonOfChangeMissing):
        check_change(consultation=row, dates=page.facts(), at=row.closes_at or NOW)


def test_dates_that_nobody_was_told_of_change_without_a_word() -> None:
    page: Any = make.scheduled_consultation(NOW + DAY, opens_at=NOW + 2 * DAY)
    page.closes_at -= 5 * DAY
    page.save_revision().publish()
    publish_due(at=NOW + DAY)

    assert not WindowChange.objects.exists()
    assert "Prolongée" not in _reads(page)


def test_the_same_dates_published_again_are_no_change() -> None:
    page = _open()
    page.title = "Autre titre"

    page.save_revision().publish()

    assert not WindowChange.objects.exists()


def test_a_later_answer_is_announced() -> None:
    page = _open()
    page.answer_due_on += 14 * DAY

    page.save_revision().publish()

    assert WindowChange.objects.get().moves_answer
    assert "La réponse est désormais promise pour le" in _reads(page)


def test_the_editor_is_asked_for_the_reason_in_the_form() -> None:
    page = _open()
    client = editor.approver()

    refused: Any = editor.save(
        client, page, "publish", closes_at=editor.typed(page.closes_at - 3 * DAY), change_reason=""
    )

    assert refused.status_code == 200
    assert "change_reason" in refused.context["form"].errors
    done = editor.save(
        client,
        page,
        "publish",
        closes_at=editor.typed(page.closes_at - 3 * DAY),
        change_reason="Les travaux commencent plus tôt.",
    )
    assert done.status_code == 302
    assert WindowChange.objects.get().reason == "Les travaux commencent plus tôt."


def test_a_page_that_was_never_announced_is_not_asked_for_a_reason() -> None:
    draft: Any = editor.approver().get(f"/admin/pages/{make.draft_consultation().pk}/edit/")
    live: Any = editor.approver().get(f"/admin/pages/{_open().pk}/edit/")

    assert "change_reason" not in draft.context["form"].fields
    assert "change_reason" in live.context["form"].fields


def test_a_copy_brings_no_reason_along() -> None:
    page = _open(change_reason="Une salle.")

    copy = page.copy(update_attrs={"slug": "copie", "title": "Copie"})

    assert copy.change_reason == ""


@pytest.mark.parametrize(
    ("opens", "closes", "says"),
    [
        (-60, -20, "The closing is past"),
        (-3, 30, "The opening is past"),
        (5, 38, ""),
    ],
)
def test_dates_that_are_past_are_said_before_they_are_announced(
    opens: int, closes: int, says: str
) -> None:
    page: Any = make.draft_consultation(opens_at=NOW + opens * DAY, closes_at=NOW + closes * DAY)

    with override("en"):
        assert page.date_warning()[: len(says) or None] == says


def test_what_was_announced_is_not_warned_of_again() -> None:
    with override("en"):
        assert _open().date_warning() == ""
