"""A score of our headers, with the weights of MDN's HTTP Observatory (its charts of 2026).

It begins at 100; faults take away; what is better than asked adds, but only from 90 on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import Morsel, SimpleCookie

SIX_MONTHS = 15_768_000
LEAST_FOR_EXTRA = 90


@dataclass
class Score:
    """The points, and why: each line says what was found and what it weighs."""

    found: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, weight: int) -> None:
        self.found[what] = weight

    @property
    def points(self) -> int:
        faults = 100 + sum(weight for weight in self.found.values() if weight < 0)
        if faults < LEAST_FOR_EXTRA:
            return max(faults, 0)
        return faults + sum(weight for weight in self.found.values() if weight > 0)


def score(headers: Mapping[str, str], cookies: SimpleCookie, html: str) -> Score:
    """What one HTTPS answer is worth."""
    result = Score()
    policy = _policy(headers.get("Content-Security-Policy", ""))
    _content_policy(result, policy)
    _cookies(result, list(cookies.values()))
    _transport(result, headers.get("Strict-Transport-Security", ""))
    if headers.get("Access-Control-Allow-Origin") == "*":
        result.add("answers to scripts of every site", -50)
    if headers.get("X-Content-Type-Options") != "nosniff":
        result.add("types may be guessed", -5)
    private = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
    is_private = headers.get("Referrer-Policy", "") in private
    result.add("referrer policy is private" if is_private else "no referrer policy", 5 * is_private)
    if policy.get("frame-ancestors") == ["'none'"]:
        result.add("framed by nobody, by policy", 5)
    elif headers.get("X-Frame-Options") not in ("DENY", "SAMEORIGIN"):
        result.add("framed by anybody", -20)
    if headers.get("Cross-Origin-Resource-Policy") == "same-origin":
        result.add("resources for this site alone", 10)
    if foreign := re.findall(r"<script[^>]+src=\"(?:https?:)?//[^\"]+\"", html):
        result.add(f"scripts of others without a digest: {len(foreign)}", -5)
    return result


def _content_policy(result: Score, policy: Mapping[str, list[str]]) -> None:
    scripts = policy.get("script-src") or policy.get("default-src") or ["*"]
    styles = policy.get("style-src") or policy.get("default-src") or ["*"]
    if not policy:
        result.add("no content policy", -25)
    elif {"'unsafe-inline'", "data:", "*", "https:"} & set(scripts):
        result.add("scripts of anywhere or inline", -20)
    elif "'unsafe-eval'" in scripts:
        result.add("scripts made of text", -10)
    elif "'unsafe-inline'" in styles:
        result.add("inline styles alone", 0)
    elif policy.get("default-src") == ["'none'"]:
        result.add("nothing unsafe, and nothing by default", 10)
    else:
        result.add("nothing unsafe", 5)


def _cookies(result: Score, cookies: list[Morsel[str]]) -> None:
    if not cookies:
        return
    if not all(one["secure"] for one in cookies):
        result.add("a cookie over plain HTTP", -40)
    elif not all(one["httponly"] for one in cookies):
        result.add("a cookie that scripts read", -30)
    elif all(one["samesite"] in ("Lax", "Strict") for one in cookies):
        result.add("cookies are guarded", 5)


def _transport(result: Score, header: str) -> None:
    age = re.search(r"max-age=(\d+)", header)
    if age is None:
        result.add("no strict transport", -20)
    elif int(age[1]) < SIX_MONTHS:
        result.add("strict transport of less than six months", -10)


def _policy(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}
