"""The rules of the game: to read for everybody, to accept for participants."""

from __future__ import annotations

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import rules
from accounts.actions.accept_rules import accept_rules
from accounts.forms.profile import RulesForm
from accounts.intent import fulfil
from accounts.people import person_of, signed_in


@never_cache
@require_http_methods(["GET", "POST"])
def rules_of_the_game(request: HttpRequest) -> HttpResponse:
    """The text in force. Whoever has not accepted it may do so; what they wanted to do is done."""
    current = rules.current()
    context = {
        "text": current.text_in(get_language() or "") if current else "",
        "version": rules.current_version(),
        "next": get_next_redirect_url(request) or "",
    }
    if not request.user.is_authenticated:
        if request.method == "POST":
            return redirect_to_login(request.get_full_path())
        return render(request, "account/rules.html", context)
    person = person_of(signed_in(request))
    form = RulesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        accept_rules(person=person)
        messages.success(request, _("Thank you. You have accepted the rules of the game."))
        return redirect(fulfil(request) or context["next"] or "account_home")
    context |= {"form": form, "person": person, "must_accept": rules.must_accept(person)}
    return render(request, "account/rules.html", context, status=422 if form.errors else 200)
