"""One list of every idea: what one finds, in which order, at which cost, and what never leaks."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from modelsearch.backends import get_search_backend
from pytest_django.fixtures import Settings
from wagtail.models import Site

from accounts import outbox
from pages import content_version
from participation.actions.cast_vote import cast_vote
from participation.models import Idea, IdeaBox, IdeaTally
from participation.results.all_ideas import Filters, all_ideas
from tests import make
from tests.editor import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 0
    make.home()


def box(days_left: int = 28, **fields: Any) -> IdeaBox:
    """A call that is open now, and closes in so many days (or closed so many days ago)."""
    now = timezone.now()
    consultation = make.open_consultation(
        opens_at=now - timedelta(days=60), closes_at=now + timedelta(days=days_left)
    )
    return make.idea_box(consultation=consultation, **fields)


def listed(query: str = "", client: Client | None = None) -> list[str]:
    """The titles of the list, as they stand."""
    content_version.purge()
    answer = (client or Client()).get(f"/idees/{query}")
    assert answer.status_code == 200
    return [card.idea.title for card in answer.context["cards"]]


def supported(idea: Idea, points: int) -> Idea:
    IdeaTally.objects.filter(idea=idea).update(points=points, votes_for=points)
    return idea


def at(idea: Idea, days_ago: int) -> Idea:
    Idea.objects.filter(pk=idea.pk).update(published_at=timezone.now() - timedelta(days=days_ago))
    return idea


def indexed(*ideas: Idea) -> None:
    get_search_backend().add_bulk(Idea, list(ideas))


# --- Orders -------------------------------------------------------------------------------------


def test_the_ideas_of_all_boxes_stand_together_newest_first() -> None:
    first, second = box(), box()
    for n, (where, days) in enumerate(((first, 3), (second, 2), (first, 1))):
        at(make.idea(where, title=f"Idée {n}"), days)

    assert listed() == ["Idée 2", "Idée 1", "Idée 0"]


def test_the_most_supported_come_first_over_all_boxes() -> None:
    first, second = box(), box()
    supported(make.idea(first, title="Peu"), 1)
    supported(make.idea(second, title="Beaucoup"), 9)
    supported(make.idea(first, title="Assez"), 5)

    assert listed("?order=supported") == ["Beaucoup", "Assez", "Peu"]


def test_hidden_counts_decide_nothing_and_are_shown_nowhere() -> None:
    secret = box(count_visibility=IdeaBox.Visibility.AFTER_CLOSING)
    at(supported(make.idea(secret, title="Ancienne"), 4321), 3)
    at(make.idea(secret, title="Récente"), 1)
    at(supported(make.idea(box(), title="Visible"), 1), 2)

    html = Client().get("/idees/?order=supported").content.decode()

    assert listed("?order=supported") == ["Visible", "Récente", "Ancienne"]
    assert "4321" not in html
    assert "4 321" not in html


def test_whoever_has_voted_sees_what_opens_after_ones_vote() -> None:
    secret = box(count_visibility=IdeaBox.Visibility.AFTER_VOTE)
    ada = make.citizen()
    many = at(supported(make.idea(secret, title="Beaucoup"), 9), 3)
    at(make.idea(secret, title="Peu"), 1)
    cast_vote(person=ada, idea=many)
    client = signed_in(ada.user)  # type: ignore[arg-type]  # a citizen with an account

    assert listed("?order=supported", client) == ["Beaucoup", "Peu"]
    assert listed("?order=supported") == ["Peu", "Beaucoup"]


def test_the_nearest_closing_comes_first_then_what_never_closes_then_what_is_closed() -> None:
    make.idea(box(-3), title="Close")
    make.idea(box(20), title="Vingt jours")
    make.idea(box(2), title="Deux jours")
    permanent = make.idea_box(consultation=None, use=IdeaBox.Use.PERMANENT, is_shown=True)
    make.idea(permanent, title="Sans fin")

    assert listed("?order=closing") == ["Deux jours", "Vingt jours", "Sans fin", "Close"]


def test_pages_follow_each_other_across_boxes_without_a_gap() -> None:
    boxes = [box(days) for days in (2, 9, 20)]
    for n in range(45):
        make.idea(boxes[n % 3], title=f"Idée {n:02}")

    pages = [listed(f"?order=closing&page={page}") for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45


# --- Filters and search -------------------------------------------------------------------------


def test_filters_narrow_the_list_and_each_other() -> None:
    first, second = box(), box()
    brye = make.district("Brye")
    make.idea(first, title="À Brye", district=brye).themes.add(make.theme())
    make.idea(second, title="Ailleurs").themes.add(make.theme())
    make.idea(first, title="Faite", state=Idea.State.DONE, district=brye)

    assert sorted(listed("?theme=mobilite")) == ["Ailleurs", "À Brye"]
    assert sorted(listed("?section=brye")) == ["Faite", "À Brye"]
    assert listed("?theme=mobilite&section=brye") == ["À Brye"]
    assert listed("?state=done") == ["Faite"]
    assert listed(f"?box={second.pk}") == ["Ailleurs"]
    assert listed("?theme=mobilite&state=done") == []


def test_only_what_some_public_idea_has_can_be_chosen() -> None:
    make.theme("Culture", "culture")
    make.district("Lambusart")
    make.idea(box(), district=make.district("Brye")).themes.add(make.theme())
    make.idea(box(), state=Idea.State.SUBMITTED).themes.add(make.theme("Sport", "sport"))

    html = Client().get("/idees/").content.decode()

    assert 'value="mobilite"' in html
    assert 'value="brye"' in html
    assert 'value="culture"' not in html
    assert 'value="sport"' not in html
    assert 'value="lambusart"' not in html


@pytest.mark.parametrize(
    "query",
    [
        "?order=password",
        "?box=x",
        "?box=999999",
        "?state=draft",
        "?theme=%00",
        "?page=-1",
        "?q=%00",
    ],
)
def test_what_is_not_offered_is_as_if_it_were_not_asked(query: str) -> None:
    make.idea(box(), title="Une idée")

    assert listed(query) == ["Une idée"]


def test_words_find_ideas_by_title_and_text_the_title_first() -> None:
    where = box()
    text = make.idea(where, title="Une rue calme", body="Des vélos, enfin.")
    title = make.idea(where, title="Garer les vélos")
    other = make.idea(where, title="Un banc")
    indexed(text, title, other)

    assert listed("?q=velo") == ["Garer les vélos", "Une rue calme"]
    assert listed("?q=fontaine") == []
    assert listed("?q=velo&order=supported") in (
        ["Garer les vélos", "Une rue calme"],
        ["Une rue calme", "Garer les vélos"],
    )


def test_the_filters_stay_with_the_next_page() -> None:
    where = box()
    for n in range(21):
        make.idea(where, title=f"Idée {n}").themes.add(make.theme())

    html = Client().get(f"/idees/?theme=mobilite&box={where.pk}").content.decode()

    link = re.search(r'href="\?([^"]+page=2)"', html)
    assert link
    assert (
        parse_qs(unescape(link[1])).items()
        >= {"theme": ["mobilite"], "box": [str(where.pk)]}.items()
    )


# --- The index follows ----------------------------------------------------------------------------


def test_an_idea_is_found_once_it_is_published_and_no_longer_when_it_is_hidden() -> None:
    idea = make.idea(box(), title="Une fontaine", state=Idea.State.SUBMITTED)
    outbox.drain()
    waiting = listed("?q=fontaine")
    idea.state = Idea.State.PUBLISHED
    idea.save()
    outbox.drain()
    public = listed("?q=fontaine")
    idea.state = Idea.State.HIDDEN
    idea.save()
    outbox.drain()

    assert (waiting, public, listed("?q=fontaine")) == ([], ["Une fontaine"], [])
    assert not idea.index_entries.exists()


def test_words_that_their_author_took_back_are_in_no_index() -> None:
    idea = make.idea(box(), title="Une fontaine", body="Rue du Secret")
    outbox.drain()
    idea.title, idea.body = "Texte effacé", ""
    idea.save()
    outbox.drain()

    assert listed("?q=secret") == []


# --- Elsewhere on the site ------------------------------------------------------------------------


def test_the_sites_search_and_its_suggestions_offer_ideas() -> None:
    idea = make.idea(box(), title="Une fontaine sur la place")
    indexed(idea)

    found = Client().get("/recherche/?q=fontaine").content.decode()
    suggested = Client().get("/recherche/suggestions/?q=fonta").json()["suggestions"]

    assert f'href="/idees/{idea.pk}/"' in found
    assert suggested == [{"title": "Une fontaine sur la place", "url": f"/idees/{idea.pk}/"}]


def test_the_feed_tells_of_new_ideas_and_of_no_count() -> None:
    secret = box(count_visibility=IdeaBox.Visibility.AFTER_CLOSING)
    supported(make.idea(secret, title="Une fontaine", body="De l’eau."), 4321)

    feed = Client().get("/flux/idees.atom")

    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Une fontaine" in feed.content.decode()
    assert "4321" not in feed.content.decode()


def test_the_sitemap_leads_to_the_list_to_each_box_and_to_each_idea() -> None:
    where = box()
    idea = make.idea(where)
    hidden = make.idea_box(consultation=None)  # no page shows it

    sitemap = Client().get("/sitemap.xml").content.decode()

    for address in ("/idees/", f"/idees/boite/{where.pk}/", f"/idees/{idea.pk}/"):
        assert f"{address}</loc>" in sitemap
    assert f"/idees/boite/{hidden.pk}/" not in sitemap


SURFACES = [
    "/idees/",
    "/idees/?order=supported",
    "/idees/?order=closing",
    "/idees/?q=fontaine",
    "/nl/idees/",
    "/flux/idees.atom",
    "/sitemap.xml",
    "/recherche/?q=fontaine",
    "/recherche/suggestions/?q=font",
]


@pytest.mark.parametrize("state", [s for s in Idea.State if s not in Idea.PUBLIC_STATES])
def test_an_idea_that_is_not_public_is_nowhere(state: str) -> None:
    make.idea(box(), title="Un banc")
    idea = make.idea(box(), title="Une fontaine secrète", state=state)
    indexed(idea)  # even if it had been there

    _is_nowhere(idea)


@pytest.mark.parametrize("hidden", ["draft", "private", "not shown"])
def test_an_idea_of_a_box_that_is_not_public_is_nowhere(hidden: str) -> None:
    where = make.idea_box(consultation=None, is_shown=True) if hidden == "not shown" else box()
    idea = make.idea(where, title="Une fontaine secrète")
    indexed(idea)
    if hidden == "draft":
        IdeaBox.objects.filter(pk=where.pk).update(live=False)
    elif hidden == "private":
        type(where.consultation).objects.update(is_public=False)  # type: ignore[union-attr]
    else:
        IdeaBox.objects.filter(pk=where.pk).update(is_shown=False)

    _is_nowhere(idea)


def test_the_options_of_a_vote_are_no_propositions() -> None:
    vote = make.vote_box(["Une fontaine secrète", "Un banc"], consultation=box().consultation)
    option = vote.ideas.get(title="Une fontaine secrète")
    indexed(option)

    _is_nowhere(option)


def _is_nowhere(idea: Idea) -> None:
    content_version.purge()
    for surface in SURFACES:
        html = Client().get(surface).content.decode()
        assert "secrète" not in html, surface
        assert f"/idees/{idea.pk}/" not in html, surface


# --- Cost -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["newest", "supported", "closing"])
@pytest.mark.parametrize("signs_in", [False, True])
def test_the_list_asks_as_much_for_sixty_ideas_as_for_three(order: str, signs_in: bool) -> None:
    client = signed_in(make.citizen().user) if signs_in else Client()  # type: ignore[arg-type]
    boxes = [box(5, count_visibility="after_vote"), box(5)]
    make.idea(boxes[0]).themes.add(make.theme())
    for _ in range(2):
        make.idea(boxes[1])
    few = _asked(client, order)
    for n in range(57):
        make.idea(boxes[n % 2], district=make.district(f"Section {n % 5}"))

    many = _asked(client, order)

    assert many <= few <= 10


def test_a_page_that_crosses_many_boxes_costs_no_more() -> None:
    for days in range(1, 31):
        make.idea(box(days), title=f"Idée {days:02}")
    titles = listed("?order=closing")

    asked = _asked(Client(), "closing")

    assert titles == [f"Idée {days:02}" for days in range(1, 21)]
    assert asked <= 10


def _asked(client: Client, order: str) -> int:
    content_version.purge()
    client.get(f"/idees/?order={order}")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"/idees/?order={order}&page=1").status_code == 200
    return len(seen)


@pytest.mark.parametrize("order", ["newest", "supported"])
def test_the_database_reads_the_list_from_an_index_and_sorts_nothing(order: str) -> None:
    make.idea(box())
    make.idea(box())

    ideas = all_ideas(Filters(), order=order, at=timezone.now())
    plan = ideas.rows(ideas.segments[0].boxes, order)[:20].explain()

    if connection.vendor == "sqlite":  # PostgreSQL sorts what is as small as this
        assert "TEMP B-TREE" not in plan, plan


def test_the_sitemap_has_one_address_of_the_site_for_pages_and_ideas() -> None:
    make.idea(box())
    Site.objects.update(hostname="participer.example.be", port=443)

    found = re.findall("<loc>([^<]+)", Client().get("/sitemap.xml").content.decode())

    assert {urlsplit(address)[:2] for address in found} == {("https", "participer.example.be")}
    assert any("/idees/" in address for address in found)
