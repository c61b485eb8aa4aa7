"""The scorer itself: what it must take points for. Our score: tests/config/test_production.py."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest

from tests.observatory import score

GOOD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
COOKIE = "__Host-sessionid=1; Secure; HttpOnly; SameSite=Lax; Path=/"


def _cookies(text: str = COOKIE) -> SimpleCookie:
    return SimpleCookie(text)


def test_all_that_is_asked_and_more_is_an_a_plus() -> None:
    assert score(GOOD, _cookies(), "").points == 135


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("Content-Security-Policy", "", 55),
        ("Content-Security-Policy", "default-src 'self'; script-src 'unsafe-inline'", 60),
        ("Strict-Transport-Security", "", 80),
        ("Strict-Transport-Security", "max-age=60", 90 + 35),
        ("X-Content-Type-Options", "", 95 + 35),
        ("Referrer-Policy", "unsafe-url", 130),
    ],
)
def test_each_fault_costs_what_it_costs_there(name: str, value: str, points: int) -> None:
    assert score(GOOD | {name: value}, _cookies(), "").points == points


@pytest.mark.parametrize(
    ("cookie", "points"),
    [
        ("sessionid=1; HttpOnly; SameSite=Lax", 60),
        ("__Host-sessionid=1; Secure; SameSite=Lax; Path=/", 70),
    ],
)
def test_an_open_cookie_costs_the_mark(cookie: str, points: int) -> None:
    assert score(GOOD, _cookies(cookie), "").points == points


def test_a_script_of_somebody_else_costs_points() -> None:
    html = '<script src="https://cdn.example/x.js"></script>'

    assert score(GOOD, _cookies(), html).points == 130
