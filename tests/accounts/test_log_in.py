"""Logging in: by password or by code, without telling who has an account, and back to one's act."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.test import Client, RequestFactory, override_settings
from django.utils.http import int_to_base36

from accounts import intent, outbox
from accounts.errors import TextTooLong
from accounts.groups import MODERATOR, STRATEGY
from accounts.models import Person, User
from tests import make
from tests.accounts.hashing import CountingHasher

pytestmark = pytest.mark.django_db
LOG_IN = "/compte/connexion/"
BY_CODE = "/compte/connexion/code/"
CODE = "/compte/connexion/code/confirmer/"
RESET = "/compte/mot-de-passe/oublie/"
NEW_PASSWORD = "another-horse-battery"
FEW = {"login_failed": "4/m/ip"}


@pytest.fixture(autouse=True)
def _site() -> None:
    make.home()


def citizen(email: str = "ada@example.be") -> Person:
    person = make.citizen(email=email)
    assert person.user
    person.user.set_password(make.PASSWORD)
    person.user.save()
    return person


def log_in(
    client: Client, email: str = "ada@example.be", password: str = make.PASSWORD, **extra: Any
) -> Any:
    return client.post(LOG_IN, {"login": email, "password": password}, **extra)


def is_in(client: Client) -> bool:
    return client.get("/compte/").status_code == 200


def last_letter() -> str:
    outbox.drain()
    return str(mail.outbox[-1].body)


def code() -> str:
    found = re.search(r"^\d{6}$", last_letter(), re.MULTILINE)
    assert found
    return found.group()


def reset_link() -> str:
    found = re.search(r"http://[^/]+(/\S+oublie/\S+)", last_letter())
    assert found
    return found.group(1)


# --- By password ----------------------------------------------------------------------------------


def test_a_password_opens_the_account_under_a_new_session(client: Client) -> None:
    citizen()
    client.get(LOG_IN)
    session = client.session
    session["something"] = "kept"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""

    answer = log_in(client)

    assert answer.headers["Location"] == "/compte/"
    assert is_in(client)
    assert client.session.session_key != session.session_key
    assert client.session["something"] == "kept"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer() -> None:
    citizen()

    pages = []
    for email in ("ada@example.be", "nobody@example.be"):
        answer = log_in(Client(), email, "wrong-horse-battery")
        page = re.sub(r'value="[^"]{64}"', "", answer.content.decode())
        pages.append((answer.status_code, page.replace(email, "")))

    assert pages[0] == pages[1]
    assert 'role="alert"' in pages[0][1]


def test_an_unknown_address_costs_the_time_of_a_password() -> None:
    """The work is counted, not the clock: a busy machine must not make this fail."""
    citizen()

    with hashes() as known:
        log_in(Client(), password="wrong-horse-battery")
    with hashes() as unknown:
        log_in(Client(), "nobody@example.be", "wrong-horse-battery")

    assert len(known) == len(unknown) == 1


@contextmanager
def hashes() -> Iterator[list[str]]:
    """Each password that the hasher worked on."""
    seen: list[str] = []
    CountingHasher.seen = seen
    with override_settings(PASSWORD_HASHERS=["tests.accounts.hashing.CountingHasher"]):
        yield seen


def test_log_in_is_limited_for_one_account_whatever_the_network(client: Client) -> None:
    citizen()
    for number in range(5):
        log_in(client, password="wrong-horse", REMOTE_ADDR=f"192.0.2.{number}")

    answer = log_in(client, REMOTE_ADDR="192.0.2.77")

    assert answer.status_code == 200
    assert not is_in(client)


def test_one_good_log_in_gives_a_guesser_no_new_attempts() -> None:
    citizen()
    citizen("bob@example.be")
    client = Client()
    for _ in range(4):
        log_in(client, password="wrong-horse")
    log_in(client, "bob@example.be")
    client.post("/compte/deconnexion/")
    log_in(client, password="wrong-horse")

    log_in(client)

    assert not is_in(client)


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1, ACCOUNT_RATE_LIMITS=FEW)
def test_a_made_up_chain_of_proxies_gives_no_new_attempts() -> None:
    for number in range(4):
        chain = f"203.0.113.{number}, 198.51.100.7"
        log_in(Client(), f"nobody{number}@example.be", "x", HTTP_X_FORWARDED_FOR=chain)

    citizen()
    answer = log_in(Client(), HTTP_X_FORWARDED_FOR="203.0.113.99, 198.51.100.7")

    assert answer.headers.get("Location") != "/compte/"


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1, ACCOUNT_RATE_LIMITS=FEW)
def test_people_behind_our_proxy_do_not_share_its_limit() -> None:
    for number in range(4):
        log_in(
            Client(),
            f"nobody{number}@example.be",
            "x",
            HTTP_X_FORWARDED_FOR="198.51.100.7",
            REMOTE_ADDR="10.0.0.1",
        )

    citizen()
    answer = log_in(Client(), HTTP_X_FORWARDED_FOR="198.51.100.8", REMOTE_ADDR="10.0.0.1")

    assert answer.headers["Location"] == "/compte/"


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=0, ACCOUNT_RATE_LIMITS=FEW)
def test_without_a_proxy_the_forwarded_header_is_not_read() -> None:
    for number in range(4):
        log_in(
            Client(), f"nobody{number}@example.be", "x", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}"
        )

    citizen()
    answer = log_in(Client(), HTTP_X_FORWARDED_FOR="203.0.113.99")

    assert "Location" not in answer.headers


def test_while_the_shared_cache_is_away_nobody_logs_in_and_everybody_reads() -> None:
    citizen()
    away = {
        **settings.CACHES,
        "shared": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"socket_connect_timeout": 1},
        },
    }
    with override_settings(CACHES=away):
        client = Client()
        answer = log_in(client)
        reading = client.get(LOG_IN)
        assert not is_in(client)

    assert answer.status_code == 429
    assert reading.status_code == 200
    assert log_in(Client()).status_code == 302
    assert caches["shared"]


def test_an_account_that_was_closed_is_told_so(client: Client) -> None:
    citizen()
    User.objects.update(is_active=False)

    assert log_in(client).headers["Location"] == "/compte/inactif/"
    assert client.get("/compte/inactif/").status_code == 200
    assert not is_in(client)


def test_an_unconfirmed_address_is_asked_to_confirm_first(client: Client) -> None:
    make.staff(email="new@example.be", address_confirmed_at=None)

    answer = log_in(client, "new@example.be")

    assert answer.headers["Location"] == "/compte/adresse/a-confirmer/"
    assert "/compte/adresse/confirmer/" in last_letter()
    assert not is_in(client)


# --- Where it leads -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "https:evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/\tevil.example/\n/x",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_log_in_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    citizen()

    answer = client.post(
        LOG_IN, {"login": "ada@example.be", "password": make.PASSWORD, "next": elsewhere}
    )
    location = answer.headers["Location"]

    assert location == "/compte/" or location.startswith("/%09evil")


def test_log_in_leads_back_to_the_page_that_asked_for_it(client: Client) -> None:
    citizen()
    page = client.get(f"{LOG_IN}?next=/recherche/").content.decode()

    answer = client.post(
        LOG_IN, {"login": "ada@example.be", "password": make.PASSWORD, "next": "/recherche/"}
    )

    assert 'name="next" value="/recherche/"' in page
    assert "/compte/inscription/?next=%2Frecherche%2F" in page
    assert answer.headers["Location"] == "/recherche/"


def test_staff_are_led_to_the_admin_and_citizens_to_their_account() -> None:
    make.staff(MODERATOR, email="mo@example.be")
    citizen()

    assert log_in(Client(), "mo@example.be").headers["Location"] == "/admin/"
    assert log_in(Client()).headers["Location"] == "/compte/"


# --- By code --------------------------------------------------------------------------------------


def test_a_code_by_mail_opens_the_account_and_works_once(client: Client) -> None:
    make.citizen(email="ada@example.be")
    client.post(BY_CODE, {"email": "ada@example.be"})
    digits = code()

    answer = client.post(CODE, {"code": digits})
    again = Client()
    again.post(BY_CODE, {"email": "ada@example.be"})

    assert answer.headers["Location"] == "/compte/"
    assert is_in(client)
    assert again.post(CODE, {"code": digits}).status_code == 200
    assert not is_in(again)


def test_a_code_belongs_to_the_browser_that_asked_for_it(client: Client) -> None:
    make.citizen(email="ada@example.be")
    client.post(BY_CODE, {"email": "ada@example.be"})

    thief = Client()
    answer = thief.post(CODE, {"code": code()})

    assert answer.headers["Location"] == BY_CODE
    assert not is_in(thief)


def test_three_wrong_codes_end_it(client: Client) -> None:
    make.citizen(email="ada@example.be")
    client.post(BY_CODE, {"email": "ada@example.be"})
    good = code()
    wrong = "000000" if good != "000000" else "111111"

    for _ in range(3):
        client.post(CODE, {"code": wrong})

    assert client.post(CODE, {"code": good}).headers["Location"] == BY_CODE
    assert not is_in(client)


@pytest.mark.parametrize("door", [BY_CODE, RESET])
def test_asking_for_a_mail_tells_nobody_who_has_an_account(door: str) -> None:
    citizen()

    pages = []
    for email in ("ada@example.be", "nobody@example.be"):
        client = Client()
        answer = client.post(door, {"email": email})
        page = client.get(answer.headers["Location"]).content.decode()
        page = re.sub(r'value="[^"]{64}"', "", page).replace(email, "")
        pages.append((answer.status_code, answer.headers["Location"], page))

    assert pages[0] == pages[1]


def test_codes_to_one_address_are_limited() -> None:
    make.citizen(email="ada@example.be")
    for _ in range(6):
        Client().post(BY_CODE, {"email": "ada@example.be"})
    outbox.drain()

    assert len(mail.outbox) == 2


# --- A forgotten password -------------------------------------------------------------------------


def choose_password(client: Client, address: str) -> int:
    form = client.get(address)
    if form.status_code != 302:
        return form.status_code
    answer = client.post(
        form.headers["Location"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )
    return answer.status_code


def test_a_reset_link_changes_the_password_once_and_ends_every_session(client: Client) -> None:
    citizen()
    log_in(client)
    Client().post(RESET, {"email": "ada@example.be"})
    address = reset_link()

    choose_password(Client(), address)

    assert not is_in(client)
    assert log_in(Client()).status_code == 200
    assert log_in(Client(), password=NEW_PASSWORD).status_code == 302
    assert Client().get(address).status_code == 200
    assert "set-password" not in Client().get(address).headers.get("Location", "")


def test_a_changed_reset_link_changes_nothing() -> None:
    citizen()
    Client().post(RESET, {"email": "ada@example.be"})
    address = reset_link()
    start = address.index("oublie/") + len("oublie/")

    for place in range(start, len(address) - 1, 5):
        other = "1" if address[place] != "1" else "2"
        changed = address[:place] + other + address[place + 1 :]
        assert choose_password(Client(), changed) != 302

    assert log_in(Client()).status_code == 302


def test_a_reset_link_opens_no_other_account() -> None:
    ada = citizen()
    bob = citizen("bob@example.be")
    Client().post(RESET, {"email": "ada@example.be"})
    address = reset_link()

    adas, bobs = (f"/{int_to_base36(person.user_id)}-" for person in (ada, bob) if person.user_id)
    assert adas in address
    assert choose_password(Client(), address.replace(adas, bobs)) != 302


def test_a_host_that_is_not_ours_gets_no_mail_written(client: Client) -> None:
    citizen()

    answer = client.post(RESET, {"email": "ada@example.be"}, HTTP_HOST="evil.example")
    outbox.drain()

    assert answer.status_code == 400
    assert mail.outbox == []


# --- While logged in ------------------------------------------------------------------------------


def test_changing_the_password_logs_the_other_browsers_out(client: Client) -> None:
    citizen()
    log_in(client)
    other = Client()
    log_in(other)

    client.post(
        "/compte/mot-de-passe/",
        {"oldpassword": make.PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert is_in(client)
    assert not is_in(other)


def test_changing_the_address_waits_for_its_confirmation_and_logs_the_others_out(
    client: Client,
) -> None:
    person = citizen()
    assert person.user
    log_in(client)
    other = Client()
    log_in(other)
    confirmed_at = person.user.address_confirmed_at
    client.post("/compte/adresse/", {"action_add": "1", "email": "neu@example.be"})
    client.post("/compte/verification/", {"password": make.PASSWORD, "next": "/compte/adresse/"})
    client.post("/compte/adresse/", {"action_add": "1", "email": "neu@example.be"})
    waiting = User.objects.get().email
    address = re.search(r"http://[^/]+(/\S+confirmer/\S+)", last_letter())
    assert address

    client.post(address.group(1))
    user = User.objects.get()

    assert waiting == "ada@example.be"
    assert user.email == "neu@example.be"
    assert user.address_confirmed_at == confirmed_at
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("neu@example.be", True)]
    assert is_in(client)
    assert not is_in(other)
    assert ["ada@example.be"] in [message.to for message in mail.outbox] or _told_old_address()


def _told_old_address() -> bool:
    outbox.drain()
    return any(message.to == ["ada@example.be"] for message in mail.outbox)


def test_another_ones_address_cannot_be_taken_nor_found_out(client: Client) -> None:
    citizen("bob@example.be")
    citizen()
    log_in(client)
    client.get("/compte/verification/")
    client.post("/compte/verification/", {"password": make.PASSWORD})

    pages = []
    for email in ("bob@example.be", "free@example.be"):
        answer = client.post("/compte/adresse/", {"action_add": "1", "email": email})
        pages.append((answer.status_code, answer.headers.get("Location")))
        outbox.drain()
    mail_to_bob = [message for message in mail.outbox if message.to == ["bob@example.be"]]

    assert pages[0] == pages[1]
    assert User.objects.filter(email="bob@example.be").count() == 1
    assert len(mail_to_bob) <= 1


def test_a_role_that_is_withdrawn_is_gone_at_the_next_request(client: Client) -> None:
    user = make.staff(STRATEGY)
    client.force_login(user)
    before = client.get("/admin/").status_code

    user.groups.remove(Group.objects.get(name=STRATEGY))

    assert before == 200
    assert client.get("/admin/").status_code != 200


def test_closing_an_account_ends_its_sessions_at_once(client: Client) -> None:
    citizen()
    log_in(client)

    User.objects.update(is_active=False)

    assert not is_in(client)


def test_logging_out_needs_a_button_and_ends_the_session(client: Client) -> None:
    citizen()
    log_in(client)

    client.get("/compte/deconnexion/")
    still = is_in(client)
    client.post("/compte/deconnexion/")

    assert still
    assert not is_in(client)
    assert not Session.objects.exclude(session_key=client.session.session_key).exists()
    assert "messages" not in client.cookies or not client.cookies["messages"].value


def test_forms_are_guarded_against_other_sites() -> None:
    citizen()
    client = Client(enforce_csrf_checks=True)

    for address in (LOG_IN, BY_CODE, RESET, "/compte/inscription/", "/compte/deconnexion/"):
        assert client.post(address, {}).status_code == 403


# --- Write first, identify after ------------------------------------------------------------------


def request_of(client: Client) -> Any:
    request = RequestFactory().post("/idees/boite/1/proposer/")
    request.session = client.session
    request.user = AnonymousUser()
    return request


def keep(client: Client, name: str = "note-1", **data: str) -> None:
    request = request_of(client)
    intent.keep_intent(request, name, data)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key


def test_what_was_typed_survives_the_log_in_and_is_given_back_once(client: Client) -> None:
    citizen()
    client.get(LOG_IN)
    keep(client, title="Un banc", csrfmiddlewaretoken="secret")

    answer = log_in(client)
    request = request_of(client)

    assert answer.headers["Location"] == "/idees/boite/1/proposer/"
    assert intent.take_intent(request, "note-1") == {"title": "Un banc"}
    assert intent.take_intent(request, "note-1") is None
    assert intent.take_intent(request, "another") is None


def test_what_was_typed_survives_the_sign_up_and_its_confirmation(client: Client) -> None:
    keep(client, title="Un banc")
    client.post(
        "/compte/inscription/",
        {
            "email": "neu@example.be",
            "password1": "",
            "shown_name": "Neu",
            "is_old_enough": "on",
            "accepts_rules": "on",
        },
    )
    address = re.search(r"http://[^/]+(/\S+confirmer/\S+)", last_letter())
    assert address

    answer = client.post(address.group(1))

    assert answer.headers["Location"] == "/idees/boite/1/proposer/"
    assert intent.take_intent(request_of(client), "note-1") == {"title": "Un banc"}


def test_what_was_typed_is_gone_for_the_next_person_at_this_browser(client: Client) -> None:
    citizen()
    citizen("bob@example.be")
    keep(client, title="Un banc")
    log_in(client)
    client.post("/compte/deconnexion/")

    log_in(client, "bob@example.be")

    assert intent.take_intent(request_of(client), "note-1") is None


def test_what_was_typed_is_kept_for_a_day_and_not_longer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(client, title="Un banc")
    request = request_of(client)
    now = time.time()

    assert request.session.get_expiry_age() == timedelta(days=1).total_seconds()
    monkeypatch.setattr("accounts.intent.time.time", lambda: now + 24 * 3600 + 1)
    assert intent.page_to_resume(request) == ""
    assert intent.take_intent(request, "note-1") is None


def test_a_text_too_long_for_the_session_is_refused(client: Client) -> None:
    with pytest.raises(TextTooLong):
        keep(client, title="é" * 20_000)


def test_a_session_keeps_the_last_few_acts(client: Client) -> None:
    for number in range(8):
        keep(client, f"note-{number}", title=str(number))
    request = request_of(client)

    assert len(request.session["intents"]) == intent.MOST_INTENTS
    assert intent.take_intent(request, "note-7") == {"title": "7"}
