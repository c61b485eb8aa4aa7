"""Staff pass the second factor before any page of the admin."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import second_factor

ADMIN_PREFIX = "/admin/"


class SecondFactorMiddleware:
    """Sends whoever is signed in without a second factor to set it up, or to give it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_FACTOR and request.path_info.startswith(ADMIN_PREFIX):
            user = request.user
            if user.is_authenticated and not second_factor.was_given(request):
                return self._ask(request)
        return self.get_response(request)

    def _ask(self, request: HttpRequest) -> HttpResponse:
        if second_factor.is_set_up(request.user):
            page = request.get_full_path() if request.method == "GET" else ADMIN_PREFIX
            query = urlencode({"next": page})
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")
        messages.info(request, _("Staff log in with two steps. Set up the second one to go on."))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
