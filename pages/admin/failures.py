"""The register of what would not go out, and the button that tries again at once."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from accounts.models import User
from pages.actions.retry_publication import retry_publication
from pages.models import PublicationFailure


class ReadOnly(PermissionHelper):
    """The publisher alone writes its register."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class FailureButtons(ButtonHelper):
    """Inspect, and go to the page that would not go out."""

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons: list[dict[str, Any]] = super().get_buttons_for_obj(obj, *args, **kwargs)
        page = obj.revision.content_object
        if isinstance(page, Page) and page.permissions_for_user(self.request.user).can_edit():
            edit = {
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "label": _("Edit the page"),
                "classname": self.finalise_classname(["button-small", "button-secondary"]),
                "title": _("Edit “%(title)s”") % {"title": obj},
            }
            buttons.append(edit)
        return buttons


class PublicationFailureAdmin(ModelAdmin):
    """List and inspect; nothing here is written by hand."""

    model = PublicationFailure
    menu_label = gettext_lazy("Failed publications")
    menu_icon = "warning"
    menu_order = 410
    add_to_admin_menu = False
    base_url_path = "publications"
    list_display = ("title", "due_at", "attempts", "last_failed_at", "next_try_at", "error")
    list_select_related = ("revision",)
    search_fields = ("error", "revision__object_str")
    ordering = ("-last_failed_at",)
    inspect_view_enabled = True
    inspect_view_fields = ["attempts", "first_failed_at", "last_failed_at", "next_try_at", "error"]
    history_view_enabled = False
    inspect_template_name = "pages/admin/failure.html"
    permission_helper_class = ReadOnly
    button_helper_class = FailureButtons

    def title(self, failure: PublicationFailure) -> SafeString:
        return format_html("<strong>{}</strong>", failure.revision.object_str)

    title.short_description = gettext_lazy("page")  # type: ignore[attr-defined]  # Django's way to name a column

    def due_at(self, failure: PublicationFailure) -> Any:
        return failure.revision.approved_go_live_at

    due_at.short_description = gettext_lazy("was due at")  # type: ignore[attr-defined]  # the same


@require_POST
def try_again(request: HttpRequest, failure_id: int) -> HttpResponse:
    """Publish it now, in this request; say how it went."""
    failures = PublicationFailure.objects.select_related("revision")
    failure = get_object_or_404(failures, pk=failure_id)
    title, user = failure.revision.object_str, cast(User, request.user)
    error = retry_publication(failure=failure, user=user)
    if error:
        text = _("“%(title)s” could not be published: %(error)s")
        messages.error(request, text % {"title": title, "error": error})
    elif failures.filter(pk=failure_id).exists():
        text = _("“%(title)s” is tried again by the publisher within half a minute.")
        messages.success(request, text % {"title": title})
    else:
        messages.success(request, _("“%(title)s” is online.") % {"title": title})
    return redirect("wagtailadmin_home")
