"""Going to the identity provider, and coming back."""

from __future__ import annotations

import logging
from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from accounts.oidc.provider import IdentityProtocol

logger = logging.getLogger(__name__)


class _ComingBack(OAuth2CallbackView):
    adapter: IdentityProtocol

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        if state:
            self.adapter.expected_nonce = state.get("nonce", "")
        return state, response


def log_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A GET asks to confirm, a POST leaves for the provider."""
    return _answer(OAuth2LoginView, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answer(_ComingBack, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(IdentityProtocol(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except (RequestException, KeyError, ValueError) as error:  # away, or not what it should say
        logger.error("The identity provider failed: %s", type(error).__name__)
        return render(request, "socialaccount/authentication_error.html", status=503)
    return response
