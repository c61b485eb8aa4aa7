"""What the editor must have filled in before a consultation goes live."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import clock
from pages.models.base import DraftAwareForm
from participation.actions.change_window import check_change
from participation.errors import ReasonOfChangeMissing
from participation.models import Consultation

CONTRACT = (
    "contract_decided",
    "contract_open",
    "contract_decider",
    "contract_answer",
    "contract_data",
)
DATES = ("opens_at", "closes_at", "answer_due_on")
FACTS = ("kind", *DATES, "service", "objective", "districts")


class ConsultationForm(DraftAwareForm):
    """A consultation cannot go live without its contract and dates that hold together.

    A translation presents the consultation of its original: it is not asked for the facts.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance.owns_consultation:
            for name in FACTS:
                self.fields.pop(name, None)
        if not self._announced():
            self.fields.pop("change_reason", None)

    def _announced(self) -> Consultation | None:
        """The row whose dates the public knows, where this page owns it."""
        if not self.instance.consultation_id or not self.instance.owns_consultation:
            return None
        row: Consultation = self.instance.consultation
        return row if row.first_public_at else None

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        for name in CONTRACT:
            if not (cleaned.get(name) or "").strip():
                self.add_error(name, _("This line of the contract is missing."))
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        promised = cleaned.get("answer_due_on")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The consultation must close after it opens."))
        if closes and promised and promised < closes.astimezone(clock.BRUSSELS).date():
            self.add_error("answer_due_on", _("Promise the answer for a day after the closing."))
        if (row := self._announced()) and not self.errors:
            self._check_change(row, cleaned)

    def _check_change(self, row: Consultation, cleaned: dict[str, Any]) -> None:
        at = max(clock.now(), cleaned.get("go_live_at") or clock.now())
        dates = SimpleNamespace(**{name: cleaned.get(name) for name in DATES})
        dates.change_reason = cleaned.get("change_reason") or ""
        try:
            check_change(consultation=row, dates=dates, at=at)
        except ReasonOfChangeMissing as refusal:
            self.add_error("change_reason", str(refusal))
