"""The provider: PKCE and state by django-allauth, the nonce and the signature by us."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse


class IdentityProtocol(OpenIDConnectOAuth2Adapter):
    """One exchange with the provider. Its answer counts only with an identity token made for it."""

    expected_nonce = ""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("The provider sent no identity token.")
        claims = self._decode_id_token(app, id_token)
        nonce = str(claims.get("nonce", ""))
        if not self.expected_nonce or not secrets.compare_digest(nonce, self.expected_nonce):
            raise OAuth2Error("The identity token was made for another log-in.")
        data = {"id_token": claims, "userinfo": self._fetch_user_info(token.token)}
        if data["userinfo"].get("sub") != claims.get("sub"):
            raise OAuth2Error("The provider speaks of two different people.")
        return self.get_provider().sociallogin_from_response(request, data)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Always with its signature: it costs one more request and trusts nothing in between."""
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims


class IdentityProvider(OpenIDConnectProvider):
    oauth2_adapter_class = IdentityProtocol
    pkce_enabled_default = True

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: Any = None,
        data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Send the person to the provider; what the address asks beside is not passed on."""
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = {**self.get_auth_params(), "nonce": nonce}
        kwargs["scope"] = self.get_scope()
        return super().redirect(
            request, process, next_url=next_url, data=data, nonce=nonce, **kwargs
        )


provider_classes = [IdentityProvider]
