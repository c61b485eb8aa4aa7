"""The receipt of a survey: that its answers are counted, and how to put them into an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import rules
from accounts.people import person_of, signed_in
from participation.actions.claim_sheet import claim_sheet
from participation.errors import Refusal
from participation.models import AnswerSheet


def opened_sheet(request: HttpRequest, sheet: AnswerSheet, code: str) -> HttpResponse:
    """Answers to a survey: that they are counted, never what they say; or into one's account."""
    if request.POST.get("act") == "claim":
        try:
            if waits := account_first(request):
                return waits
            if request.user.is_authenticated:
                claim_sheet(person=person_of(signed_in(request)), code=code)
                messages.success(request, _("Your answers are in your account now."))
                return redirect("account_contributions")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    context = {"sheet": sheet, "code": code}
    return render(request, "participation/followed_sheet.html", context)


def account_first(request: HttpRequest) -> HttpResponse | None:
    """Say what has to come before a claim; where the rules are to be accepted, lead there."""
    if not request.user.is_authenticated:
        messages.info(request, _("Log in first, then come back here with your code."))
    elif rules.must_accept(person_of(signed_in(request))):
        messages.info(request, _("Accept the rules of the game first, then come back here."))
        return redirect("account_rules")
    return None
