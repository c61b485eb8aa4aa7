"""« Suivre avec un code »: who has a receipt and no account reads what became of what they said.

The code is sent in the body of each form, never in an address, and no cookie remembers it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import clock, rules
from accounts.actions.erase_person import erase_person
from accounts.models import Person
from accounts.people import person_of, signed_in
from accounts.registry import Subject
from participation.actions.assist import holder_of
from participation.actions.cast_vote import withdraw_vote
from participation.actions.claim import claim_contributions
from participation.actions.claim_sheet import claim_sheet, sheet_with
from participation.actions.edit_idea import withdraw_idea
from participation.actions.follow_address import (
    address_of,
    confirm_follow_address,
    forget_address,
    leave_address,
)
from participation.actions.post_comment import remove_comment
from participation.errors import Refusal, TooManyRecently, UnknownCode
from participation.forms import LineField
from participation.models import AnswerSheet, Comment, FollowAddress, Idea
from participation.results.follow_up import followed
from participation.views.doors import status_of

Act = Callable[[HttpRequest, Person, str], HttpResponse | None]


class CodeForm(forms.Form):
    """The code of a receipt."""

    code = LineField(
        label=gettext_lazy("Your code"),
        max_length=40,
        help_text=gettext_lazy("Sixteen letters and digits. Spaces and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class AddressForm(forms.Form):
    """Where the news goes, for whoever wants it by e-mail."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("We write when a moderator decides and when the city answers."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ForgetForm(forms.Form):
    """What becomes of the texts of whoever asks to be forgotten."""

    contributions = forms.ChoiceField(
        label=gettext_lazy("What becomes of what you said?"),
        choices=[
            ("keep", gettext_lazy("It stays, without your name")),
            ("erase", gettext_lazy("Its words are erased")),
        ],
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(label=gettext_lazy("I understand that this cannot be undone"))


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """GET asks for the code; POST shows what it opens, or acts on one thing of it."""
    if request.method == "GET":
        return _ask(request, CodeForm())
    form = CodeForm(request.POST)
    try:
        _check_pace(request)
        code = form.cleaned_data["code"] if form.is_valid() else ""
        if person := holder_of(code):
            return _opened(request, person, code)
        if sheet := sheet_with(code):
            return _sheet(request, sheet, code)
        raise UnknownCode
    except Refusal as refusal:
        if form.is_valid():
            form.add_error("code", str(refusal))
        return _ask(request, form, status=status_of(refusal))


def _sheet(request: HttpRequest, sheet: AnswerSheet, code: str) -> HttpResponse:
    """Answers to a survey: that they are counted, never what they say; or into one's account."""
    if request.POST.get("act") == "claim":
        try:
            if waits := _account_first(request):
                return waits
            if request.user.is_authenticated:
                claim_sheet(person=person_of(signed_in(request)), code=code)
                messages.success(request, _("Your answers are in your account now."))
                return redirect("account_contributions")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    context = {"sheet": sheet, "code": code}
    return render(request, "participation/followed_sheet.html", context)


def _account_first(request: HttpRequest) -> HttpResponse | None:
    """Say what has to come before a claim; where the rules are to be accepted, lead there."""
    if not request.user.is_authenticated:
        messages.info(request, _("Log in first, then come back here with your code."))
    elif rules.must_accept(person_of(signed_in(request))):
        messages.info(request, _("Accept the rules of the game first, then come back here."))
        return redirect("account_rules")
    return None


def _opened(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    act, _sep, number = request.POST.get("act", "").partition("-")
    try:
        if act in _ACTS and (done := _ACTS[act](request, person, number)):
            return done
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _show(request, person, code, status=409)
    return _show(request, person, code)


def _show(
    request: HttpRequest, person: Person, code: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """What the code opens: never kept, never indexed."""
    context = {
        "code": code,
        "said": followed(person, clock.now()),
        "address": FollowAddress.objects.filter(person=person).first(),
        "address_form": AddressForm(),
        **more,
    }
    return render(request, "participation/followed.html", context, status=status)


def _ask(request: HttpRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "participation/follow.html", {"form": form}, status=status)


def _check_pace(request: HttpRequest) -> None:
    """Raises TooManyRecently."""
    config = {"code": settings.CODES_PER_ADDRESS}
    if not ratelimit.consume(request, app="participation", action="code", config=config):
        raise TooManyRecently


@never_cache
@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button: a mailbox that follows links confirms nothing. POST confirms."""
    try:
        address_of(token)
        if request.method == "POST":
            confirm_follow_address(token=token)
            messages.success(request, _("Your address is confirmed. You will read the news there."))
            return redirect("participation:follow")
    except Refusal as refusal:
        context = {"refusal": str(refusal)}
        return render(request, "participation/follow_address.html", context, status=404)
    return render(request, "participation/follow_address.html")


# --- What one may do with a code ------------------------------------------------------------------


def _take_idea_back(request: HttpRequest, person: Person, number: str) -> None:
    withdraw_idea(person=person, idea=get_object_or_404(Idea, pk=_number(number), person=person))
    messages.success(request, _("Your idea is withdrawn. Its place is kept."))


def _take_comment_back(request: HttpRequest, person: Person, number: str) -> None:
    comment = get_object_or_404(Comment, pk=_number(number), person=person)
    remove_comment(person=person, comment=comment)
    messages.success(request, _("Your comment is removed."))


def _take_vote_back(request: HttpRequest, person: Person, number: str) -> None:
    withdraw_vote(person=person, idea=_number(number))
    messages.success(request, _("Your vote is withdrawn."))


def _leave_address(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """One mail for confirmation; too many to one address are quietly not sent."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _show(request, person, request.POST["code"], status=422, address_form=form)
    email = form.cleaned_data["email"]
    config = {"follow": settings.ADDRESS_MAILS}
    if ratelimit.consume(request, app="participation", action="follow", config=config, key=email):
        leave_address(person=person, email=email)
    messages.success(request, _("We have sent you a message: press its button to confirm."))
    return _show(request, person, request.POST["code"])


def _forget_address(request: HttpRequest, person: Person, number: str) -> None:
    forget_address(person=person)
    messages.success(request, _("Your address is forgotten."))


def _forget(request: HttpRequest, person: Person, number: str) -> HttpResponse:
    """Asks first; then nothing names them any more, and the code opens nothing."""
    form = ForgetForm(request.POST if number == "sure" else None)
    if number != "sure" or not form.is_valid():
        status = 422 if form.errors else 200
        return _show(request, person, request.POST["code"], status=status, forget=form)
    empties = form.cleaned_data["contributions"] == "erase"
    erase_person(subject=Subject(None, person), with_contributions=empties)
    messages.success(request, _("It is done: nothing here bears your name, and the code is void."))
    return redirect("participation:follow")


def _claim(request: HttpRequest, person: Person, number: str) -> HttpResponse | None:
    """Into the account of whoever is signed in; who is not reads how on the page."""
    if (waits := _account_first(request)) or not request.user.is_authenticated:
        return waits
    owner = person_of(signed_in(request))
    dropped = claim_contributions(person=owner, code=request.POST["code"])
    messages.success(request, _("Everything is in your account now. The code is void."))
    if dropped:
        one = "%(n)s vote is not counted twice: the one that you cast online stays."
        many = "%(n)s votes are not counted twice: those that you cast online stay."
        messages.info(request, ngettext(one, many, dropped) % {"n": dropped})
    return redirect("account_contributions")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


_ACTS: dict[str, Act] = {
    "idea": _take_idea_back,
    "comment": _take_comment_back,
    "vote": _take_vote_back,
    "address": _leave_address,
    "noaddress": _forget_address,
    "forget": _forget,
    "claim": _claim,
}
