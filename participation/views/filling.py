"""One request of somebody who fills in a questionnaire: who, which version, what so far."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest

from participation.actions.keep_sheet import draft_of, keep_sheet
from participation.actions.submit_sheet import answerable_version
from participation.models import SheetDraft, Survey, SurveyVersion
from participation.respondent import Respondent
from participation.results.survey_words import put_into_words, words_of
from participation.surveys.sheet import names_of, read_sheet
from participation.surveys.steps import Steps
from participation.surveys.wording import in_words


@dataclass
class Filling:
    """`step` is the page that is shown or was sent, counted from 1."""

    request: HttpRequest
    survey: Survey
    who: Respondent
    token: UUID
    version: SurveyVersion
    draft: SheetDraft | None
    steps: Steps
    step: int

    @classmethod
    def of(cls, request: HttpRequest, survey: Survey) -> Filling:
        """Raises SurveyNotReady."""
        who = Respondent.of(request, survey)
        version = answerable_version(survey, _number(request.POST.get("version")), None)
        draft = draft_of(survey, who.token, who.person) if who.is_known else None
        typed = dict(draft.typed) if draft else {}
        if not typed and request.method == "GET":  # a button of a page that holds no form
            names = names_of(version.definitions())
            typed = {name: request.GET.getlist(name) for name in names if name in request.GET}
        asked_for = request.POST if request.method == "POST" else request.GET
        step = _number(asked_for.get("step")) or (draft.page if draft else 1)
        token = who.token or (draft.token if draft else uuid4())
        words = words_of(survey)
        put_into_words(survey, words)
        steps = Steps(in_words(version.definitions(), words), typed)
        return cls(request, survey, who, token, version, draft, steps, step)

    def keep(self, step: int) -> SheetDraft:
        """Keep what was typed so far, to be taken up again on this page."""
        return keep_sheet(
            survey=self.survey,
            version=self.version,
            token=self.token,
            typed=self.steps.typed,
            page=step,
            person=self.who.person,
        )

    def check_up_to(self, step: int) -> None:
        """Raise what the pages up to this one have to mend."""
        shown = [question for page in self.steps.pages()[:step] for question in page]
        names = names_of(shown)
        read_sheet(shown, {n: v for n, v in self.steps.typed.items() if n in names})


def _number(text: str | None) -> int:
    """A number that a form of ours sends; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0
