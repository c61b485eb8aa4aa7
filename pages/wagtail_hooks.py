"""What Parvis registers with Wagtail's admin. The screens themselves are in `pages.admin`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from accounts.models import User
from pages.actions.plan_entry import VIEW as READ_CALENDAR
from pages.admin import activities, guards, history  # noqa: F401  (their hooks register)
from pages.admin.calendar import acts as calendar_acts
from pages.admin.calendar.feed import subscription
from pages.admin.calendar.screen import calendar
from pages.admin.calendar.versions import version, versions
from pages.admin.failures import PublicationFailureAdmin, try_again
from pages.admin.home_panel import PublicationsPanel
from pages.admin.move_publication import move_publication
from pages.admin.pause import may_pause, pause, resume
from pages.admin.preview_links import preview_links, revoke
from pages.admin.references import ReferencesGroup
from pages.models import (
    ArticleIndexPage,
    CalendarEntry,
    ConsultationIndexPage,
    FeedbackIndexPage,
)
from pages.models.base import CityPage
from pages.rich_text import PublicPageLink
from pages.templatetags.editor import may_move

register_snippet(ReferencesGroup)
modeladmin_register(PublicationFailureAdmin)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("publications/<int:page_id>/move/", move_publication, name="parvis_move_publication"),
        path("preview-links/<int:page_id>/", preview_links, name="parvis_preview_links"),
        path("preview-links/<int:link_id>/revoke/", revoke, name="parvis_revoke_preview_link"),
        path("publications/<int:page_id>/pause/", pause, name="parvis_pause"),
        path("publications/<int:page_id>/resume/", resume, name="parvis_resume"),
        path("publications/<int:failure_id>/again/", try_again, name="parvis_try_again"),
    ]


@hooks.register("register_admin_urls")
def calendar_urls() -> list[URLPattern]:
    one = "calendar/entries/<number:entry_id>/"
    return [
        path("calendar/", calendar, name="parvis_calendar"),
        path("calendar/subscription/", subscription, name="parvis_calendar_subscription"),
        path("calendar/versions/", versions, name="parvis_calendar_versions"),
        path("calendar/versions/<number:version_id>/", version, name="parvis_calendar_version"),
        path("calendar/<slug:view>/", calendar, name="parvis_calendar_view"),
        path("calendar/entries/add/", calendar_acts.add, name="parvis_calendar_add"),
        path(one, calendar_acts.entry, name="parvis_calendar_entry"),
        path(f"{one}change/", calendar_acts.change, name="parvis_calendar_change"),
        path(f"{one}move/", calendar_acts.move, name="parvis_calendar_move"),
        path(f"{one}draft/", calendar_acts.draft, name="parvis_calendar_draft"),
        path(f"{one}abandon/", calendar_acts.abandon, name="parvis_calendar_abandon"),
    ]


class CalendarItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(READ_CALENDAR)


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    address = reverse("parvis_calendar")
    return CalendarItem(_("Calendar"), address, name="calendar", icon_name="calendar", order=102)


class FolderItem(MenuItem):
    """A short way to the list of one kind of page; hidden from whoever may not look into it."""

    def __init__(self, label: Any, model: type[Page], **kwargs: Any) -> None:
        self.model = model
        super().__init__(label, "", name=f"folder-{model._meta.model_name}", **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        folder = self._folder()
        return folder is not None and folder.permissions_for_user(request.user).can_edit()

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        folder = self._folder()
        address = reverse("wagtailadmin_explore", args=[folder.pk] if folder else [])
        return LinkMenuItem(self.name, self.label, address, icon_name=self.icon_name)

    def _folder(self) -> Page | None:
        found: Page | None = self.model.objects.filter(alias_of=None).order_by("pk").first()
        return found


class FailuresItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("pages.view_publicationfailure")


@hooks.register("register_admin_menu_item")
def consultations_item() -> MenuItem:
    return FolderItem(_("Consultations"), ConsultationIndexPage, icon_name="group", order=110)


@hooks.register("register_admin_menu_item")
def articles_item() -> MenuItem:
    return FolderItem(_("Articles"), ArticleIndexPage, icon_name="doc-full", order=120)


@hooks.register("register_admin_menu_item")
def reports_item() -> MenuItem:
    return FolderItem(_("Feedback reports"), FeedbackIndexPage, icon_name="tick-inverse", order=130)


@hooks.register("register_reports_menu_item")
def failures_item() -> MenuItem:
    address = reverse(PublicationFailureAdmin().url_helper.get_action_url_name("index"))
    return FailuresItem(
        _("Failed publications"), address, name="failures", icon_name="warning", order=100
    )


@hooks.register("construct_homepage_panels")
def publications_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For whoever edits pages; the others have nothing to see there."""
    if policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["change"]):
        panels.append(PublicationsPanel(request.user))


@hooks.register("register_page_header_buttons")
def move_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Any:
    if may_move(page, user):
        address = reverse("parvis_move_publication", args=[page.pk])
        yield Button(_("Move the publication"), address, icon_name="calendar-alt", priority=15)


@hooks.register("register_page_header_buttons")
def entry_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Any:
    found = CalendarEntry.objects.filter(page=page.pk).first()
    if found and user.has_perm(READ_CALENDAR):
        address = reverse("parvis_calendar_entry", args=[found.pk])
        yield Button(_("In the calendar"), address, icon_name="calendar", priority=14)


@hooks.register("register_page_header_buttons")
def links_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Any:
    if isinstance(page.specific, CityPage) and page.permissions_for_user(user).can_edit():
        address = reverse("parvis_preview_links", args=[page.pk])
        yield Button(_("Preview links"), address, icon_name="link", priority=17)


@hooks.register("register_page_header_buttons")
def pause_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Any:
    specific = page.specific
    if may_pause(specific, user):
        label = _("Suspend participation")
        if specific.consultation.paused_at:
            label = _("Resume participation")
        yield Button(
            label, reverse("parvis_pause", args=[page.pk]), icon_name="warning", priority=16
        )


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def public_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLink)


@hooks.register("insert_global_admin_css")
def admin_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
