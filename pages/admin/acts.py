"""Each act of an editor is one transaction, and what is refused is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from pages.errors import ReferenceInUse
from pages.middleware import ADMIN_PREFIX
from participation.errors import Refusal

READING = ("GET", "HEAD", "OPTIONS")
_WITHOUT = ("wagtailadmin_login", "wagtailadmin_password_reset")  # slow hashes, and no act


class AdminActMiddleware:
    """Wagtail publishes in several steps; here they succeed together or not at all.

    Its editor saves the page, then tells the receivers that put its facts in force: a failure in
    between would leave a page online whose consultation is not. Whatever a rule refuses on any of
    its screens (bulk acts, workflow, copies) becomes a message instead of an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method in READING or not request.path_info.startswith(ADMIN_PREFIX):
            return None
        match = request.resolver_match
        if match and (match.url_name or "").startswith(_WITHOUT):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, str(refusal))
        except ProtectedError as error:
            return refused(request, _why_protected(error))
        except ValidationError as error:
            return refused(request, " ".join(error.messages))


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """Say why, on the screen where the person was; nothing has been changed."""
    if "application/json" in request.headers.get("Accept", ""):  # autosave
        answer = {"success": False, "error_code": "refused", "error_message": why}
        return JsonResponse(answer, status=400)
    messages.error(request, why)
    address = _where_from(request)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # a dialogue of Wagtail's
        return JsonResponse({"step": "success", "redirect": address})
    return HttpResponseRedirect(address)


def _where_from(request: HttpRequest) -> str:
    """The page's editor where a page was meant, else the screen before, else the first one."""
    match = request.resolver_match
    if match and "page_id" in match.kwargs and "wagtailadmin_pages" in match.namespaces:
        return reverse("wagtailadmin_pages:edit", args=[match.kwargs["page_id"]])
    candidates = [request.POST.get("next"), request.GET.get("next"), request.headers.get("Referer")]
    for address in candidates:
        if address and url_has_allowed_host_and_scheme(address, {request.get_host()}):
            return address
    return reverse("wagtailadmin_home")


def _why_protected(error: ProtectedError) -> str:
    """Our receivers raise it with a sentence; Django's own says which tables are in the way."""
    cause = error.__cause__
    return str(cause) if isinstance(cause, Refusal) else str(ReferenceInUse())
