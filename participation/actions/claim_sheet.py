"""Putting answers that were given without an account into one: it takes their receipt's code."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts import codes
from accounts.models import Person
from participation.actions.doors import take_turn
from participation.errors import UnknownCode
from participation.models import AnswerSheet
from participation.surveys.errors import AlreadyAnswered


def sheet_with(code: str) -> AnswerSheet | None:
    """Answers with this receipt that are nobody's yet."""
    kept = codes.hash_of(codes.read_code(code))
    nobodys = AnswerSheet.objects.filter(person=None).select_related("survey")
    return nobodys.filter(receipt_hash=kept).first() if kept else None


@transaction.atomic
def claim_sheet(*, person: Person, code: str) -> AnswerSheet:
    """Make these answers this person's; the code opens nothing any more, and no figure changes.

    Raises UnknownCode, AlreadyAnswered.
    """
    take_turn(person)
    sheet = sheet_with(code)
    if sheet is None:
        raise UnknownCode
    mine = {"person": person, "receipt_hash": ""}
    try:
        with transaction.atomic():
            taken = AnswerSheet.objects.filter(pk=sheet.pk, person=None).update(**mine)
    except IntegrityError as error:  # one sheet per person and survey
        raise AlreadyAnswered from error
    if not taken:
        raise UnknownCode
    sheet.refresh_from_db()
    return sheet
