"""The calendar in one's own application: the screen that gives the address, and the feed."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from accounts import clock
from accounts.models import User
from pages.actions.plan_entry import VIEW
from pages.actions.subscribe_to_calendar import revoke_subscription, subscribe_to_calendar
from pages.admin.calendar.doors import for_readers
from pages.admin.calendar.filters import Filters
from pages.models import CalendarFeed
from pages.results.calendar import calendar_entries
from pages.results.calendar_ics import icalendar_of

BEFORE, AFTER = timedelta(days=366), timedelta(days=731)


@for_readers
@require_http_methods(["GET", "POST"])
def subscription(request: HttpRequest) -> HttpResponse:
    """One's own secret address, with the filters of the calendar; making it, taking it back."""
    user = cast(User, request.user)
    if request.method == "POST":
        if "revoke" in request.POST:
            revoke_subscription(user=user)
            messages.success(request, _("The address is revoked: it answers nothing any more."))
        else:
            subscribe_to_calendar(user=user)
        return redirect(request.get_full_path())
    found = CalendarFeed.objects.filter(user=user, revoked_at=None).first()
    filters = Filters(request.GET)
    address = request.build_absolute_uri(found.get_absolute_url()) if found else ""
    query = filters.query()
    context = {"address": f"{address}?{query}" if query else address, "filters": filters}
    context["has_one"] = found is not None
    return render(request, "pages/admin/calendar/subscription.html", context)


@cache_control(private=True, no_cache=True)
@require_safe
def feed(request: HttpRequest, feed_id: int, signature: str) -> HttpResponse:
    """What the owner of this address may read, and nothing to anybody else."""
    found = CalendarFeed.objects.select_related("user").filter(pk=feed_id, revoked_at=None).first()
    if found is None or not found.is_signed_by(signature):
        raise Http404
    if not (found.user.is_active and found.user.has_perm(VIEW)):
        raise Http404
    at = clock.now()
    today = at.astimezone(clock.BRUSSELS).date()
    shown = Filters(request.GET).keep(calendar_entries(today - BEFORE, today + AFTER, at=at))
    body = icalendar_of(shown, name=_("Editorial calendar"))
    etag = quote_etag(salted_hmac("calendar", body.decode()).hexdigest())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Disposition"] = 'inline; filename="calendrier.ics"'
    return get_conditional_response(request, etag=etag, response=response) or response
