"""My data: a copy of it, and the end of my account."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock, registry
from accounts.actions.erase_person import erase_person
from accounts.errors import Refusal
from accounts.forms.profile import ErasureForm
from accounts.people import signed_in
from accounts.registry import Subject


@never_cache
@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    return render(request, "account/data.html")


@never_cache
@login_required
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """A copy, made now and kept nowhere: there is no link that somebody else could follow."""
    user = signed_in(request)
    data = {"made_at": clock.now(), **registry.export(Subject.of(user))}
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@never_cache
@login_required
@reauthentication_required(app="allauth.account")
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Asks what becomes of the contributions, then forgets the person and logs out."""
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with_contributions = form.cleaned_data["contributions"] == ErasureForm.ERASE
        try:
            erase_person(
                subject=Subject.of(signed_in(request)), with_contributions=with_contributions
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            return render(request, "account/deleted.html")
    status = 422 if form.errors else 200
    return render(request, "account/delete.html", {"form": form}, status=status)
