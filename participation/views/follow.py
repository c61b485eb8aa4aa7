"""« Suivre avec un code »: who has a receipt and no account reads what became of what they said.

The code is sent in the body of each form, never in an address, and no cookie remembers it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.actions.erase_person import erase_person
from accounts.models import Person
from accounts.people import person_of, signed_in
from accounts.registry import Subject
from participation.actions.cast_vote import withdraw_vote
from participation.actions.claim import claim_contributions
from participation.actions.claim_sheet import sheet_with
from participation.actions.edit_idea import withdraw_idea
from participation.actions.follow_address import (
    address_of,
    confirm_follow_address,
    forget_address,
    leave_address,
)
from participation.actions.follow_code import holder_of
from participation.actions.post_comment import remove_comment
from participation.errors import Refusal, TooManyRecently, UnknownCode
from participation.follow_forms import AddressForm, CodeForm, ForgetForm
from participation.models import Comment, FollowAddress, Idea
from participation.results.follow_up import followed
from participation.views.doors import status_of
from participation.views.follow_sheet import account_first, opened_sheet

Act = Callable[[HttpRequest, Person, str], HttpResponse | None]


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
            return opened_sheet(request, sheet, code)
        raise UnknownCode
    except Refusal as refusal:
        if form.is_valid():
            form.add_error("code", str(refusal))
        return _ask(request, form, status=status_of(refusal))


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
    if (waits := account_first(request)) or not request.user.is_authenticated:
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
