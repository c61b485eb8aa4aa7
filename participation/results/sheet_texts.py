"""What people wrote in a survey: the texts that the public may read, and how many wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from participation.models import Answer, Survey

MOST_SHOWN = 200
MOST_SURVEYS = 50


@dataclass
class Texts:
    """Those of one survey, by the code of their question."""

    published: dict[str, list[str]] = field(default_factory=dict)
    public: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, survey: Survey) -> Texts:
        """In three queries; the newest texts first."""
        answers = Answer.objects.filter(question__survey=survey)
        public = answers.filter(published_at__isnull=False)
        waiting = answers.filter(read_at=None).exclude(text="")
        texts = cls(public=_by_question(public), waiting=_by_question(waiting))
        newest = public.exclude(text="").order_by("-published_at", "-pk")
        for code, text in newest.values_list("question__code", "text")[:MOST_SHOWN]:
            texts.published.setdefault(code, []).append(text)
        return texts


def _by_question(answers: Any) -> dict[str, int]:
    return dict(answers.values_list("question__code").annotate(n=Count("pk")))


def surveys_with_unread_texts() -> list[dict[str, Any]]:
    """Number, title and how many texts nobody has read, the fullest first, in one query."""
    unread = Answer.objects.filter(read_at=None).exclude(text="")
    surveys = unread.values("question__survey", "question__survey__title")
    fullest = surveys.annotate(n=Count("pk")).order_by("-n", "question__survey")
    return [dict(found) for found in fullest[:MOST_SURVEYS]]
