"""The demonstration: one load shared by the tests of this file, rolled back at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.db.models import Q
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, Site

from accounts import clock, mail
from accounts.clock import BRUSSELS
from accounts.groups import GROUPS
from accounts.models import District, User
from pages.demo.accounts import ACCOUNTS, PASSWORD
from pages.demo.build import load
from pages.models import (
    ArticlePage,
    CitySettings,
    ConsultationPage,
    FeedbackReportPage,
    HomePage,
)
from participation.actions.count_sheets import drifted_surveys
from participation.models import Consultation, Idea, IdeaBox, IdeaTally, Survey
from participation.results import figures
from participation.results.survey_results import results_of
from participation.results.votes import options_of

State = Consultation.State


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests nest in this transaction, so that the demonstration is loaded once."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def rendered(loaded: None) -> dict[str, str]:
    """The answer of each public page that answers 200, by its address."""
    with override_settings(PAGE_CACHE_SECONDS=0):  # nothing commits here: nothing would purge it
        answers = {page.get_url(): Client().get(page.get_url()) for page in _public_pages()}
    return {url: a.content.decode() for url, a in answers.items() if a.status_code == 200}


@pytest.fixture
def demo(rendered: dict[str, str], db: None, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 0


def _public_pages() -> list[Page]:
    root = Site.objects.get(is_default_site=True).root_page
    return list(Page.objects.live().public().descendant_of(root, inclusive=True).specific())


def _text(html: str) -> str:
    """What a reader sees of a page, without its tags."""
    main = html[html.index("<main") : html.index("</main>")]
    return unescape(re.sub(r"<[^>]+>", " ", main))


def _count() -> dict[str, int]:
    counted = [Page, Revision, get_image_model(), User, District, Consultation]
    return {model.__name__: model._default_manager.count() for model in counted}


@pytest.mark.usefixtures("demo")
def test_at_least_twenty_five_public_pages_answer(rendered: dict[str, str]) -> None:
    pages = _public_pages()

    silent = [page.get_url() for page in pages if page.get_url() not in rendered]

    assert len(rendered) >= 25
    assert silent == []


@pytest.mark.usefixtures("demo")
def test_every_french_page_answers_in_a_dutch_interface() -> None:
    french = [p for p in _public_pages() if p.locale.language_code == "fr"]
    addresses = [f"/nl{page.get_url()}" for page in french]

    answers = {address: Client().get(address).status_code for address in addresses}

    assert set(answers.values()) == {200}, answers


@pytest.mark.usefixtures("demo")
def test_a_second_run_changes_nothing() -> None:
    before = _count()

    again = load()

    assert (again.pages, again.accounts) == (0, 0)
    assert _count() == before


@pytest.mark.usefixtures("demo")
def test_a_run_after_an_editor_adds_only_what_is_missing() -> None:
    mobility = ConsultationPage.objects.get(slug="quelle-mobilite-a-fleurus")
    mobility.slug, mobility.title = "mobilite", "Un titre de l’éditeur"
    mobility.save_revision().publish()
    ArticlePage.objects.get(slug="revue-de-presse-du-lancement").delete()

    again = load()

    assert again.pages == 1
    assert ArticlePage.objects.filter(slug="revue-de-presse-du-lancement", live=True).exists()
    assert not ConsultationPage.objects.filter(slug="quelle-mobilite-a-fleurus").exists()
    mobility.refresh_from_db()
    assert mobility.title == "Un titre de l’éditeur"


@pytest.mark.usefixtures("demo")
def test_every_state_of_a_consultation_is_shown() -> None:
    at = clock.now()

    states = [page.consultation.state(at) for page in ConsultationPage.objects.live()]

    assert states.count(State.ANSWERED) == 3
    assert states.count(State.AWAITING) == 1
    assert states.count(State.OPEN) == 1
    assert states.count(State.UPCOMING) == 1


@pytest.mark.usefixtures("demo")
def test_one_consultation_waits_for_its_moment_and_two_subjects_are_drafts() -> None:
    market = ConsultationPage.objects.get(slug="quel-marche-de-noel-pour-fleurus")
    drafts = ConsultationPage.objects.filter(slug__startswith="sujet-a-definir")

    due = market.scheduled_revision

    assert due
    assert due.approved_go_live_at == market.consultation.opens_at
    assert due.approved_go_live_at > clock.now() + timedelta(days=7)
    assert not market.consultation.is_public
    assert [(draft.live, draft.scheduled_revision) for draft in drafts] == [(False, None)] * 2
    assert Client().get(market.get_url()).status_code == 404


@pytest.mark.usefixtures("demo")
def test_every_consultation_lasts_four_to_six_weeks() -> None:
    for page in ConsultationPage.objects.all():
        latest = page.get_latest_revision_as_object()

        assert latest.length_warning() == "", page.title


@pytest.mark.usefixtures("demo")
def test_what_was_held_in_2021_is_dated_of_2021() -> None:
    answered = Consultation.objects.exclude(answered_at=None)

    years = set(answered.values_list("first_public_at__year", "answered_at__year"))

    assert years == {(2021, 2021)}
    assert ArticlePage.objects.get(slug="la-plateforme-est-lancee").first_published_at.year == 2020


@pytest.mark.usefixtures("demo")
def test_the_figures_of_the_deck_add_up_to_360(rendered: dict[str, str]) -> None:
    report = FeedbackReportPage.objects.get(consultation=None)

    shown = _text(rendered[report.get_url()])

    assert report.total_contributions() == 360
    assert "360" in shown
    assert "359" in shown


@pytest.mark.usefixtures("demo")
def test_what_an_editor_opens_may_be_published_again() -> None:
    """The texts went past the editor's form: its blocks and fields must accept them."""
    for page in _public_pages():
        page.full_clean()
        for field in page._meta.get_fields():
            value = getattr(page, field.name, None)
            if isinstance(value, StreamValue):
                value.stream_block.clean(value)


