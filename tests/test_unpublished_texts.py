"""What is not published is nowhere: a word of its own in each text, looked for at every address.

Every row has one of two numbers, whatever its table: each address is asked for both, so that a
number of one kind is also tried where another kind is expected (ids swapped).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from accounts.groups import ADMINISTRATOR, IMPLEMENTATION, MODERATOR, SERVICE, STRATEGY
from accounts.models import Person
from participation.models import Appeal, Comment, Idea, ModerationAct, Report, Sitting
from tests import editor, make

pytestmark = pytest.mark.django_db
FIRST, SECOND = 7001, 7002
SUPERUSER, CITIZEN, NOBODY = "superuser", "citizen", "nobody"
# What each word is, and who may read it. Its author is asked for apart.
READERS_OF_TEXTS = {MODERATOR, STRATEGY, IMPLEMENTATION, SUPERUSER}
MODERATORS = {MODERATOR, SUPERUSER}
MAY_READ: dict[str, set[str]] = {
    "brouillonabra": set(),  # a draft: nobody but its author
    "soumisbrac": READERS_OF_TEXTS,
    "masquedabra": READERS_OF_TEXTS,
    "refuselibra": READERS_OF_TEXTS,
    "attendcabra": READERS_OF_TEXTS,
    "photozebra": READERS_OF_TEXTS,
    "signalealgebra": MODERATORS,
    "recourscobra": MODERATORS,
    "motifumbra": READERS_OF_TEXTS,  # in the history that the lists show
    "courrielvertebra": {ADMINISTRATOR, SUPERUSER},
    "lieuguichetabra": {STRATEGY, IMPLEMENTATION, SUPERUSER},
}
ROLES = [NOBODY, CITIZEN, SERVICE, MODERATOR, STRATEGY, ADMINISTRATOR]
OURS = re.compile(
    r"participation|snippets/|moderation/|imports/|reports/|searchpicker|users/|counter/"
)
NOT_ASKED = re.compile(r"logout|deconnexion|failwhale|sprite|jsi18n|readyz")


@pytest.fixture(autouse=True)
def _cheap(settings: Any, tmp_path: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STAFF_SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author() -> Person:
    """Somebody with one text in every state that the public may not read."""
    make.home()
    ada = make.citizen(pk=FIRST, email="courrielvertebra@example.be", pseudonym="Ada")
    box = make.idea_box()
    make.idea(box, ada, pk=FIRST, title="brouillonabra", body="brouillonabra", state="draft")
    waiting = make.idea(
        box, ada, pk=SECOND, title="soumisbrac", body="soumisbrac", state="submitted"
    )
    picture = BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    waiting.image_alt = "photozebra"
    waiting.image.save("photozebra.png", ContentFile(picture.getvalue()))
    make.idea(box, ada, pk=FIRST + 10, title="refuselibra", state="refused")
    public = make.idea(box, pk=SECOND + 10, title="Un banc public")
    for pk, state, word in (
        (FIRST, "hidden", "masquedabra"),
        (SECOND, "submitted", "attendcabra"),
    ):
        Comment.objects.create(
            pk=pk,
            idea=public,
            person=ada,
            author_name="Ada",
            body=word,
            state=state,
            created_at=make.NOON,
        )
    act = ModerationAct.objects.create(
        pk=FIRST,
        comment_id=FIRST,
        act=ModerationAct.Act.HIDE,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="motifumbra",
        state_before="published",
        done_at=make.NOON,
    )
    Appeal.objects.create(
        pk=FIRST, act=act, text="recourscobra", created_at=make.NOON, due_on=make.NOON.date()
    )
    Report.objects.create(
        pk=FIRST,
        person=make.citizen(),
        idea=public,
        reason="signalealgebra",
        created_at=make.NOON,
    )
    helped = Person.objects.create(origin="assisted", pseudonym="Lucienne", created_at=make.NOON)
    Sitting.objects.create(
        pk=FIRST,
        person=helped,
        agent=make.agent(),
        channel="counter",
        place="lieuguichetabra",
        consent_version="2026-11",
        token=uuid4(),
        opened_at=make.NOON,
        ends_at=make.NOON,
    )
    return ada


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
            text = re.sub(r"<spreadsheet_kind:\w+>", "csv", text)
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


def seen_by(client: Client) -> dict[str, set[str]]:
    """By each secret word, the addresses that showed it."""
    found: dict[str, set[str]] = {word: set() for word in MAY_READ}
    asked = dict.fromkeys([*addresses(), *more_addresses()])
    assert len(asked) > 150
    for address in asked:
        answer: Any = client.get(address)
        assert answer.status_code < 500, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        shown = body.decode(errors="replace") + str(answer.headers)
        for word in found:
            if word in shown.replace(f"q={word}", "").replace(f'value="{word}"', ""):
                found[word].add(address)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_what_it_may_and_no_word_more(role: str, author: Person) -> None:
    found = seen_by(browser(role))

    leaks = {w: sorted(a) for w, a in found.items() if a and role not in MAY_READ[w]}
    assert leaks == {}


def test_the_search_for_words_finds_them_where_they_may_be(author: Person) -> None:
    """The control: the crawl is able to see each of them."""
    found = seen_by(browser(SUPERUSER))

    assert {w for w, a in found.items() if not a} == {"brouillonabra"}


def test_its_author_reads_their_own_draft(author: Person) -> None:
    assert author.user
    client = editor.signed_in(author.user)

    assert "brouillonabra" in client.get(f"/idees/{FIRST}/").content.decode()
    assert "recourscobra" in client.get(f"/moderation/{FIRST}/recours/").content.decode()
