"""The code of a receipt: whose it is, and another one for whoever lost it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import clock, codes
from accounts.models import Person, User
from participation.actions.doors import ASSIST
from participation.errors import CodeNotRenewable, NotAnAgent
from participation.models import Sitting


@transaction.atomic
def renew_code(*, sitting: Sitting, agent: User, at: datetime | None = None) -> str:
    """Give another code to whoever lost their receipt; the former one opens nothing any more.

    Raises NotAnAgent, CodeNotRenewable.
    """
    if not agent.has_perm(ASSIST):
        raise NotAnAgent
    people = Person.objects.present().filter(origin=Person.Origin.ASSISTED, user=None)
    person = people.select_for_update().filter(pk=sitting.person_id).first()
    if person is None:
        raise CodeNotRenewable
    code = codes.new_code()
    Person.objects.filter(pk=person.pk).update(follow_up_hash=codes.hash_of(code))
    renewed = {"code_renewed_at": at or clock.now(), "code_renewed_by": agent}
    Sitting.objects.filter(pk=sitting.pk).update(**renewed)
    return code


def holder_of(code: str) -> Person | None:
    """Who was given this code, as long as nobody claimed it and they were not forgotten."""
    kept = codes.hash_of(codes.read_code(code))
    return Person.objects.present().filter(follow_up_hash=kept).first() if kept else None
