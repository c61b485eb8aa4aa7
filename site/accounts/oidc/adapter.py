"""What is kept of an identity: its number at the provider, and nothing else."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Links by `sub` only (SOCIALACCOUNT_EMAIL_AUTHENTICATION is off)."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """A provider may tell a national number, an address, a birth date: none is stored."""
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
        if sociallogin.user and not sociallogin.user.pk:
            sociallogin.user.first_name = sociallogin.user.last_name = ""
