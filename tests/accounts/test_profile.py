"""My account: the name that others see, what I follow, what I did, the rules that I accepted."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import outbox, rules
from accounts.models import Person, RulesOfTheGame
from tests import make

pytestmark = pytest.mark.django_db
PROFILE = "/compte/profil/"
RULES = "/regles-du-jeu/"
FIELDS: dict[str, Any] = {"shown_as": "pseudonym", "pseudonym": "Colibri", "language": "fr"}


@pytest.fixture(autouse=True)
def _site() -> None:
    make.home()


@pytest.fixture
def ada() -> Person:
    return make.citizen(rules_accepted=rules.DEFAULT_VERSION, rules_accepted_at=make.NOON)


def logged_in(person: Person) -> Client:
    client = Client()
    assert person.user
    client.force_login(person.user)
    return client


@pytest.mark.parametrize(
    "page",
    [
        "",
        "profil/",
        "contributions/",
        "donnees/",
        "supprimer/",
        "adresse/",
        "mot-de-passe/choisir/",
        "deux-etapes/",
        "deux-etapes/activer/",
        "sessions/",
        "identite/",
        "deconnexion/",
    ],
)
def test_each_page_of_the_account_is_its_owners_and_never_cached(ada: Person, page: str) -> None:
    answer = logged_in(ada).get(f"/compte/{page}")

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().get(f"/compte/{page}").status_code == 302


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "Colibri"),
        ({"shown_as": "initial", "first_name": "Ada", "last_name": "Lovelace"}, "Ada L."),
        ({"shown_as": "full_name", "first_name": "Ada", "last_name": "Lovelace"}, "Ada Lovelace"),
    ],
)
def test_one_chooses_how_one_is_shown(ada: Person, fields: dict[str, str], shown: str) -> None:
    answer = logged_in(ada).post(PROFILE, FIELDS | fields)
    ada.refresh_from_db()

    assert answer.status_code == 302
    assert ada.display_name == shown


def test_a_name_that_is_missing_is_asked_for_and_the_rest_kept(ada: Person) -> None:
    answer = logged_in(ada).post(PROFILE, FIELDS | {"shown_as": "full_name", "first_name": "Zoé"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'href="#id_last_name"' in page
    assert 'value="Zoé"' in page


def test_district_language_and_what_one_follows_are_kept(ada: Person) -> None:
    district, theme = make.district(), make.theme()

    logged_in(ada).post(
        PROFILE,
        FIELDS
        | {
            "district": district.pk,
            "language": "nl",
            "followed_themes": [theme.pk],
            "followed_districts": [district.pk],
        },
    )
    ada.refresh_from_db()

    assert (ada.district, ada.language) == (district, "nl")
    assert list(ada.followed_themes.all()) == [theme]
    assert list(ada.followed_districts.all()) == [district]


def test_saving_the_profile_changes_no_consent_and_no_right(ada: Person) -> None:
    before = (ada.rules_accepted, ada.rules_accepted_at, ada.origin, ada.user_id)

    logged_in(ada).post(
        PROFILE,
        FIELDS | {"rules_accepted": "", "origin": "assisted", "user": "1", "is_staff": "on"},
    )
    ada.refresh_from_db()

    assert (ada.rules_accepted, ada.rules_accepted_at, ada.origin, ada.user_id) == before


@pytest.mark.parametrize("value", ["\x00", "x" * 500, "999999999999999999999", "<svg onload=x>"])
def test_nonsense_is_refused_or_cleaned_and_never_an_error(ada: Person, value: str) -> None:
    for name in ("pseudonym", "district", "language", "shown_as", "followed_themes"):
        answer = logged_in(ada).post(PROFILE, FIELDS | {name: value})
        assert answer.status_code in (302, 422)


def test_my_contributions_are_listed_newest_first_and_only_mine(ada: Person) -> None:
    box = make.idea_box()
    mine = make.idea(box, ada, title="Un banc au soleil")
    make.idea(box, title="Une autre idée")
    client = logged_in(ada)

    page = client.get("/compte/contributions/").content.decode()

    assert "Un banc au soleil" in page
    assert "Une autre idée" not in page
    assert f"/idees/{mine.pk}/" in page


def test_a_long_list_of_contributions_costs_no_more_queries(ada: Person) -> None:
    box, client = make.idea_box(), logged_in(ada)
    make.idea(box, ada)

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            client.get("/compte/contributions/")
        return len(counted)

    queries()
    few = queries()
    for _ in range(40):
        make.idea(box, ada)

    assert queries() <= few + 1  # the pages of the list


def test_the_first_page_says_who_one_is(ada: Person) -> None:
    page = logged_in(ada).get("/compte/").content.decode()

    assert ada.display_name in page
    assert ada.user
    assert ada.user.email in page


def test_a_person_who_never_took_part_has_an_account_too() -> None:
    client = Client()
    client.force_login(make.staff())

    assert client.get("/compte/").status_code == 200


# --- The rules of the game ------------------------------------------------------------------------


def new_rules(version: str = "2027-01") -> RulesOfTheGame:
    return RulesOfTheGame.objects.create(
        version=version, text="Soyez aimables.", text_nl="Wees lief."
    )


def test_a_new_version_of_the_rules_is_to_be_accepted_once(ada: Person) -> None:
    client = logged_in(ada)
    before = rules.must_accept(ada)
    new_rules()
    outbox.drain()  # what was kept is purged
    asked = rules.must_accept(ada)

    answer = client.post(RULES, {"accepts_rules": "on", "next": "/idees/1/"})
    ada.refresh_from_db()

    assert (before, asked, rules.must_accept(ada)) == (False, True, False)
    assert answer.headers["Location"] == "/idees/1/"
    assert ada.rules_accepted == "2027-01"
    assert ada.rules_accepted_at is not None


def test_accepting_again_keeps_the_first_date(ada: Person) -> None:
    logged_in(ada).post(RULES, {"accepts_rules": "on"})
    ada.refresh_from_db()

    assert ada.rules_accepted_at == make.NOON


def test_the_rules_are_accepted_by_a_tick_of_ones_own(ada: Person) -> None:
    new_rules()
    client = logged_in(ada)

    page = client.get(RULES).content.decode()
    answer = client.post(RULES, {})

    assert "checked" not in page
    assert answer.status_code == 422
    assert rules.must_accept(Person.objects.get(pk=ada.pk))


def test_the_rules_lead_to_no_other_site(ada: Person) -> None:
    new_rules()

    answer = logged_in(ada).post(RULES, {"accepts_rules": "on", "next": "https://evil.example/"})

    assert answer.headers["Location"] == "/compte/"


def test_everybody_reads_the_rules_in_their_language(client: Client) -> None:
    default = client.get(RULES).content.decode()
    new_rules()

    assert "13" in default
    assert "Soyez aimables." in client.get(RULES).content.decode()
    assert "Wees lief." in client.get(f"/nl{RULES}").content.decode()
    assert "Soyez aimables." in client.get(f"/en{RULES}").content.decode()
    assert client.post(RULES, {}).headers["Location"].startswith("/compte/connexion/")
