"""Signed in, the home shows what is new in what one follows; nobody else sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import District, Person
from pages.results.news import news_for
from tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def ada() -> Person:
    make.home()
    return make.citizen()


def home_of(person: Person) -> str:
    client = Client()
    assert person.user
    client.force_login(person.user)
    return client.get("/").content.decode()


def test_new_ideas_of_a_followed_section_and_theme_are_shown(ada: Person) -> None:
    brye = District.objects.create(name="Brye", slug="brye")
    ada.followed_districts.add(brye)
    ada.followed_themes.add(make.theme())
    here = make.idea(title="À Brye", district=brye, published_at=NOW)
    about = make.idea(title="Sur le thème", published_at=NOW)
    about.themes.add(make.theme())
    make.idea(title="Ailleurs", published_at=NOW)
    make.idea(title="Il y a longtemps", district=brye, published_at=NOW - timedelta(days=40))
    make.idea(person=ada, title="La mienne", district=brye, published_at=NOW)

    html = home_of(ada)

    assert here.title in html
    assert about.title in html
    for title in ("Ailleurs", "Il y a longtemps", "La mienne"):
        assert title not in html


def test_whoever_follows_nothing_is_told_how(ada: Person) -> None:
    assert "/compte/profil/" in home_of(ada)


def test_an_anonymous_home_says_nothing_of_it(ada: Person) -> None:
    ada.followed_themes.add(make.theme())

    assert "for-me" not in Client().get("/").content.decode()


def test_it_costs_the_same_for_one_and_for_twenty(
    ada: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ada.followed_themes.add(make.theme())
    for _ in range(20):
        make.idea(published_at=NOW).themes.add(make.theme())

    with django_assert_max_num_queries(6):
        assert len(news_for(ada, NOW).ideas) == 6
