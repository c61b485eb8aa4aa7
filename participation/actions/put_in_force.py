"""Making a consultation's published facts the ones that the rules read. Only this writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from accounts import clock
from accounts.models import District, Service, StrategicObjective
from participation.actions.change_window import note_change
from participation.errors import DatesInDisorder, DatesMissing
from participation.models import Consultation


@dataclass(frozen=True)
class Facts:
    """What a page says of its consultation. Instants are aware; the closing is exclusive."""

    title: str
    kind: str
    opens_at: datetime | None
    closes_at: datetime | None
    answer_due_on: date | None
    service: Service | None = None
    objective: StrategicObjective | None = None
    districts: Iterable[District] = field(default_factory=tuple)
    change_reason: str = ""  # why announced dates change, for the public


def check_facts(facts: Facts) -> None:
    """Raise DatesMissing or DatesInDisorder when these facts could not be put in force."""
    if facts.opens_at is None or facts.closes_at is None or facts.answer_due_on is None:
        raise DatesMissing
    closing_day = facts.closes_at.astimezone(clock.BRUSSELS).date()
    if facts.closes_at <= facts.opens_at or facts.answer_due_on < closing_day:
        raise DatesInDisorder


@transaction.atomic
def put_in_force(
    *, consultation: Consultation, facts: Facts, at: datetime | None = None
) -> Consultation:
    """Mirror what was just published into the consultation's row, and make it public.

    Called in the transaction that publishes the page. Raises DatesMissing, DatesInDisorder,
    ReasonOfChangeMissing.
    """
    check_facts(facts)
    at = at or clock.now()
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    note_change(consultation=row, dates=facts, at=at)
    row.title, row.kind = facts.title, facts.kind
    row.opens_at, row.closes_at = facts.opens_at, facts.closes_at
    row.answer_due_on = facts.answer_due_on
    row.service, row.objective = facts.service, facts.objective
    row.is_public = True
    row.first_public_at = row.first_public_at or at
    row.save()
    row.districts.set(facts.districts)
    return row


@transaction.atomic
def plan(*, consultation: Consultation, facts: Facts) -> None:
    """Note the facts of a page that is scheduled but not yet public: nothing accepts an act."""
    check_facts(facts)
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if row.is_public:
        return  # what is in force stays in force until the scheduled version goes live
    row.title, row.kind = facts.title, facts.kind
    row.opens_at, row.closes_at = facts.opens_at, facts.closes_at
    row.answer_due_on = facts.answer_due_on
    row.service, row.objective = facts.service, facts.objective
    row.save()
    row.districts.set(facts.districts)


def withdraw_from_public(*, consultation: Consultation) -> None:
    """Its page was unpublished: no act is accepted any more. The dates stay."""
    Consultation.objects.filter(pk=consultation.pk).update(is_public=False)
