"""Refusals that name the page, before Wagtail starts an act that the rules would stop half-way."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, ReferenceIndex

from accounts.models import User
from pages.errors import OnesOwnRoles, OverOnesOwnLevel, ReferenceInUse
from pages.models import ConsultationPage
from pages.models.base import CityPage
from participation.errors import ActivityHasALife, ConsultationHasALife, Refusal
from participation.models import IdeaBox, Survey


@hooks.register("before_delete_page")
def refuse_to_delete_a_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A consultation that was open keeps its address, also when the page above it is deleted."""
    kept = _undeletable(page)
    if not kept:
        return None
    for one in kept:
        _say(request, one, ConsultationHasALife())
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def refuse_a_bulk_act(
    request: HttpRequest, action: str, objects: list[Any], view: Any
) -> HttpResponse | None:
    """All or nothing: one page that cannot be published or deleted stops the act for all."""
    if objects and isinstance(objects[0], User):
        return _guard_accounts(request, action, objects, view)
    refusals: list[tuple[Page, Refusal]] = []
    if action == "delete":
        kept = [one for item in objects if isinstance(item, Page) for one in _undeletable(item)]
        refusals = [(one, ConsultationHasALife()) for one in kept]
    elif action == "publish":
        deep = view.cleaned_form.cleaned_data.get("include_descendants")
        refusals = [found for item in objects for found in _unpublishable(item, request, deep)]
    for page, refusal in refusals:
        _say(request, page, refusal)
    return redirect(view.next_url) if refusals else None


@hooks.register("before_delete_snippet")
def refuse_to_delete_a_reference(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """A service that pages name is not deleted from under them, nor an activity with a life."""
    kept = [
        one for one in instances if isinstance(one, (IdeaBox, Survey)) and one.has_contributions()
    ]
    for one in kept:
        edit = reverse(one.snippet_viewset.get_url_name("edit"), args=[one.pk])
        text = f"{one}: {ActivityHasALife()}"
        messages.error(request, text, buttons=[messages.button(edit, _("Edit"))])
    if kept:
        return redirect(kept[0].snippet_viewset.get_url_name("list"))
    used = [instance for instance in instances if _is_used(instance)]
    for instance in used:
        viewset = instance.snippet_viewset
        usage = reverse(viewset.get_url_name("usage"), args=[instance.pk])
        text = f"{instance}: {ReferenceInUse()}"
        messages.error(request, text, buttons=[messages.button(usage, _("Usage"))])
    return redirect(used[0].snippet_viewset.get_url_name("list")) if used else None


@hooks.register("before_publish_page")
def keep_the_live_version(request: HttpRequest, page: Page) -> None:
    """Wagtail's editor does not call `page.publish`: the same care is taken here."""
    specific = page.specific if not isinstance(page, CityPage) else page
    if isinstance(specific, CityPage) and specific.pk:
        specific.keep_live_version(specific.go_live_at)


@hooks.register("after_copy_page")
def say_that_copies_are_drafts(request: HttpRequest, page: Page, new_page: Page) -> None:
    copies = ConsultationPage.objects.descendant_of(new_page, inclusive=True)
    if new_page.alias_of_id is None and copies.filter(opens_at=None, alias_of=None).exists():
        text = _("A copied consultation is a draft and a consultation of its own: set its dates.")
        messages.warning(request, text)


def _undeletable(page: Page) -> list[ConsultationPage]:
    found = []
    for one in ConsultationPage.objects.descendant_of(page, inclusive=True):
        try:
            one.check_deletable()
        except ConsultationHasALife:
            found.append(one)
    return found


def _unpublishable(page: Page, request: HttpRequest, deep: bool) -> list[tuple[Page, Refusal]]:
    pages = [page]
    if deep:
        drafts = page.get_descendants().not_live().specific()
        pages += [one for one in drafts if one.permissions_for_user(request.user).can_publish()]
    found: list[tuple[Page, Refusal]] = []
    for one in pages:
        version = one.specific.get_latest_revision_as_object()
        try:
            if isinstance(version, CityPage):
                version.check_publishable()
        except Refusal as refusal:
            found.append((version, refusal))
    return found


def _is_used(instance: Any) -> bool:
    """Whether a page or a row names it. Some of these links would silently vanish with it."""
    fields = instance._meta.get_fields(include_hidden=True)
    links = [field for field in fields if field.auto_created and not field.concrete]
    links = [link for link in links if not isinstance(link.field, ParentalKey)]  # its own parts
    return ReferenceIndex.get_references_to(instance).exists() or any(
        link.related_model._base_manager.filter(**{link.field.name: instance}).exists()
        for link in links
    )


def _guard_accounts(
    request: HttpRequest, action: str, objects: list[User], view: Any
) -> HttpResponse | None:
    """Nobody raises himself, nor touches the account of somebody above."""
    refusal: Refusal | None = None
    if not request.user.is_superuser and any(user.is_superuser for user in objects):
        refusal = OverOnesOwnLevel()
    elif action == "assign_role" and not request.user.is_superuser and request.user in objects:
        refusal = OnesOwnRoles()
    if refusal is None:
        return None
    messages.error(request, str(refusal))
    return redirect(view.next_url)


def _say(request: HttpRequest, page: Page, refusal: Refusal) -> None:
    text = _("“%(title)s”: %(reason)s") % {
        "title": page.get_admin_display_title(),
        "reason": refusal,
    }
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    messages.error(request, text, buttons=[messages.button(edit, _("Edit"))])
