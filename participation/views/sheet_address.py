"""Answering with a confirmed address: leaving it, and pressing the button of the mail."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.addresses import canonical
from participation import sheet_cookie
from participation.actions.confirm_sheet import confirm_sheet, hold_sheet, waiting_for
from participation.actions.keep_sheet import draft_of
from participation.actions.submit_sheet import Sheet
from participation.errors import Refusal
from participation.models import SheetDraft, Survey
from participation.surveys.errors import AnswersInvalid
from participation.views.answering import tell_receipt
from participation.views.surveys import public_survey


class AddressForm(forms.Form):
    """Nothing but an address: the answers are kept already."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def sheet_address(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The last step of a survey for confirmed addresses; every address is answered alike."""
    survey = public_survey(survey_id)
    draft = draft_of(survey, sheet_cookie.token_of(request, survey), None)
    if draft is None or not survey.asks_address:
        return redirect("participation:answer", survey.pk)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form(request, survey, form, status=422 if form.errors else 200)
    try:
        _hold(request, survey, draft, form.cleaned_data["email"])
    except AnswersInvalid:  # the questionnaire has changed meanwhile: it says what to mend
        return redirect("participation:answer", survey.pk)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form(request, survey, form, status=409)
    return _form(request, survey, form, is_sent=True)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, survey_id: int, link: str) -> HttpResponse:
    """GET shows a button: a mailbox that follows links counts nothing. POST counts."""
    survey = public_survey(survey_id)
    context = {"survey": survey, "box": survey, "at": clock.now()}
    try:
        waiting_for(survey, link)
        if request.method == "GET":
            return render(request, "participation/confirm_sheet.html", context)
        sheet = confirm_sheet(link=link)
    except Refusal as refusal:
        context["refusal"] = str(refusal)
        return render(request, "participation/confirm_sheet.html", context, status=409)
    tell_receipt(request, survey, sheet.token)
    response = redirect("participation:survey", survey.pk)
    sheet_cookie.remember(request, response, survey, sheet.token)
    return response


def _hold(request: HttpRequest, survey: Survey, draft: SheetDraft, email: str) -> None:
    """Too many mails to one mailbox are quietly not sent: what waits stays as it is."""
    config = {"hold": settings.ADDRESS_MAILS}
    key = canonical(email)
    if not ratelimit.consume(request, app="participation", action="hold", config=config, key=key):
        return
    language = get_language() or ""
    sheet = Sheet(draft.typed, draft.token, draft.version_id, language, draft.started_at)
    hold_sheet(survey=survey, sheet=sheet, email=email)


def _form(
    request: HttpRequest,
    survey: Survey,
    form: AddressForm,
    *,
    is_sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"survey": survey, "box": survey, "at": clock.now(), "form": form, "is_sent": is_sent}
    return render(request, "participation/sheet_address.html", context, status=status)
