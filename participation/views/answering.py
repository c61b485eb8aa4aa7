"""Answering a survey: page by page, without JavaScript too; sent whole, or kept for later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.people import person_of, signed_in
from participation import sheet_cookie
from participation.actions.confirm_sheet import answer_with_account
from participation.actions.keep_sheet import draft_of
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.errors import ActivityClosed, Refusal, TooManyRecently
from participation.models import SheetDraft, Survey
from participation.receipts import receipt_of
from participation.respondent import standing
from participation.surveys.errors import AnswersInvalid, SheetTampered
from participation.surveys.form import asked
from participation.surveys.quiz import mark
from participation.surveys.sheet import read_sheet
from participation.views.doors import first_things_first, go_to, is_in_place, page_of
from participation.views.filling import Filling
from participation.views.surveys import public_survey, public_surveys

INTENT = "sheet"
OURS = ("csrfmiddlewaretoken", "step", "version", "page", "send", "later", "back")


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, survey_id: int) -> HttpResponse:
    """GET shows a page of the questionnaire; POST goes on, goes back, keeps it, or sends it."""
    survey = public_survey(survey_id)
    try:
        filling = Filling.of(request, survey)
    except Refusal:  # it was never published
        return redirect("participation:survey", survey.pk)
    response = _received(filling) if request.method == "POST" else _form(filling)
    if survey.use != Survey.Use.QUIZ:
        sheet_cookie.remember(request, response, survey, filling.token)
    return response


def resume(request: HttpRequest, what: str, data: dict[str, Any]) -> str:
    """The sheet that somebody filled in before they logged in: sent now."""
    survey = public_surveys().filter(pk=what).first()
    draft = draft_of(survey, UUID(data["token"]), None) if survey else None
    if survey is None or draft is None:
        messages.error(request, str(ActivityClosed()))
        return "/"
    try:
        submit_sheet(survey=survey, sheet=_sheet(draft), person=person_of(signed_in(request)))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return reverse("participation:answer", args=[survey.pk])
    messages.success(request, _thanks(survey))
    return reverse("participation:survey", args=[survey.pk])


def _received(filling: Filling) -> HttpResponse:
    post = filling.request.POST
    sent = {name: post.getlist(name) for name in post if name not in OURS}
    try:
        _check_pace(filling)
        filling.steps = filling.steps.after(filling.step, sent)
        return _go_on(filling)
    except AnswersInvalid as refusal:
        filling.step = min(filling.steps.page_of(code) for code in refusal.faults)
        return _form(filling, refusal, status=422, faults=refusal.faults)
    except (SheetTampered, TooManyRecently) as refusal:
        return _form(filling, refusal, status=400 if isinstance(refusal, SheetTampered) else 429)
    except Refusal as refusal:
        return _form(filling, refusal, status=409)


def _go_on(filling: Filling) -> HttpResponse:
    """To the page that was asked for, once what stands before it is valid."""
    if filling.survey.use == Survey.Use.QUIZ:
        return _marked(filling)
    post = filling.request.POST
    if "later" in post:
        filling.keep(filling.step)
        messages.success(filling.request, _("Your answers are kept for 30 days on this device."))
        return redirect("participation:survey", filling.survey.pk)
    if "back" in post:
        return _show(filling, filling.step - 1)
    filling.check_up_to(filling.step)
    if filling.step < len(filling.steps.pages()):
        return _show(filling, filling.step + 1)
    return _send(filling)


def _show(filling: Filling, step: int) -> HttpResponse:
    filling.keep(step)
    address = reverse("participation:answer", args=[filling.survey.pk])
    return go_to(filling.request, f"{address}?step={step}")


def _send(filling: Filling) -> HttpResponse:
    request, survey = filling.request, filling.survey
    if survey.needs_account and filling.who.person is None:
        filling.keep(filling.step)
    data = {"token": filling.token.hex}
    if survey.needs_account and (
        waits := first_things_first(request, f"{INTENT}-{survey.pk}", data, _what)
    ):
        return waits
    if survey.asks_address and not _has_confirmed_address(filling):
        filling.keep(filling.step)
        return go_to(request, reverse("participation:sheet_address", args=[survey.pk]))
    begun = filling.draft.started_at if filling.draft else None
    language = get_language() or ""
    sheet = Sheet(filling.steps.typed, filling.token, filling.version.pk, language, begun)
    if survey.asks_address and filling.who.person:
        answer_with_account(survey=survey, sheet=sheet, person=filling.who.person)
    else:
        person = person_of(signed_in(request)) if survey.needs_account else None
        submit_sheet(survey=survey, sheet=sheet, person=person)
    if is_in_place(request):
        context = standing(request, survey, has_answered=True) | {"is_new": True}
        return render(request, "participation/components/survey.html", context)
    messages.success(request, _thanks(survey))
    tell_receipt(request, survey, filling.token)
    return redirect(page_of(request, reverse("participation:survey", args=[survey.pk])))


def _has_confirmed_address(filling: Filling) -> bool:
    """Whoever is signed in with one need not wait for a mail."""
    person = filling.who.person
    return bool(person and person.user and person.user.has_confirmed_address)


def _marked(filling: Filling) -> HttpResponse:
    """The score of a quiz: shown, kept nowhere."""
    questions = filling.steps.questions
    marked = mark(questions, read_sheet(questions, filling.steps.typed))
    context = standing(filling.request, filling.survey) | {
        "marked": marked,
        "score": sum(question.is_right for question in marked),
    }
    return render(filling.request, "participation/quiz_score.html", context)


def _form(
    filling: Filling,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
    faults: dict[str, str] | None = None,
) -> HttpResponse:
    request, steps = filling.request, filling.steps
    pages = steps.pages()
    step = min(max(filling.step, 1), len(pages))
    context = standing(request, filling.survey) | {
        "questions": asked(pages[step - 1], steps.questions, steps.typed, faults),
        "version": filling.version,
        "step": step,
        "steps": len(pages),
        "is_last": step == len(pages),
        "may_open_more": step == len(pages) and steps.may_open_more(step),
        "is_chosen": bool(steps.typed) and request.method == "GET" and filling.draft is None,
        "refusal": str(refusal) if refusal else "",
        "page": page_of(request, ""),
    }
    if is_in_place(request):
        return render(request, "participation/components/questionnaire.html", context)
    return render(request, "participation/answer.html", context, status=status)


def _check_pace(filling: Filling) -> None:
    """Where nobody is known, one address may send so many. Raises TooManyRecently."""
    if filling.survey.needs_account or filling.survey.use == Survey.Use.QUIZ:
        return
    config = {"sheet": settings.SHEETS_PER_ADDRESS}
    if not ratelimit.consume(filling.request, app="participation", action="sheet", config=config):
        raise TooManyRecently


def _sheet(draft: SheetDraft) -> Sheet:
    language = get_language() or ""
    return Sheet(draft.typed, draft.token, draft.version_id, language, draft.started_at)


def tell_receipt(request: HttpRequest, survey: Survey, token: UUID) -> None:
    """Once, to whoever has just answered: the next person at this device must not read it."""
    if survey.use == Survey.Use.SURVEY and not survey.needs_account:
        code = receipt_of(survey.pk, token)
        text = _("Your receipt: %(code)s. With this code you can put your answers into an account.")
        messages.info(request, text % {"code": code})


def _thanks(survey: Survey) -> str:
    return survey.thanks or _("Thank you! Your answers are counted.")


def _what() -> str:
    return _("to send your answers. They are kept.")
