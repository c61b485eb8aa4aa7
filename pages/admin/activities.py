"""What an editor is told of the activities of a page that was just published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from pages.activities import activities_in
from participation.actions.publish_survey import check_publishable
from participation.errors import Refusal
from participation.models import Activity, IdeaBox, Survey


@hooks.register("after_publish_page")
def say_what_is_not_shown(request: HttpRequest, page: Page) -> None:
    """A draft of an activity leaves the page readable, and is not shown on it."""
    for activity in activities_in(page.specific):
        activity.refresh_from_db(fields=["live"])
        if activity.live:
            continue
        viewset: Any = activity.snippet_viewset
        edit = reverse(viewset.get_url_name("edit"), args=[activity.pk])
        text = _("“%(title)s” is not shown yet. %(reason)s") % {
            "title": activity.title,
            "reason": _reason(activity),
        }
        messages.warning(request, text, buttons=[messages.button(edit, _("Edit"))])


def _reason(activity: Activity) -> str:
    latest = activity.get_latest_revision_as_object()
    try:
        if isinstance(latest, IdeaBox):
            latest.check_publishable()
        elif isinstance(latest, Survey):
            check_publishable(survey=latest)
    except Refusal as refusal:
        return str(refusal)
    return _("It is a draft: publish it too.")
