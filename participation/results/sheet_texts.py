"""What people wrote in a survey: the texts that the public may read, and how many wait."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from participation.models import Answer, Survey

MOST_SHOWN = 200


class Texts:
    """Those of one survey, by the code of their question, in three queries."""

    def __init__(self, survey: Survey) -> None:
        answers = Answer.objects.filter(question__survey=survey)
        public = answers.filter(published_at__isnull=False)
        self.public = _by_question(public)
        self.waiting = _by_question(answers.filter(read_at=None).exclude(text=""))
        self.published: dict[str, list[str]] = {}
        newest = public.exclude(text="").order_by("-published_at", "-pk")
        for code, text in newest.values_list("question__code", "text")[:MOST_SHOWN]:
            self.published.setdefault(code, []).append(text)


def _by_question(answers: Any) -> dict[str, int]:
    return dict(answers.values_list("question__code").annotate(n=Count("pk")))
