"""The second step of log-in: staff cannot do without it where the city asks for it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client, override_settings
from django.urls import get_resolver

from accounts.groups import STRATEGY
from accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db
LOG_IN = "/compte/connexion/"
SET_UP = "/compte/deux-etapes/activer/"
STEP = "/compte/deux-etapes/code/"
CHECK = "/compte/deux-etapes/verification/"


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    make.home()
    with override_settings(STAFF_SECOND_FACTOR=True):
        yield


@pytest.fixture
def staff() -> User:
    return make.staff(STRATEGY, email="ada@example.be")


def log_in(client: Client, **extra: str) -> Any:
    fields = {"login": "ada@example.be", "password": make.PASSWORD}
    return client.post(LOG_IN, fields | extra)


def digits(secret: str, steps: int = 0) -> str:
    """What the telephone shows now, or shows `steps` half-minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def check_password(client: Client) -> None:
    client.post("/compte/verification/", {"password": make.PASSWORD})


def set_up(client: Client) -> str:
    """Switch the second step on in this browser; return the key."""
    check_password(client)
    found = re.search(r'totp-key">([A-Z2-7]+)<', client.get(SET_UP).content.decode())
    assert found
    answer = client.post(SET_UP, {"code": digits(found.group(1))})
    assert answer.status_code == 302, answer.content.decode()
    return found.group(1)


def recovery_code(user: User) -> str:
    kept = Authenticator.objects.get(user=user, type="recovery_codes")
    return str(kept.wrap().get_unused_codes()[0])


def test_staff_without_a_second_step_are_sent_to_set_it_up(client: Client, staff: User) -> None:
    log_in(client)

    answer = client.get("/admin/")

    assert answer.headers["Location"] == SET_UP
    assert "/compte/verification/" in client.get(SET_UP).headers["Location"]


def test_no_address_of_the_admin_opens_without_the_second_step(client: Client, staff: User) -> None:
    staff.is_superuser = True
    staff.save()
    client.force_login(staff)

    opened = {}
    for route in admin_routes():
        for method in (client.get, client.post):
            answer = method(route)
            if answer.headers.get("Location") not in (
                SET_UP,
                LOG_IN,
                "/compte/mot-de-passe/oublie/",
            ):
                opened[route] = answer.status_code

    assert opened == {}


def admin_routes() -> list[str]:
    """Every address under /admin/ that takes no argument, and some that do."""
    found = ["/admin/pages/1/edit/", "/admin/images/1/", "/admin/nothing-here/"]
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "admin/" and hasattr(pattern, "url_patterns"):
            found += [f"/admin/{route}" for route in _plain(pattern.url_patterns)]
    assert len(found) > 50
    return found


def _plain(patterns: list[Any], prefix: str = "") -> list[str]:
    found = []
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if "<" in route or "^" in route:
            continue
        found += (
            _plain(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]
        )
    return found


def test_the_set_up_asks_for_a_right_code_and_gives_recovery_codes(
    client: Client, staff: User
) -> None:
    log_in(client)
    check_password(client)
    wrong = client.post(SET_UP, {"code": "abcdef"})

    set_up(client)
    page = client.get("/compte/deux-etapes/secours/")

    assert 'aria-invalid="true"' in wrong.content.decode()
    assert page.content.decode().count("<li><code>") == 10


