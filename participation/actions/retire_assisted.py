"""People who were helped and never came back are forgotten like accounts that nobody uses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max

from accounts import clock
from accounts.actions.erase_person import erase_person
from accounts.models import Person
from accounts.registry import Subject

HELPED_KEPT_FOR = timedelta(days=730)
AT_ONCE = 200


def retire_assisted(*, at: datetime | None = None) -> int:
    """Two years after their last sitting: name and code go, texts and votes stay; how many went."""
    at = at or clock.now()
    helped = Person.objects.present().filter(origin=Person.Origin.ASSISTED, user=None)
    last = helped.annotate(last=Max("sittings__opened_at"))
    old = last.filter(last__lte=at - HELPED_KEPT_FOR).order_by("pk")[:AT_ONCE]
    for person in (people := list(old)):
        erase_person(subject=Subject(None, person), with_contributions=False, at=at)
    return len(people)
