"""What is not published is nowhere: a word of its own in each text, looked for at every address.

Every row has one of two numbers, whatever its table: each address is asked for both, so that a
number of one kind is also tried where another kind is expected (ids swapped).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from accounts.models import Person
from participation.models import Comment, Idea
from participation.pictures import picture_url
from tests import canaries, editor, make
from tests.canaries import CANARIES, CITIZEN, EXEMPT, FIRST, NOBODY, ROLES, SECOND, SUPERUSER

pytestmark = pytest.mark.django_db
OURS = re.compile(
    r"participation|snippets/|moderation/|imports/|surveys/|reports/|searchpicker|users/|accounts/"
    r"|parvis_|counter/|calendar/"
)
NOT_ASKED = re.compile(r"logout|deconnexion|failwhale|sprite|jsi18n|readyz")


@pytest.fixture(autouse=True)
def _cheap(settings: Any, tmp_path: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STAFF_SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author() -> Person:
    """Somebody who wrote something everywhere (tests/canaries.py)."""
    return canaries.plant()


def browser(role: str) -> Client:
    if role == NOBODY:
        return Client()
    if role == CITIZEN:
        user = make.citizen().user
        assert user
        return editor.signed_in(user)
    return editor.signed_in(make.superuser() if role == SUPERUSER else make.staff(role))


# --- Every address ------------------------------------------------------------------------------


def addresses(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every address of ours and of the admin's lists and forms, with both numbers filled in."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern).replace("^", "").replace("$", "")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and _is_asked(route):
            yield from _filled(route)


def _is_asked(route: str) -> bool:
    if NOT_ASKED.search(route):
        return False
    return not route.startswith("admin/") or OURS.search(route) is not None


def _filled(route: str) -> Iterator[str]:
    for kind in ("idea", "comment") if "text_kind" in route else ("",):
        for number in (FIRST, SECOND):
            text = re.sub(r"<text_kind:\w+>", kind, route)
            text = re.sub(r"\(\?P<\w+>[^)]*\)\??", str(number), text)
            text = re.sub(r"<(spreadsheet|results)_kind:\w+>", "csv", text)
            yield "/" + re.sub(r"<[^>]+>", str(number), text).replace("\\", "")


def more_addresses() -> Iterator[str]:
    """What takes its number, its words or its kind of file behind a question mark."""
    chosen = f"?id={FIRST}&id={SECOND}"
    for model in (Idea, Comment):
        name = model._meta.model_name
        for action in bulk_action_registry.get_bulk_actions_for_model("participation", name):
            yield f"/admin/bulk/participation/{name}/{action.action_type}/{chosen}"
        yield f"/admin/snippets/participation/{name}/?export=csv"
        yield f"/admin/snippets/participation/{name}/?q=abra"
        yield f"/admin/snippets/choose/participation/{name}/results/?q=abra"
    for name in ("vote", "report", "moderationact", "appeal"):
        yield f"/admin/participation/{name}/?export=csv"
    yield "/admin/accounts/outboxmessage/?export=csv"
    for number in (FIRST, SECOND):
        yield f"/commentaires/{number}/signaler/"
        yield f"/idees/{SECOND + 10}/commenter/?answer_to={number}"
    yield "/recherche/?q=soumisbra"  # the page repeats the question
    yield f"/idees/{SECOND + 10}/"
    yield f"/idees/{FIRST + 10}/"
    for address in ("idees/", f"idees/boite/{FIRST}/", f"idees/boite/{SECOND}/"):
        yield f"/nl/{address}"
    for option in Idea.objects.filter(box=SECOND):
        yield f"/nl/idees/{option.pk}/"
        yield f"/idees/{option.pk}/"
        yield f"/admin/moderation/idea/{option.pk}/"
        yield f"/admin/snippets/participation/idea/inspect/{option.pk}/"
    for number in (FIRST, SECOND):
        yield f"/admin/surveys/{number}/paper/?copies=1&first=1"
        yield f"/enquetes/{number}/repondre/?page=1"
        yield f"/nl/enquetes/{number}/"
        yield f"/nl/enquetes/{number}/repondre/"
        yield f"/admin/surveys/{number}/words/nl/"
    yield picture_url(Idea.objects.get(pk=SECOND))


def seen_by(client: Client) -> dict[str, set[str]]:
    """By each secret word, the addresses that showed it."""
    found: dict[str, set[str]] = {word: set() for word in CANARIES}
    asked = dict.fromkeys([*addresses(), *more_addresses()])
    assert len(asked) > 150
    for address in asked:
        answer: Any = client.get(address)
        assert answer.status_code < 500, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        shown = body.decode(errors="replace") + str(answer.headers)
        for word in found:
            if word in shown:  # what is searched for is never a whole word of these
                found[word].add(address)
    return found


def _crawled(role: str) -> Any:
    """In a hurry the public and a moderator are enough: staff read many more pages."""
    hurried = ("nobody", "citizen", "moderator")
    return role if role in hurried else pytest.param(role, marks=pytest.mark.slow)


@pytest.mark.parametrize("role", [_crawled(role) for role in ROLES])
def test_each_role_reads_what_it_may_and_no_word_more(role: str, author: Person) -> None:
    found = seen_by(browser(role))

    leaks = {w: sorted(a) for w, a in found.items() if a and role not in CANARIES[w].readers}
    assert leaks == {}


def test_the_search_for_words_finds_them_where_they_may_be(author: Person) -> None:
    """The control: the crawl is able to see each of them."""
    found = seen_by(browser(SUPERUSER))

    unseen = {word for word, addresses in found.items() if not addresses}
    assert unseen == {word for word, canary in CANARIES.items() if not canary.readers}


def test_its_author_reads_their_own_draft(author: Person) -> None:
    assert author.user
    client = editor.signed_in(author.user)

    assert "brouillonabra" in client.get(f"/idees/{FIRST}/").content.decode()
    assert "recourscobra" in client.get(f"/moderation/{FIRST}/recours/").content.decode()


# --- The guard ----------------------------------------------------------------------------------


def test_each_word_stands_in_the_columns_that_it_names(author: Person) -> None:
    columns = canaries.fields_of_text()

    missing = [
        (word, name)
        for word, canary in CANARIES.items()
        for name in canary.fields
        if not canaries.holds(columns[name], name.partition(".")[2], word)
    ]
    assert missing == []


def test_each_column_that_may_hold_a_persons_words_is_in_the_crawl() -> None:
    """A new field of text fails here until tests/canaries.py has a word for it, or says why not."""
    crawled = {name for canary in CANARIES.values() for name in canary.fields}

    assert [
        name
        for name in canaries.fields_of_text()
        if name not in crawled and not canaries.is_exempt(name)
    ] == []


def test_no_exemption_is_left_over() -> None:
    names = set(canaries.fields_of_text())
    tables = {f"{name.partition('.')[0]}." for name in names}

    assert [name for name in EXEMPT if name not in names | tables] == []


def test_no_word_is_part_of_another() -> None:
    assert [(a, b) for a in CANARIES for b in CANARIES if a != b and a in b] == []
