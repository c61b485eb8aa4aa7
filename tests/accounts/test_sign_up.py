"""Signing up: short, by e-mail, and the same for an address that we know and one that we do not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import outbox
from accounts.actions.purge_unconfirmed import purge_unconfirmed
from accounts.models import OutboxMessage, Person, SignUp, User
from tests import make

pytestmark = pytest.mark.django_db
SIGN_UP = "/compte/inscription/"
FIELDS = {
    "email": "ada@example.be",
    "password1": make.PASSWORD,
    "shown_name": "Ada de Brye",
    "is_old_enough": "on",
    "accepts_rules": "on",
}


@pytest.fixture(autouse=True)
def _site() -> None:
    make.home()


def letters() -> list[str]:
    """The mails that went out, as texts, newest last."""
    outbox.drain()
    return [f"{message.subject}\n{message.body}" for message in mail.outbox]


def link(letter: str) -> str:
    found = re.search(r"http://[^/]+(/\S+)", letter)
    assert found, letter
    return found.group(1)


def sign_up(client: Client, **fields: str) -> str:
    """Sign up and return the address of the link that came by mail."""
    client.post(SIGN_UP, FIELDS | fields)
    return link(letters()[-1])


def test_the_form_is_short_and_nothing_is_ticked(client: Client) -> None:
    page = client.get(SIGN_UP).content.decode()
    form = page[page.index('action="/compte/inscription/"') :]

    assert form.count("<input") == 6  # the token, e-mail, password, name, and two ticks
    assert "checked" not in form
    assert "no-store" in client.get(SIGN_UP)["Cache-Control"]


def test_a_link_is_sent_and_confirms_only_when_its_button_is_pressed(client: Client) -> None:
    answer = client.post(SIGN_UP, FIELDS)
    address = link(letters()[-1])

    assert answer.headers["Location"] == "/compte/adresse/a-confirmer/"
    for method in (client.get, client.head, Client().get):
        assert method(address).status_code == 200
    assert not EmailAddress.objects.get().verified
    assert not Person.objects.exists()

    client.post(address)
    user = User.objects.get()

    assert user.address_confirmed_at is not None
    assert user.has_confirmed_address
    assert EmailAddress.objects.get().verified


def test_confirming_makes_the_participant_with_their_name_and_consent(client: Client) -> None:
    client.post(sign_up(client))
    person = Person.objects.get()

    assert person.display_name == "Ada de Brye"
    assert person.rules_accepted
    assert person.rules_accepted_at is not None
    assert person.origin == Person.Origin.ACCOUNT
    assert not SignUp.objects.exists()


def test_the_browser_that_signed_up_is_logged_in_by_the_confirmation(client: Client) -> None:
    address = sign_up(client)
    before = client.session.session_key

    answer = client.post(address)

    assert answer.headers["Location"] == "/compte/"
    assert client.get("/compte/").status_code == 200
    assert client.session.session_key != before


def test_another_browser_confirms_without_being_logged_in(client: Client) -> None:
    address, telephone = sign_up(client), Client()

    answer = telephone.post(address)

    assert answer.headers["Location"] == "/compte/connexion/"
    assert telephone.get("/compte/").status_code == 302
    assert User.objects.get().has_confirmed_address


def test_a_link_works_once(client: Client) -> None:
    address = sign_up(client)
    client.post(address)

    again = Client().post(address)

    assert again.status_code == 404
    assert Client().get(address).status_code == 200  # says kindly that it was used


def test_a_changed_link_confirms_nothing(client: Client) -> None:
    address = sign_up(client)
    key = address.split("/")[-2]

    for place in range(0, len(key), 7):
        other = "a" if key[place] != "a" else "b"
        changed = address.replace(key, key[:place] + other + key[place + 1 :])
        assert Client().post(changed).status_code == 404

    assert not EmailAddress.objects.get().verified


def test_a_known_address_cannot_be_told_from_an_unknown_one() -> None:
    make.citizen(email="ada@example.be")

    pages = []
    for address in ("ada@example.be", "new@example.be"):
        client = Client()
        answer = client.post(SIGN_UP, FIELDS | {"email": address})
        page = client.get(answer.headers["Location"])
        pages.append(
            (answer.status_code, answer.headers["Location"], page.status_code, page.content)
        )

    assert pages[0] == pages[1]


def test_the_owner_of_a_known_address_is_told(client: Client) -> None:
    make.citizen(email="ada@example.be")

    client.post(SIGN_UP, FIELDS)

    (letter,) = letters()
    assert "Vous avez déjà un compte" in letter or "You already have an account" in letter
    assert "/compte/adresse/confirmer/" not in letter
    assert User.objects.count() == 1


def test_capitals_and_spaces_make_no_second_account(client: Client) -> None:
    client.post(SIGN_UP, FIELDS)
    Client().post(SIGN_UP, FIELDS | {"email": " ADA@Example.be "})

    assert User.objects.count() == 1


@pytest.mark.parametrize("missing", ["email", "shown_name", "is_old_enough", "accepts_rules"])
def test_what_is_missing_is_named_and_the_rest_kept(client: Client, missing: str) -> None:
    fields = {name: value for name, value in FIELDS.items() if name != missing}

    page = client.post(SIGN_UP, fields).content.decode()

    assert f'href="#id_{missing}"' in page
    assert re.search(rf'name="{missing}"[^>]*aria-invalid="true"', page)
    assert re.search(rf'name="{missing}"[^>]*aria-describedby="[^"]*id_{missing}_error', page)
    assert missing == "shown_name" or "Ada de Brye" in page
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["short", "123456789012", "ada@example.be"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    page = client.post(SIGN_UP, FIELDS | {"password1": password}).content.decode()

    assert 'href="#id_password1"' in page
    assert not User.objects.exists()


def test_one_may_sign_up_without_a_password(client: Client) -> None:
    client.post(sign_up(client, password1=""))

    assert not User.objects.get().has_usable_password()
    assert client.get("/compte/").status_code == 200


def test_names_play_no_tricks_of_direction(client: Client) -> None:
    client.post(sign_up(client, shown_name="Ada\u202e\u0007 <b>x</b>"))

    page = client.get("/compte/").content.decode()

    assert Person.objects.get().pseudonym == "Ada <b>x</b>"
    assert "<b>x</b>" not in page


def test_extra_fields_give_no_rights(client: Client) -> None:
    client.post(sign_up(client, is_staff="on", is_superuser="on", groups="1", user="1"))

    user = User.objects.get()

    assert not user.is_staff
    assert not user.is_superuser
    assert not user.groups.exists()


def test_one_address_is_not_bombed_with_mails() -> None:
    for _ in range(4):
        Client().post(SIGN_UP, FIELDS)

    assert len(letters()) == 1


def test_a_mail_that_was_sent_leaves_no_link_in_the_database(client: Client) -> None:
    sign_up(client)

    assert not OutboxMessage.objects.filter(kind="account-mail").exclude(payload={}).exists()


def test_unconfirmed_accounts_go_after_a_week(client: Client) -> None:
    client.post(SIGN_UP, FIELDS)
    client.post(SIGN_UP, FIELDS | {"email": "late@example.be"})
    User.objects.filter(email="late@example.be").update(date_joined=make.NOON)
    staff, citizen = make.staff(address_confirmed_at=None), make.citizen()
    User.objects.exclude(email__in=("ada@example.be", "late@example.be")).update(
        date_joined=make.NOON
    )
    joined = User.objects.get(email="ada@example.be").date_joined

    assert purge_unconfirmed(at=min(joined, timezone.now()) + timedelta(days=6)) == 1
    assert set(User.objects.values_list("email", flat=True)) == {
        "ada@example.be",
        staff.email,
        citizen.user.email if citizen.user else "",
    }
    assert purge_unconfirmed(at=joined + timedelta(days=8)) == 1


def test_an_address_may_be_used_again_after_the_purge(client: Client) -> None:
    client.post(SIGN_UP, FIELDS)
    User.objects.all().delete()

    assert not EmailAddress.objects.exists()
    assert not SignUp.objects.exists()


def test_every_language_has_its_sign_up(client: Client) -> None:
    for prefix, language in (("", "fr"), ("/nl", "nl"), ("/en", "en")):
        page = client.get(f"{prefix}{SIGN_UP}")
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()
        assert f'action="{prefix}{SIGN_UP}"' in page.content.decode()
