"""What moderation hid or refused is kept for a year, then its words are taken out by rule.

The decision stays: who decided, when, on which article, for which reason, and how an appeal ended.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import clock
from participation.actions.empty_text import empty_comment, empty_idea
from participation.models import Appeal, Comment, Idea, ModerationAct, Report

KEPT_FOR = timedelta(days=365)
_BY = (ModerationAct.Act.HIDE, ModerationAct.Act.REFUSE)


def purge_hidden(*, at: datetime | None = None) -> int:
    """Empty the texts whose time is over, each in a transaction of its own; return how many."""
    at = at or clock.now()
    models: tuple[type[Idea | Comment], ...] = (Idea, Comment)
    due = [(model, pk) for model in models for pk in _due(model, at).values_list("pk", flat=True)]
    return sum(_purge(model, pk, at) for model, pk in due)


def _due(model: type[Idea | Comment], at: datetime) -> Any:
    """Out of sight for the whole period by its last decision, and no appeal waits."""
    name = str(model._meta.model_name)
    decided = ModerationAct.objects.filter(**{name: OuterRef("pk")}, act__in=_BY)
    waiting = Appeal.objects.filter(**{f"act__{name}": OuterRef("pk")}, outcome="")
    return model._default_manager.filter(
        Exists(decided),
        ~Exists(decided.filter(done_at__gt=at - KEPT_FOR)),
        ~Exists(waiting),
        state__in=("hidden", "refused"),
        emptied_at=None,
    )


@transaction.atomic
def _purge(model: type[Idea | Comment], pk: int, at: datetime) -> bool:
    """Whether this call did it: another worker, or a moderator, may have been faster."""
    text = _due(model, at).select_for_update(of=("self",)).filter(pk=pk).first()
    if text is None:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        note = _("Text deleted, a year after moderation removed it.")
    text.emptied_at = at
    if isinstance(text, Idea):
        empty_idea(text, note)
    else:
        empty_comment(text, note)
    about = {str(model._meta.model_name): text}
    Report.objects.filter(**about).update(reason="")
    Appeal.objects.filter(act__in=text.moderationacts.all()).update(text=note)
    return True
