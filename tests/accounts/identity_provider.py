"""A small identity provider that speaks OpenID Connect on this machine, and can be told to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "parvis", "client-secret"


@dataclass
class Provider:
    """What it will say of whoever comes, and what it was asked."""

    server: ThreadingHTTPServer
    claims: dict[str, Any] = field(default_factory=dict)  # replace those of the identity token
    userinfo: dict[str, Any] = field(default_factory=dict)
    signs_with_another_key: bool = False
    asked: dict[str, str] = field(default_factory=dict)  # the last authorization request
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens_given: int = 0
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def authorize(self, address: str) -> str:
        """What the person's browser does there: agree, and be sent back with a code."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = dict(self.asked)
        back = urlsplit(self.asked["redirect_uri"]).path
        return f"{back}?code={code}&state={self.asked['state']}"

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(sent.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(
            hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        ).rstrip(b"=")
        if asked is None or asked.get("code_challenge", "").rstrip("=") != challenge.decode():
            return 400, {"error": "invalid_grant"}
        if (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        self.tokens_given += 1
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "person-1",
            "nonce": asked.get("nonce", ""),
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
        } | self.claims
        key = self.key
        if self.signs_with_another_key:
            key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        id_token = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"})
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": id_token}

    def jwks(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }


def start() -> Provider:
    """Start on a free port; the caller ends it with `provider.server.shutdown()`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = provider = Provider(server)  # type: ignore[attr-defined]  # its handlers ask for it
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return provider


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]  # set by start()
        answers = {
            "/.well-known/openid-configuration": provider.discovery(),
            "/jwks": provider.jwks(),
            "/userinfo": {"sub": "person-1"} | provider.userinfo,
        }
        self._answer(200 if self.path in answers else 404, answers.get(self.path, {}))

    def do_POST(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]  # the same
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(*provider.token({n: v[0] for n, v in parse_qs(body).items()}))

    def _answer(self, status: int, data: dict[str, Any]) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing: a test's output is its own."""