def test_the_admin_opens_with_password_and_code(client: Client, staff: User) -> None:
    log_in(client)
    secret = set_up(client)
    browser = Client()

    first = log_in(browser)
    between = browser.get("/admin/").status_code
    used = browser.post(STEP, {"code": recovery_code(staff)})

    assert first.headers["Location"] == STEP
    assert between == 302
    assert used.headers["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200
    assert len(secret) == 32


def test_the_code_of_the_telephone_opens_and_is_not_taken_twice(
    staff: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = Client()
    log_in(owner)
    secret = set_up(owner)
    answers = []
    for browser in (Client(), Client()):
        log_in(browser)
        answers.append(browser.post(STEP, {"code": digits(secret)}))

    assert answers[0].headers["Location"] == "/admin/"
    assert answers[1].status_code == 200


def test_a_session_older_than_the_second_step_does_not_pass(staff: User) -> None:
    thief, owner = Client(), Client()
    log_in(thief)
    log_in(owner)
    set_up(owner)

    assert CHECK in thief.get("/admin/").headers["Location"]
    assert thief.get("/admin/pages/").status_code == 302


def test_whoever_has_just_set_it_up_gives_a_code_once(client: Client, staff: User) -> None:
    log_in(client)
    set_up(client)
    asked = client.get("/admin/").headers["Location"]

    client.post(asked, {"code": recovery_code(staff), "next": "/admin/"})

    assert asked == f"{CHECK}?next=%2Fadmin%2F"
    assert client.get("/admin/").status_code == 200


def test_a_second_step_that_is_taken_away_must_be_set_up_again(client: Client, staff: User) -> None:
    log_in(client)
    set_up(client)
    client.post(CHECK, {"code": recovery_code(staff), "next": "/admin/"})
    before = client.get("/admin/").status_code

    Authenticator.objects.all().delete()

    assert before == 200
    assert client.get("/admin/").headers["Location"] == SET_UP


def test_log_in_by_code_and_by_reset_ask_for_the_second_step_too(staff: User) -> None:
    owner = Client()
    log_in(owner)
    set_up(owner)
    browser = Client()
    browser.post("/compte/connexion/code/", {"email": "ada@example.be"})
    digits_sent = browser.session["account_login"]["state"]["stages"]["login_by_code"]["data"][
        "code"
    ]

    answer = browser.post("/compte/connexion/code/confirmer/", {"code": digits_sent})

    assert answer.headers["Location"] == STEP
    assert browser.get("/admin/").status_code == 302


def test_guessing_the_code_is_limited(staff: User) -> None:
    owner = Client()
    log_in(owner)
    set_up(owner)
    browser = Client()
    log_in(browser)
    for number in range(6):
        browser.post(STEP, {"code": f"00000{number}"})

    answer = browser.post(STEP, {"code": recovery_code(staff)})

    assert answer.status_code == 200
    assert browser.get("/compte/").status_code == 302


def test_wagtails_own_log_in_is_no_way_round(client: Client, staff: User) -> None:
    page = client.get("/admin/login/?next=/admin/pages/")
    posted = client.post("/admin/login/", {"username": "ada@example.be", "password": make.PASSWORD})

    assert page.headers["Location"] == f"{LOG_IN}?next=%2Fadmin%2Fpages%2F"
    assert posted.headers["Location"] == LOG_IN
    assert client.get("/compte/").status_code == 302


@pytest.mark.parametrize("rest", ["", "confirm/1/set-password/", "done/", "complete/"])
def test_wagtails_own_password_pages_lead_to_ours(client: Client, rest: str) -> None:
    answer = client.get(f"/admin/password_reset/{rest}")

    assert answer.headers["Location"] == "/compte/mot-de-passe/oublie/"


def test_the_admin_asks_for_our_log_in(client: Client) -> None:
    assert client.get("/admin/").headers["Location"] == f"{LOG_IN}?next=/admin/"


def test_wagtails_account_page_changes_neither_password_nor_address(
    client: Client, staff: User
) -> None:
    with override_settings(STAFF_SECOND_FACTOR=False):
        client.force_login(staff)
        page = client.get("/admin/account/").content.decode()

    assert "password-old_password" not in page
    assert "name_email-email" not in page


def test_without_the_setting_the_password_is_enough(client: Client, staff: User) -> None:
    with override_settings(STAFF_SECOND_FACTOR=False):
        log_in(client)
        assert client.get("/admin/").status_code == 200


def test_switching_it_off_asks_who_it_is(client: Client, staff: User) -> None:
    log_in(client)
    set_up(client)
    records = client.session
    records["account_authentication_methods"] = []
    records.save()

    answer = client.post("/compte/deux-etapes/desactiver/")

    assert "verification" in answer.headers["Location"]
    assert Authenticator.objects.filter(type="totp").exists()
