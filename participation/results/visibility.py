"""Whether somebody may read the results of a survey: one rule for every surface."""

from __future__ import annotations

from datetime import datetime

from participation.models import Survey

Results = Survey.Results


def shows_results(
    survey: Survey, at: datetime, *, has_answered: bool = False, is_staff: bool = False
) -> bool:
    """`is_staff`: somebody who may read results in the admin. A quiz has none."""
    if survey.use == Survey.Use.QUIZ or survey.count_visibility == Results.NEVER:
        return False
    if is_staff or survey.count_visibility == Results.ALWAYS:
        return True
    if survey.count_visibility == Results.STAFF:
        return False
    if survey.is_over(at):
        return True
    return has_answered and survey.count_visibility == Results.AFTER_ANSWER


def shows_splits(survey: Survey, at: datetime) -> bool:
    """Whether the public may read the results by groups. Never while people answer: two readings,
    before and after one sheet, would tell what it says."""
    return survey.has_public_splits and survey.is_over(at) and shows_results(survey, at)