@pytest.mark.usefixtures("demo")
def test_every_image_says_what_it_shows(rendered: dict[str, str]) -> None:
    for page in Page.objects.specific():
        if getattr(page, "image_id", None):
            assert page.image_alt.strip(), page.title
    for html in rendered.values():
        assert not [tag for tag in re.findall(r"<img[^>]*>", html) if "alt=" not in tag]


@pytest.mark.usefixtures("demo")
def test_the_words_are_those_of_a_belgian_city(rendered: dict[str, str]) -> None:
    refused = re.compile(
        r"\b(mairies?|maires?|consultations? populaires?|enquêtes? publiques?|quizz|fluicity)\b"
        r"|\w·\w|\d\.\d{3}\b",
        re.IGNORECASE,
    )

    found = {url: refused.search(_text(html)) for url, html in rendered.items()}

    assert {url: match.group() for url, match in found.items() if match} == {}


@pytest.mark.usefixtures("demo")
def test_french_pages_never_break_a_line_before_a_colon() -> None:
    french = [page for page in _public_pages() if page.locale.language_code == "fr"]

    for page in french:
        kept = f"{page.title} {getattr(page, 'lead', '')} {getattr(page, 'body', '')}"
        found = re.search(r".{20} [:;!?»]|« .{20}", kept)
        assert not found, f"{page.title}: {found.group()}"


@pytest.mark.usefixtures("demo")
def test_only_example_addresses_are_shown(rendered: dict[str, str]) -> None:
    shown = " ".join(rendered.values())

    found = set(re.findall(r"[\w.+-]+@[\w.-]+\w", shown))

    assert found
    assert not {address for address in found if not address.endswith("@example.be")}
    staff_and_nobody = Q(email__endswith="@example.be") | Q(email__endswith="@demo.invalid")
    assert not User.objects.exclude(staff_and_nobody).exists()


@pytest.mark.usefixtures("demo")
def test_each_role_has_an_account_that_logs_in() -> None:
    in_groups = set(User.objects.values_list("groups__name", flat=True)) - {None}

    assert in_groups == set(GROUPS)
    for account in ACCOUNTS:
        assert User.objects.get(email=account.email).check_password(PASSWORD)


