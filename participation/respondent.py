"""Who answers a survey: a person, or a browser; and how the survey stands for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from accounts import clock
from accounts.models import Person
from participation import sheet_cookie
from participation.actions.submit_sheet import sheet_of
from participation.models import Survey
from participation.reader import reader
from participation.results.survey_words import put_into_words, words_of
from participation.results.visibility import shows_results, shows_splits
from participation.surveys.form import asked
from participation.surveys.wording import in_words


@dataclass(frozen=True)
class Respondent:
    """`token` is that of this browser's sheet of this survey, begun or sent."""

    person: Person | None
    token: UUID | None

    @classmethod
    def of(cls, request: HttpRequest | None, survey: Survey) -> Respondent:
        if request is None:
            return cls(None, None)
        return cls(reader(request), sheet_cookie.token_of(request, survey))

    @property
    def is_known(self) -> bool:
        """Whether we may have something of theirs."""
        return self.person is not None or self.token is not None

    def has_answered(self, survey: Survey) -> bool:
        """Asked of the database only for whoever we know from before."""
        if self.token is None and (self.person is None or not survey.needs_account):
            return False
        return sheet_of(survey, self.token, self.person) is not None


def standing(
    request: HttpRequest | None, survey: Survey, *, has_answered: bool = False
) -> dict[str, Any]:
    """What the templates of surveys print: open or not, answered or not, results or not.

    `has_answered`: whoever has just answered, and whose browser may not say so yet.
    """
    at = clock.now()
    has_answered = has_answered or Respondent.of(request, survey).has_answered(survey)
    version, words = survey.current_version(), words_of(survey)
    put_into_words(survey, words)
    questions = in_words(version.definitions(), words) if version else []
    return {
        "survey": survey,
        "box": survey,  # the trail and the words of closed activities call it so
        "at": at,
        "version": version,
        "questions": asked(questions, questions, {}),
        "words": words,
        "is_open": version is not None and survey.is_open(at),
        "has_answered": has_answered,
        "shows_results": shows_results(survey, at, has_answered=has_answered),
        "shows_splits": shows_splits(survey, at),
        "here": request.path if request else "",
    }
