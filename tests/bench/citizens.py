"""What citizens have left in the measured site: a thousand ideas, ten thousand, and their votes.

Volumes: docs/performance.md. 2,000 people; in each of two calls 5 comments and 20 votes an idea;
one idea with 50 comments and one with 500.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore

from accounts import clock, rules, words
from accounts.models import District, Person, User
from participation.actions.count_ideas import count_changed_ideas
from participation.models import Comment, Idea, IdeaBox, IdeaTally, IdeaToCount, Vote
from tests import make

PEOPLE = 2_000
COMMENTS, VOTES = 5, 20
BATCH = 2_000
TITLES = ("Des bancs à l’ombre", "Un trottoir large", "Une rue scolaire", "Un verger", "Un abri")


def fill(body: str) -> dict[str, Any]:
    """Make them; return the addresses and the sessions that the measurements need."""
    people = _people()
    few, many = _call(1_000, people, body), _call(10_000, people, body)
    talked = list(Idea.objects.filter(box=few).order_by("pk")[:2])
    for idea, wanted in zip(talked, (50, 500), strict=True):
        _comment([idea] * (wanted - COMMENTS), people, body)
        IdeaToCount.objects.create(idea_id=idea.pk)
    count_changed_ideas()
    return {
        "few": few.pk,
        "many": many.pk,
        "page": _page_of(few),
        "fifty": talked[0].pk,
        "five_hundred": talked[1].pk,
        "first_idea": talked[1].pk + 1,
        "sessions": [_session(person) for person in people],
    }


def _people() -> list[Person]:
    now = clock.now()
    users = User.objects.bulk_create(
        User(email=f"c{n}@example.be", password=make_password(None), address_confirmed_at=now)
        for n in range(PEOPLE)
    )
    return Person.objects.bulk_create(
        Person(
            user=user,
            origin=Person.Origin.ACCOUNT,
            pseudonym=f"Citoyenne {n}",
            created_at=now,
            rules_accepted=rules.DEFAULT_VERSION,
        )
        for n, user in enumerate(users)
    )


def _call(many: int, people: list[Person], body: str) -> IdeaBox:
    now = clock.now()
    page = make.consultation_page(
        opens_at=now - timedelta(days=7), closes_at=now + timedelta(days=28)
    )
    box = make.idea_box(consultation=page.consultation)
    page.body = [("idea_box", {"box": box, "order": "newest", "number": 20})]
    page.save_revision().publish()
    districts = [make.district(), None, None]
    ideas = Idea.objects.bulk_create(
        [_idea(n, box, people[n % PEOPLE], districts[n % 3], body) for n in range(many)], BATCH
    )
    IdeaTally.objects.bulk_create(
        [IdeaTally(idea=idea, box=box, counted_at=now) for idea in ideas], BATCH
    )
    _comment(ideas * COMMENTS, people, body)
    Vote.objects.bulk_create(
        [
            Vote(person=people[(n + step) % PEOPLE], idea=idea, box=box, choice="for", cast_at=now)
            for n, idea in enumerate(ideas)
            for step in range(n % (2 * VOTES))  # 20 an idea on average: some have none, some 39
        ],
        BATCH,
    )
    IdeaToCount.objects.bulk_create([IdeaToCount(idea_id=idea.pk) for idea in ideas], BATCH)
    return box


def _idea(number: int, box: IdeaBox, person: Person, district: District | None, body: str) -> Idea:
    at = clock_at(number)
    title = f"{TITLES[number % len(TITLES)]} ({number})"
    return Idea(
        box=box,
        person=person,
        author_name=person.display_name,
        title=title,
        title_words=f" {words.normalise(title)} ",
        body=body,
        district=district,
        state=Idea.State.PUBLISHED,
        created_at=at,
        submitted_at=at,
        published_at=at,
    )


def _comment(ideas: list[Idea], people: list[Person], body: str) -> None:
    Comment.objects.bulk_create(
        [
            Comment(
                idea=idea,
                person=people[n % PEOPLE],
                author_name=people[n % PEOPLE].display_name,
                body=body[:200],
                created_at=clock_at(n),
            )
            for n, idea in enumerate(ideas)
        ],
        BATCH,
    )


def clock_at(number: int) -> Any:
    return make.NOON + timedelta(seconds=number)


def _page_of(box: IdeaBox) -> str:
    assert box.consultation
    return str(box.consultation.pages.get().get_url())


def _session(person: Person) -> str:
    assert person.user
    session = SessionStore()
    session[SESSION_KEY] = str(person.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
