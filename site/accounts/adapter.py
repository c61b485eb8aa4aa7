"""How django-allauth behaves here: its mails, its messages, where it leads."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import mail
from accounts.actions.confirm_address import know_confirmed_address
from accounts.intent import fulfil, page_to_resume
from accounts.models import User
from accounts.people import person_of
from accounts.rules import must_accept

# Said by the page itself, or left for a page that is the same for everybody and cannot say it.
_UNSAID = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/login_code_sent.txt",
    "account/messages/email_confirmation_sent.txt",
}


def _news() -> dict[str, str]:
    """What a notification says, by django-allauth's name for it."""
    return {
        "account/email/email_changed": _("The e-mail address of your account was changed."),
        "account/email/password_changed": _("The password of your account was changed."),
        "account/email/password_reset": _("The password of your account was reset."),
        "account/email/password_set": _("A password was set for your account."),
        "mfa/email/totp_activated": _("Two-step log-in was switched on for your account."),
        "mfa/email/totp_deactivated": _("Two-step log-in was switched off for your account."),
        "mfa/email/recovery_codes_generated": _("New recovery codes were made for your account."),
        "socialaccount/email/account_connected": _("An identity was linked to your account."),
        "socialaccount/email/account_disconnected": _(
            "An identity was unlinked from your account."
        ),
    }


class AccountAdapter(DefaultAccountAdapter):
    """Our rules for django-allauth."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox: the answer waits for no mail server."""
        message: EmailMessage = self.render_mail(
            template_prefix, email, {"email": email, "base_url": settings.BASE_URL, **context}
        )
        mail.owe(email, str(message.subject), str(message.body))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner what changed, without the browser's and the network's traces."""
        news = _news().get(template_prefix)
        if news:
            body = render_to_string(
                "account/email/notice.txt", {"news": news, "base_url": settings.BASE_URL}
            )
            mail.owe(email or user.email, news.rstrip("."), body)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        template = args[0] if args else kwargs.get("message_template")
        if template not in _UNSAID:
            super().add_message(request, level, *args, **kwargs)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        know_confirmed_address(user)
        return super().pre_login(request, user, **kwargs)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """What somebody wanted to do before they logged in is done now; new rules come first."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        waiting = page_to_resume(request)
        if waiting and must_accept(person_of(user)):
            return redirect(f"{reverse('account_rules')}?{urlencode({'next': waiting})}")
        page = fulfil(request)
        return redirect(page) if page else response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to the act that waits, else to the admin for staff, else to one's account."""
        if page := page_to_resume(request):
            return page
        user = request.user
        if isinstance(user, User) and user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("account_home")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return page_to_resume(request) or reverse("account_home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """In the browser that signed up, on; in another one, to the log-in."""
        if self.request.user.is_authenticated:
            return self.get_login_redirect_url(self.request)
        return reverse("account_login")

    def get_client_ip(self, request: HttpRequest) -> str:
        """A chain shorter than our proxies did not come through them: it is refused, not a 500."""
        try:
            return super().get_client_ip(request)
        except Exception as error:
            raise PermissionDenied("The client's address cannot be told.") from error
