"""Freezing the results that a page reports: « chiffres arrêtés au… »."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts import clock
from participation.models import FrozenResults, Survey
from participation.results.survey_results import results_of
from participation.results.visibility import shows_results


@transaction.atomic
def freeze_results(
    *, page: int, surveys: Iterable[Survey], at: datetime | None = None
) -> list[FrozenResults]:
    """Keep the figures of this moment for a page that goes live; once per page and survey.

    Results that the public may not read yet are not frozen: the next publication does it. A survey
    that the page no longer reports is forgotten with its block. Return those that this call made.
    """
    at = at or clock.now()
    reported = {survey.pk: survey for survey in surveys}
    FrozenResults.objects.filter(page=page).exclude(survey__in=reported).delete()
    known = set(FrozenResults.objects.filter(page=page).values_list("survey", flat=True))
    return [
        FrozenResults.objects.create(
            page=page,
            survey=survey,
            taken_at=at,
            content=results_of(survey, with_waiting=True).as_json(),
        )
        for pk, survey in reported.items()
        if pk not in known and shows_results(survey, at)
    ]
