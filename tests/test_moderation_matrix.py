"""Who may moderate: every address and method of a moderator, replayed by every other role.

Each request is complete: sent by a moderator it does its act (the control), sent by anybody else it
changes nothing. The numbers of one kind of row are also tried where another kind is expected.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers
from django.test import Client
from django.urls import reverse

from accounts.groups import GROUPS, MODERATOR
from accounts.models import OutboxMessage, Person, User
from participation.actions.appeal_act import appeal
from participation.actions.moderate import moderate
from participation.actions.post_comment import post_comment
from participation.models import Appeal, Comment, Idea, ModerationAct, Report
from tests import editor, make

pytestmark = pytest.mark.django_db
SUPERUSER, CITIZEN, NOBODY = "superuser", "citizen", "nobody"
ROLES = [NOBODY, CITIZEN, *sorted(GROUPS), SUPERUSER]
MODERATORS = {MODERATOR, SUPERUSER}


@pytest.fixture(autouse=True)
def _cheap_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STAFF_SECOND_FACTOR = False
    make.home()


def browser(role: str) -> Client:
    if role == NOBODY:
        return Client()
    if role == CITIZEN:
        return editor.signed_in(User.objects.create_user("ada@example.be", make.PASSWORD))
    return editor.signed_in(make.superuser() if role == SUPERUSER else make.staff(role))


def state_of_everything() -> str:
    """What moderation can change, as one text."""
    models = (Idea, Comment, ModerationAct, Appeal, Report, Person, OutboxMessage)
    rows = [row for model in models for row in model._base_manager.order_by("pk")]
    return str(serializers.serialize("json", rows))


# --- The acts -------------------------------------------------------------------------------------


def reason() -> dict[str, Any]:
    return {"article": make.charter_article().pk, "reason": "Publicité"}


def waiting() -> Idea:
    return make.idea(state=Idea.State.SUBMITTED, body="Au 0470 12 34 56")


def comment() -> Comment:
    return post_comment(person=make.citizen(), idea=make.idea(), body="Oui", at=make.NOON)


def key(text: Idea | Comment) -> str:
    return f"{text._meta.model_name}-{text.pk}-{text.mark()}"


def dossier(name: str, text: Idea | Comment) -> str:
    return reverse(f"parvis_{name}", args=[text._meta.model_name, text.pk])


def one_click(client: Client) -> None:
    client.post(reverse("parvis_desk"), {"one": f"publish:{key(waiting())}"})


def leave_a_comment(client: Client) -> None:
    client.post(reverse("parvis_desk"), {"one": f"keep:{key(comment())}"})


def many(client: Client) -> None:
    data = {"chosen": [key(waiting())], "act": "refuse"} | reason()
    client.post(reverse("parvis_desk"), data)


def decide(client: Client) -> None:
    client.post(dossier("decide", waiting()), {"act": "return"} | reason())


def decide_on_a_comment(client: Client) -> None:
    client.post(dossier("decide", comment()), {"act": "hide"} | reason())


def take_out(client: Client) -> None:
    client.post(dossier("take_out", waiting()), {"passages": "0470 12 34 56"} | reason())


def block(client: Client) -> None:
    client.post(dossier("block", waiting()), {"days": "7"} | reason())


def unblock(client: Client) -> None:
    idea = waiting()
    Person.objects.filter(pk=idea.person_id).update(blocked_until="2099-01-01T00:00Z")
    client.post(dossier("block", idea), {"unblock": "1"})


def answer_an_appeal(client: Client) -> None:
    idea = make.idea()
    act = moderate(
        subject=idea,
        act=ModerationAct.Act.HIDE,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Publicité",
    )
    made = appeal(person=idea.person, act=act, text="Non")
    data = {"outcome": "granted", "answer": "En effet"}
    client.post(reverse("parvis_appeal", args=[made.pk]), data)


def in_bulk(client: Client) -> None:
    client.post(f"/admin/bulk/participation/idea/moderate_publish/?id={waiting().pk}")


def in_bulk_with_a_reason(client: Client) -> None:
    address = f"/admin/bulk/participation/comment/moderate_hide/?id={comment().pk}"
    client.post(address, reason())


ACTS: list[Callable[[Client], None]] = [
    one_click,
    leave_a_comment,
    many,
    decide,
    decide_on_a_comment,
    take_out,
    block,
    unblock,
    answer_an_appeal,
    in_bulk,
    in_bulk_with_a_reason,
]


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> Callable[[Client, Any], bool]:
    """Whether an act changed anything between its request and its answer."""

    def done(client: Client, act: Callable[[Client], None]) -> bool:
        seen: list[tuple[str, str]] = []
        real = client.post

        def post(*args: Any, **kwargs: Any) -> Any:
            before = state_of_everything()
            answer = real(*args, **kwargs)
            seen.append((before, state_of_everything()))
            return answer

        monkeypatch.setattr(client, "post", post)
        act(client)
        return any(before != after for before, after in seen)

    return done


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_only_moderators_change_anything(
    role: str, act: Callable[[Client], None], changes: Callable[[Client, Any], bool]
) -> None:
    assert changes(browser(role), act) is (role in MODERATORS)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_moderator_whose_role_is_taken_away_changes_nothing_any_more(
    act: Callable[[Client], None], changes: Callable[[Client, Any], bool]
) -> None:
    user = make.moderator()
    client = editor.signed_in(user)
    user.groups.clear()

    assert not changes(client, act)


# --- The screens ----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_only_moderators_open_their_screens(role: str) -> None:
    idea = make.idea()
    act = moderate(
        subject=idea,
        act=ModerationAct.Act.HIDE,
        moderator=make.moderator(),
        article=make.charter_article(),
        reason="Publicité",
    )
    made = appeal(person=idea.person, act=act, text="Non")
    client = browser(role)

    opened = [
        client.get(address).status_code == 200
        for address in (
            reverse("parvis_desk"),
            reverse("parvis_appeals"),
            reverse("parvis_appeal", args=[made.pk]),
            dossier("dossier", idea),
        )
    ]

    assert opened == [role in MODERATORS] * 4


@pytest.mark.parametrize("name", ["decide", "take_out", "block"])
def test_reading_never_acts(name: str) -> None:
    idea = waiting()
    before = state_of_everything().count("submitted")

    answer = editor.signed_in(make.moderator()).get(dossier(name, idea), {"act": "publish"})

    assert answer.status_code == 405
    assert (ModerationAct.objects.count(), state_of_everything().count("submitted")) == (0, before)


@pytest.mark.parametrize("act", ["publish", "keep", "hide", "return", "restore", "", "block"])
def test_the_number_of_an_idea_is_not_that_of_a_comment(act: str) -> None:
    said = comment()
    idea = make.idea(pk=said.pk + 500)
    client = editor.signed_in(make.moderator())

    for address in (f"comment/{idea.pk}", f"idea/{said.pk + 900}"):
        answer = client.post(f"/admin/moderation/{address}/decide/", {"act": act} | reason())
        assert answer.status_code == 404

    assert not ModerationAct.objects.exists()