@pytest.mark.usefixtures("demo")
def test_the_city_is_named_in_its_settings() -> None:
    site = Site.objects.get(is_default_site=True)

    city = CitySettings.for_site(site)

    assert (city.city_name, city.slogan) == ("Fleurus", "Devenez acteur de votre ville")
    assert city.logo
    assert (city.share_image.width, city.share_image.height) == (1200, 630)


@pytest.mark.usefixtures("demo")
def test_home_exists_in_three_languages() -> None:
    homes = HomePage.objects.live().values_list("locale__language_code", flat=True)

    assert sorted(homes) == ["en", "fr", "nl"]


@pytest.mark.usefixtures("demo")
def test_the_paper_form_is_a_sound_document() -> None:
    page = ConsultationPage.objects.get(slug="quelle-mobilite-a-fleurus")
    block = next(block for block in page.body if block.block_type == "documents")

    with block.value["documents"][0].open_file() as file, ZipFile(file) as archive:
        names = archive.namelist()
        content = ElementTree.fromstring(archive.read("content.xml"))

    assert names[0] == "mimetype"
    assert "Quelle mobilité à Fleurus" in "".join(content.itertext())


@pytest.mark.usefixtures("demo")
def test_the_figures_of_the_deck_are_computed() -> None:
    end_of_the_day = datetime(2021, 10, 23, tzinfo=BRUSSELS) - timedelta(seconds=1)

    found = {figure.metric.code: figure.value for figure in figures.figures(end_of_the_day)}

    assert found == {
        "registered": 287,
        "ideas": 37,
        "comments": 56,
        "votes": 165,
        "answers": 102,
    }
    assert figures.contributions(end_of_the_day) == 360


@pytest.mark.usefixtures("demo")
def test_a_call_is_alive_and_ideas_wait_for_a_moderator() -> None:
    calls = [box for box in IdeaBox.objects.all() if box.is_open(clock.now()) and box.consultation]

    assert calls
    assert Idea.objects.filter(box__in=calls, state=Idea.State.PUBLISHED).count() >= 8
    assert Idea.objects.filter(box__in=calls, state=Idea.State.SUBMITTED).count() >= 2
    assert IdeaTally.objects.filter(box__in=calls, votes_for__gt=0).exists()


@pytest.mark.usefixtures("demo")
def test_a_vote_is_alive_with_options_of_the_city_and_chosen_ideas() -> None:
    vote = IdeaBox.objects.get(use=IdeaBox.Use.VOTE)

    options = options_of(vote)

    assert vote.is_open(clock.now())
    assert [option.source_id is None for option in options] == [True] * 3 + [False] * 2
    assert all(option.tally.votes_for for option in options)
    assert "Sécuriser les abords des écoles" in Client().get(_page_of_the_vote()).content.decode()


def _page_of_the_vote() -> str:
    return str(ConsultationPage.objects.get(slug="quelle-mobilite-a-fleurus").get_url())


@pytest.mark.usefixtures("demo")
def test_nobody_can_log_in_as_a_participant_of_the_demo() -> None:
    participants = User.objects.filter(email__endswith="@demo.invalid")

    assert participants.count() == 287
    assert not any(user.has_usable_password() for user in participants)
    assert not any(mail.is_deliverable(user.email) for user in participants)


@pytest.mark.usefixtures("demo")
def test_the_two_surveys_of_2021_have_102_answers_some_on_paper() -> None:
    held = Survey.objects.filter(closes_at=None, consultation__kind="survey", use="survey")
    results = [results_of(survey) for survey in held.order_by("pk")]

    assert sum(result.sheets for result in results) == 102
    assert sum(result.on_paper for result in results) == 23
    assert drifted_surveys() == []


@pytest.mark.usefixtures("demo")
def test_a_survey_a_poll_and_a_quiz_can_be_answered_now() -> None:
    now = clock.now()

    open_now = [survey.use for survey in Survey.objects.order_by("pk") if survey.is_open(now)]

    assert sorted(open_now) == ["poll", "quiz", "survey"]
