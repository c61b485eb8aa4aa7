"""Commenting, editing and removing a comment: on pages of their own, in place with JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.errors import TextTooLong
from accounts.intent import keep_intent, take_intent
from accounts.people import person_of, signed_in
from participation.actions.post_comment import SPEAK, edit_comment, post_comment, remove_comment
from participation.errors import Refusal
from participation.forms import CommentForm
from participation.models import Comment, Idea
from participation.reader import reader
from participation.views.doors import ask_to_log_in, first_things_first, is_in_place, status_of

INTENT = "comment"


@never_cache
@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, idea_id: int) -> HttpResponse:
    """The form of a comment; `answer_to` is a comment of the first level."""
    parent = _parent(idea_id, request.POST.get("answer_to") or request.GET.get("answer_to") or "")
    name = f"{INTENT}-{idea_id}"
    if request.method == "GET":
        kept = take_intent(request, name) or {}
        form = CommentForm(initial=kept, may_speak=_may_speak(request))
        return _form(request, _shown(idea_id), parent, form)
    speaks = "speaks_for" in request.POST and _may_speak(request)  # the field of staff's form
    form = CommentForm(request.POST, may_speak=speaks)
    if not form.is_valid():
        return _form(request, _shown(idea_id), parent, form, status=422)
    typed = form.typed() | {"answer_to": parent.pk if parent else ""}
    try:
        if waits := first_things_first(request, name, typed, lambda: _what(idea_id)):
            return waits
        made = _post(request, idea_id, parent, form)
    except (Refusal, TextTooLong) as refusal:
        form.add_error(None, str(refusal))
        return _form(request, _shown(idea_id), parent, form, status=status_of(refusal))
    if is_in_place(request):
        idea = made.idea
        context = {"comment": made, "idea": idea, "box": idea.box, "said": _said(made)}
        return render(request, "participation/components/comment_done.html", context)
    messages.success(request, _said(made))
    return redirect(_address(made))


def _shown(number: int) -> Idea:
    """The idea beside a form; a comment that is accepted needs none of it."""
    return get_object_or_404(Idea.objects.published().for_cards(), pk=number)


def resume(request: HttpRequest, what: str, data: dict[str, Any]) -> str:
    """The comment that somebody wrote before they logged in: posted now, or shown again."""
    idea = Idea.objects.published().for_cards().filter(pk=what).first()
    if idea is None:
        messages.error(request, _("This idea is no longer open to comments."))
        return "/"
    form = CommentForm(data)
    try:
        if form.is_valid():
            made = _post(request, idea.pk, _parent(idea.pk, str(data.get("answer_to", ""))), form)
            messages.success(request, _said(made))
            return _address(made)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    address = reverse("participation:comment", args=[idea.pk])
    keep_intent(request, f"{INTENT}-{idea.pk}", data, address)
    return address


@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Edit one's own comment, or remove it."""
    person = reader(request)
    if person is None:
        return ask_to_log_in(request, _("to change your comment"))
    comments = Comment.objects.select_related("idea__box__consultation")
    mine = get_object_or_404(comments, pk=comment_id, person=person)
    form = CommentForm(request.POST or None, initial={"body": mine.body, "stance": mine.stance})
    if request.method == "GET":
        return _form(request, mine.idea, mine.parent, form, editing=mine)
    try:
        if "remove" in request.POST:
            remove_comment(person=person, comment=mine)
        elif form.is_valid():
            edit_comment(person=person, comment=mine, body=form.cleaned_data["body"])
        else:
            return _form(request, mine.idea, mine.parent, form, status=422, editing=mine)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form(request, mine.idea, mine.parent, form, status=422, editing=mine)
    messages.success(request, _("Done."))
    return redirect(f"{reverse('participation:idea', args=[mine.idea_id])}#discussion")


def _post(request: HttpRequest, idea: int, parent: Comment | None, form: CommentForm) -> Comment:
    return post_comment(
        person=person_of(signed_in(request)),
        idea=idea,
        body=form.cleaned_data["body"],
        parent=parent,
        stance=form.cleaned_data.get("stance", ""),
        speaks_for=str(form.cleaned_data.get("speaks_for") or ""),
        token=form.cleaned_data["token"],
        is_doubtful=bool(form.cleaned_data["website"]),
    )


def _may_speak(request: HttpRequest) -> bool:
    """Asked here and not on the idea's page, which every reader opens."""
    return request.user.is_authenticated and request.user.has_perm(SPEAK)


def _said(made: Comment) -> str:
    if made.state == Comment.State.SUBMITTED:
        return _("Thank you! Your comment will appear once it is read.")
    return _("Your comment is online.")


def _address(made: Comment) -> str:
    """Where it stands, or will stand."""
    anchor = "discussion" if made.state == Comment.State.SUBMITTED else f"comment-{made.pk}"
    return f"{reverse('participation:idea', args=[made.idea_id])}#{anchor}"


def _parent(idea: int, number: str) -> Comment | None:
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        return None
    return Comment.objects.published().filter(idea=idea, parent=None, pk=int(number)).first()


def _form(
    request: HttpRequest,
    idea: Idea,
    parent: Comment | None,
    form: CommentForm,
    *,
    status: int = 200,
    editing: Comment | None = None,
) -> HttpResponse:
    at = clock.now()
    context = {
        "idea": idea,
        "box": idea.box,
        "parent": parent,
        "form": form,
        "editing": editing,
        "at": at,
        "is_open": idea.box.is_open(at),
    }
    in_place = is_in_place(request)
    name = (
        "participation/components/comment_form.html" if in_place else "participation/comment.html"
    )
    # htmx puts an answer into the page only when it is a success.
    return render(request, name, context, status=200 if in_place else status)


def _what(idea_id: int) -> str:
    _shown(idea_id)
    return _("to comment. Your text is kept.")
