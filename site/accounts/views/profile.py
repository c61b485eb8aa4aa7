"""My account: who I am here, what I did, what I follow."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import registry, rules, second_factor
from accounts.actions.save_profile import save_profile
from accounts.forms.profile import ProfileForm
from accounts.people import person_of, signed_in

PER_PAGE = 30


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What my account holds, and where to change each thing."""
    user = signed_in(request)
    person = person_of(user)
    context = {
        "person": person,
        "has_password": user.has_usable_password(),
        "has_second_factor": second_factor.is_set_up(user),
        "may_link_identity": bool(settings.OIDC_ISSUER)
        or SocialAccount.objects.filter(user=user).exists(),
        "must_accept_rules": rules.must_accept(person),
        "contributions": registry.contributions(person)[:3],
    }
    return render(request, "account/home.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """The name that others read, my district and language, what I follow."""
    person = person_of(signed_in(request))
    form = ProfileForm.of(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        save_profile(person=person, profile=form.profile())
        messages.success(request, _("Your profile is saved."))
        return redirect("account_profile")
    status = 422 if form.errors else 200
    return render(request, "account/profile.html", {"form": form}, status=status)


@never_cache
@login_required
@require_safe
def contributions(request: HttpRequest) -> HttpResponse:
    """Everything I proposed, wrote and supported, newest first."""
    lines = registry.contributions(person_of(signed_in(request)))
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "account/contributions.html", {"lines": page})
