"""Logging in through an identity provider: linked by its number for the person, by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import settings
from django.core import mail
from django.test import Client, override_settings

from accounts import outbox
from accounts.models import Person, User
from tests import make
from tests.accounts import identity_provider
from tests.accounts.identity_provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db
LOG_IN = "/compte/identite/oidc/"
JOIN = "/compte/identite/inscription/"
FIELDS = {
    "email": "ada@example.be",
    "shown_name": "Ada",
    "is_old_enough": "on",
    "accepts_rules": "on",
}


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    provider = identity_provider.start()
    yield provider
    provider.server.shutdown()
    provider.server.server_close()


@pytest.fixture
def provider(running: Provider) -> Iterator[Provider]:
    make.home()
    running.claims, running.userinfo = {}, {}
    running.signs_with_another_key, running.tokens_given = False, 0
    app = {
        "provider_id": "oidc",
        "name": "Identité",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": running.issuer},
    }
    providers = {
        "openid_connect": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": [app]}
    }
    with override_settings(SOCIALACCOUNT_PROVIDERS=providers, OIDC_ISSUER=running.issuer):
        yield running


def go(client: Client, provider: Provider, query: str = "?process=login") -> Any:
    """Leave for the provider, agree there, and come back."""
    left = client.post(f"{LOG_IN}{query}")
    return client.get(provider.authorize(left.headers["Location"]))


def join(client: Client, provider: Provider, **fields: str) -> None:
    go(client, provider)
    client.post(JOIN, FIELDS | fields)


def is_in(client: Client) -> bool:
    return client.get("/compte/").status_code == 200


def confirm(client: Client) -> None:
    outbox.drain()
    found = re.search(r"http://[^/]+(/\S+confirmer/\S+)", str(mail.outbox[-1].body))
    assert found
    client.post(found.group(1))


def test_one_leaves_with_a_state_a_nonce_and_a_challenge(
    client: Client, provider: Provider
) -> None:
    asked = client.get(LOG_IN)
    left = client.post(f"{LOG_IN}?process=login&scope=admin&auth_params=prompt%3Dnone")
    provider.authorize(left.headers["Location"])

    assert asked.status_code == 200  # a link from elsewhere only asks
    assert provider.asked["code_challenge_method"] == "S256"
    assert len(provider.asked["state"]) >= 16
    assert len(provider.asked["nonce"]) >= 24
    assert set(provider.asked["scope"].split()) == {"openid", "profile", "email"}
    assert "prompt" not in provider.asked


def test_the_first_time_one_signs_up_and_confirms_ones_address(
    client: Client, provider: Provider
) -> None:
    answer = go(client, provider)
    form = client.get(JOIN).content.decode()
    client.post(JOIN, FIELDS)
    before = Person.objects.exists()

    confirm(client)

    assert answer.headers["Location"] == JOIN
    assert "checked" not in form
    assert not before
    assert Person.objects.get().display_name == "Ada"
    assert SocialAccount.objects.get().uid == "person-1"
    assert is_in(client)


def test_an_address_that_the_provider_vouches_for_needs_no_mail(
    client: Client, provider: Provider
) -> None:
    provider.userinfo = {"email": "ada@example.be", "email_verified": True}

    join(client, provider)

    assert is_in(client)
    assert User.objects.get().has_confirmed_address
    assert Person.objects.get().rules_accepted


def test_the_next_time_one_is_recognised_by_the_providers_number(
    client: Client, provider: Provider
) -> None:
    provider.userinfo = {"email": "ada@example.be", "email_verified": True}
    join(client, provider)
    provider.userinfo = {"email": "changed@example.be", "email_verified": True}
    later = Client()

    go(later, provider)

    assert is_in(later)
    assert User.objects.count() == 1
    assert User.objects.get().email == "ada@example.be"


def test_the_same_address_at_the_provider_opens_nobodys_account(
    client: Client, provider: Provider
) -> None:
    make.citizen(email="ada@example.be")
    provider.userinfo = {"email": "ada@example.be", "email_verified": True}

    join(client, provider)
    outbox.drain()

    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert [message.to for message in mail.outbox] == [["ada@example.be"]]


def test_nothing_but_the_providers_number_is_kept(client: Client, provider: Provider) -> None:
    provider.userinfo = {
        "email": "ada@example.be",
        "email_verified": True,
        "given_name": "Zorglub",
        "family_name": "Zorglub",
        "egovNRN": "85073003328",
        "birthdate": "1985-07-30",
    }
    join(client, provider)
    go(Client(), provider)

    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()
    assert (User.objects.get().first_name, User.objects.get().last_name) == ("", "")
    assert "85073003328" not in str(list(SocialAccount.objects.values()))


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"nonce": ""},
        {"aud": "another-site"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"sub": "person-2"},  # the userinfo speaks of person-1
    ],
)
def test_an_identity_token_made_for_another_purpose_is_refused(
    client: Client, provider: Provider, lie: dict[str, object]
) -> None:
    provider.claims = lie

    answer = go(client, provider)

    assert provider.tokens_given == 1
    assert answer.status_code == 401  # with a page that says so
    assert not is_in(client)
    assert client.get(JOIN).status_code == 302


def test_a_token_that_somebody_else_signed_is_refused(client: Client, provider: Provider) -> None:
    provider.signs_with_another_key = True

    go(client, provider)

    assert provider.tokens_given == 1
    assert client.get(JOIN).status_code == 302


def test_one_does_not_come_back_in_another_browser(client: Client, provider: Provider) -> None:
    left = client.post(f"{LOG_IN}?process=login")
    address = provider.authorize(left.headers["Location"])
    victim = Client()

    answer = victim.get(address)

    assert answer.status_code == 401
    assert provider.tokens_given == 0
    assert victim.get(JOIN).status_code == 302


def test_one_comes_back_once(client: Client, provider: Provider) -> None:
    left = client.post(f"{LOG_IN}?process=login")
    address = provider.authorize(left.headers["Location"])
    client.get(address)

    client.get(address)

    assert provider.tokens_given == 1


def test_the_way_back_leads_to_no_other_site(client: Client, provider: Provider) -> None:
    provider.userinfo = {"email": "ada@example.be", "email_verified": True}
    join(client, provider)
    other = Client()

    evil = go(other, provider, "?process=login&next=https://evil.example/")
    good = go(Client(), provider, "?process=login&next=/recherche/")

    assert evil.headers["Location"] == "/compte/"
    assert good.headers["Location"] == "/recherche/"


def test_a_person_who_stops_or_a_provider_that_fails_is_told_kindly(
    client: Client, provider: Provider
) -> None:
    left = client.post(f"{LOG_IN}?process=login")
    provider.authorize(left.headers["Location"])
    state = provider.asked["state"]

    stopped = client.get(f"{LOG_IN}retour/?error=access_denied&state={state}", follow=True)
    nonsense = client.get(f"{LOG_IN}retour/?code=x&state=y")
    unknown = client.get("/compte/identite/nobody/")

    assert (stopped.status_code, nonsense.status_code) == (200, 401)
    assert unknown.status_code == 404


def test_a_logged_in_person_links_and_unlinks_an_identity(
    client: Client, provider: Provider
) -> None:
    person = make.citizen()
    assert person.user
    EmailAddress.objects.create(user=person.user, email=person.user.email, verified=True)
    client.force_login(person.user)

    go(client, provider, "?process=connect")
    linked = SocialAccount.objects.get()
    page = client.get("/compte/identite/")

    assert linked.user == person.user
    assert page.status_code == 200
    assert f'value="{linked.pk}"' in page.content.decode()


def test_without_a_provider_no_button_is_shown(client: Client) -> None:
    make.home()

    page = client.get("/compte/connexion/").content.decode()

    assert "/compte/identite/" not in page
    assert client.get(LOG_IN).status_code == 404


def test_a_provider_that_is_away_is_no_fault_of_ours(client: Client, provider: Provider) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app = app | {"settings": {"server_url": "http://127.0.0.1:1"}}
    away = {"openid_connect": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": [app]}}

    with override_settings(SOCIALACCOUNT_PROVIDERS=away):
        answer = client.post(f"{LOG_IN}?process=login")

    assert answer.status_code == 503
    assert 'href="/compte/connexion/"' in answer.content.decode()
