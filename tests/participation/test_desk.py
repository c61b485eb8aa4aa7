"""The moderators' desk: what waits, in which order, and what one click or one reason does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from accounts.models import User
from participation.actions.moderate import moderate
from participation.actions.post_comment import post_comment
from participation.actions.report_abuse import report_abuse
from participation.models import Channel, Comment, Idea, IdeaBox, ModerationAct
from participation.results.waiting import Why, queue
from tests import editor, make

pytestmark = pytest.mark.django_db
Act = ModerationAct.Act
DESK = "/admin/moderation/"


@pytest.fixture
def me() -> User:
    make.home()
    return make.moderator()


@pytest.fixture
def client(me: User) -> Client:
    return editor.signed_in(me)


def submitted(**fields: Any) -> Idea:
    return make.idea(state=Idea.State.SUBMITTED, published_at=None, **fields)


def key(text: Idea | Comment) -> str:
    return f"{text._meta.model_name}-{text.pk}-{text.mark()}"


def state_of(text: Idea | Comment) -> str:
    text.refresh_from_db()
    return text.state


def send(client: Client, *chosen: Idea | Comment, query: str = "", **data: Any) -> Any:
    form = {"chosen": [key(text) for text in chosen], "act": "", "article": "", "reason": ""}
    return client.post(DESK + query, form | data)


# --- What waits -----------------------------------------------------------------------------------


def test_reported_texts_come_first_then_the_oldest_that_wait_then_what_nobody_read() -> None:
    unread = make.idea()
    young = submitted(submitted_at=make.NOON)
    old = submitted(submitted_at=make.NOON - timedelta(days=3))
    reported = make.idea(read_at=make.NOON)
    report_abuse(person=make.citizen(), subject=reported, reason="Pub", at=make.NOON)

    assert [item.subject for item in queue().items] == [reported, old, young, unread]
    assert queue().counts == {"reported": 1, "submitted": 2, "unread": 1}


def test_reports_of_somebody_who_was_often_wrong_weigh_less_and_still_count() -> None:
    crier = make.citizen()
    for _ in range(3):
        wrong = make.idea()
        report_abuse(person=crier, subject=wrong, reason="Pub", at=make.NOON)
        moderate(subject=wrong, act=Act.KEEP, moderator=make.moderator(), at=make.NOON)
    by_crier, by_other = make.idea(), make.idea()
    report_abuse(person=crier, subject=by_crier, reason="Pub", at=make.NOON)
    report_abuse(
        person=make.citizen(), subject=by_other, reason="Pub", at=make.NOON + timedelta(hours=1)
    )

    assert [i.subject for i in queue(why=Why.REPORTED).items] == [by_other, by_crier]


def test_what_needs_no_reading_does_not_wait() -> None:
    make.idea(state=Idea.State.DRAFT)
    make.idea(channel=Channel.IMPORT)
    make.idea(make.idea_box(use=IdeaBox.Use.VOTE))
    make.idea(read_at=make.NOON, state=Idea.State.WITHDRAWN)
    post_comment(
        person=make.speaker(),
        idea=make.idea(read_at=make.NOON),
        body="La Ville répond.",
        speaks_for="Travaux",
        at=make.NOON,
    )

    assert queue().items == []


def test_a_text_that_was_read_and_then_changed_waits_again(client: Client) -> None:
    idea = make.idea()
    client.post(DESK, {"one": f"keep:{key(idea)}"})
    assert queue().items == []

    Idea.objects.filter(pk=idea.pk).update(read_at=None)  # what edit_idea does

    assert [item.subject for item in queue().items] == [idea]


def test_the_desk_asks_as_much_for_one_text_as_for_thirty(client: Client) -> None:
    def ask() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(DESK).status_code == 200
        return len(asked)

    box = make.idea_box()
    report_abuse(person=make.citizen(), subject=make.idea(box), reason="Pub", at=make.NOON)
    submitted(box=box)
    ask()  # Wagtail's own caches
    few = ask()
    for _ in range(15):
        report_abuse(person=make.citizen(), subject=make.idea(box), reason="Pub", at=make.NOON)
        post_comment(person=make.citizen(), idea=submitted_in(box), body="Oui", at=make.NOON)

    assert ask() == few


def submitted_in(box: IdeaBox) -> Idea:
    return make.idea(box, title="À lire" * 3)


@pytest.mark.parametrize("query", ["?why=drafts&box=%00", "?box=99999999999999999999", "?why=é"])
def test_what_else_stands_in_the_address_changes_nothing(client: Client, query: str) -> None:
    submitted()

    assert "1" in client.get(DESK + query).content.decode()


def test_texts_are_escaped_and_what_deserves_a_look_is_named(client: Client) -> None:
    submitted(title="<svg onload=x>", body="Appelez le 0470 12 34 56 ou ada@example.be")

    shown = client.get(DESK).content.decode()

    assert "<svg onload" not in shown
    assert "numéro de téléphone" in shown
    assert "adresse e-mail" in shown


def test_the_first_screen_of_a_moderator_says_what_waits_and_since_when(client: Client) -> None:
    submitted(submitted_at=clock.now() - timedelta(days=3))
    report_abuse(person=make.citizen(), subject=make.idea(), reason="Pub", at=make.NOON)

    shown = client.get("/admin/").content.decode()
    others = editor.editor().get("/admin/").content.decode()

    assert "Le plus ancien texte à publier attend depuis 3\xa0jours" in shown
    assert f"{DESK}?why=reported" in shown
    assert "attend depuis" not in others


# --- One click ------------------------------------------------------------------------------------


def test_one_click_publishes_and_leads_to_the_next(client: Client, me: User) -> None:
    idea = submitted()

    answer: Any = client.post(f"{DESK}?why=submitted", {"one": f"publish:{key(idea)}"})

    assert answer.url == f"{DESK}?why=submitted#waiting"
    assert state_of(idea) == Idea.State.PUBLISHED
    assert ModerationAct.objects.get().moderator == me


@pytest.mark.parametrize("act", ["hide", "refuse", "redact", "", "<svg>"])
def test_one_click_does_nothing_that_needs_a_reason(client: Client, act: str) -> None:
    idea = submitted()

    client.post(DESK, {"one": f"{act}:{key(idea)}"})

    assert state_of(idea) == Idea.State.SUBMITTED


def test_a_text_that_changed_since_it_was_shown_is_not_published(client: Client) -> None:
    idea = submitted()
    shown = key(idea)
    Idea.objects.filter(pk=idea.pk).update(body="Autre chose")

    answer = client.post(DESK, {"one": f"publish:{shown}"})

    assert state_of(idea) == Idea.State.SUBMITTED
    assert "relisez" in editor.messages_of(answer)


def test_ones_own_text_has_no_button_and_no_way_around(client: Client, me: User) -> None:
    mine = make.citizen()
    mine.user = me
    mine.save()
    idea = submitted(person=mine)

    shown = client.get(DESK).content.decode()
    client.post(DESK, {"one": f"publish:{key(idea)}"})
    send(client, idea, act="publish")

    assert f"publish:{key(idea)}" not in shown
    assert "un collègue décide" in shown
    assert state_of(idea) == Idea.State.SUBMITTED


# --- One reason for many --------------------------------------------------------------------------


def test_ideas_and_comments_are_refused_together_with_one_reason(client: Client) -> None:
    idea = submitted()
    comment = post_comment(
        person=make.citizen(),
        idea=make.idea(make.idea_box(moderation="before")),
        body="Achetez",
        at=make.NOON,
    )
    article = make.charter_article()

    send(client, idea, comment, act="refuse", article=article.pk, reason="Publicité")

    assert (state_of(idea), state_of(comment)) == ("refused", "refused")
    assert set(ModerationAct.objects.values_list("article", "reason")) == {
        (article.pk, "Publicité")
    }


def test_without_a_reason_nothing_is_done_and_nothing_typed_is_lost(client: Client) -> None:
    idea = submitted()

    answer = send(client, idea, act="refuse", reason="Publicité")

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert state_of(idea) == Idea.State.SUBMITTED
    assert "Publicité" in shown
    assert f'value="{key(idea)}" checked' in shown


@pytest.mark.parametrize("foreign", ["idea-999999-0000000000000000", "idea-1", "page-1-x", "é"])
def test_one_foreign_choice_and_nothing_is_done(client: Client, foreign: str) -> None:
    idea = submitted()

    answer: Any = client.post(DESK, {"chosen": [key(idea), foreign], "act": "publish"})

    assert answer.status_code == 422
    assert state_of(idea) == Idea.State.SUBMITTED


def test_a_draft_cannot_be_named(client: Client) -> None:
    draft = make.idea(state=Idea.State.DRAFT)

    send(client, draft, act="publish")

    assert state_of(draft) == Idea.State.DRAFT


def test_where_a_colleague_was_faster_the_others_go_on(client: Client) -> None:
    first, second = submitted(), submitted()
    keys = [key(first), key(second)]
    moderate(subject=first, act=Act.PUBLISH, moderator=make.moderator())

    answer: Any = client.post(DESK, {"chosen": keys, "act": "publish"})

    assert "déjà pris une décision" in editor.messages_of(answer)
    assert state_of(second) == Idea.State.PUBLISHED
    assert ModerationAct.objects.filter(idea=first).count() == 1


# --- One text -------------------------------------------------------------------------------------


def dossier(text: Idea | Comment, act: str = "dossier") -> str:
    return reverse(f"parvis_{act}", args=[text._meta.model_name, text.pk])


def test_the_dossier_tells_everything_and_takes_the_decision(client: Client) -> None:
    idea = make.idea(title="Un banc")
    report_abuse(person=make.citizen(), subject=idea, reason="C’est une publicité", at=make.NOON)
    data = {"act": "hide", "article": make.charter_article().pk, "reason": "Publicité cachée"}

    before = client.get(dossier(idea)).content.decode()
    client.post(dossier(idea, "decide"), data | {"seen": idea.mark()})
    after = client.get(dossier(idea)).content.decode()

    assert "C’est une publicité" in before
    assert state_of(idea) == Idea.State.HIDDEN
    assert "Publicité cachée" in after


def test_whoever_comes_second_reads_what_the_first_decided(client: Client) -> None:
    idea = submitted()
    moderate(subject=idea, act=Act.PUBLISH, moderator=make.moderator(), at=make.NOON)
    data = {"act": "refuse", "article": make.charter_article().pk, "reason": "Trop vague"}

    answer = client.post(dossier(idea, "decide"), data)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "déjà pris une décision" in shown
    assert "Trop vague" in shown  # what was typed is not lost


def test_personal_data_is_taken_out(client: Client) -> None:
    idea = make.idea(body="Au 0470 12 34 56")
    data = {"article": make.charter_article().pk, "reason": "Numéro privé"}

    missed = client.post(dossier(idea, "take_out"), data | {"passages": "0499 00 00 00"})
    client.post(dossier(idea, "take_out"), data | {"passages": "0470 12 34 56"})

    idea.refresh_from_db()
    assert missed.status_code == 422
    assert idea.body == "Au […]"


def test_an_account_is_blocked_and_unblocked(client: Client) -> None:
    idea = make.idea()
    data = {"article": make.charter_article().pk, "reason": "Insultes", "days": "7"}

    client.post(dossier(idea, "block"), data)
    idea.person.refresh_from_db()
    assert idea.person.blocked_until is not None

    client.post(dossier(idea, "block"), {"unblock": "1"})
    idea.person.refresh_from_db()
    assert idea.person.blocked_until is None


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_an_unknown_text_is_an_unknown_address(client: Client, number: str) -> None:
    assert client.get(f"{DESK}idea/{number}/").status_code == 404


def test_a_draft_is_an_unknown_address(client: Client) -> None:
    draft = make.idea(state=Idea.State.DRAFT)

    assert client.get(dossier(draft)).status_code == 404
    assert client.post(dossier(draft, "take_out")).status_code == 404


# --- Appeals --------------------------------------------------------------------------------------


def appealed(by: User) -> Any:
    from participation.actions.appeal_act import appeal

    idea = make.idea(title="Un banc contesté")
    act = moderate(
        subject=idea,
        act=Act.HIDE,
        moderator=by,
        article=make.charter_article(),
        reason="Publicité",
        at=clock.now(),
    )
    return appeal(person=idea.person, act=act, text="Ce n’est pas une publicité.")


def test_another_moderator_answers_an_appeal(client: Client) -> None:
    made = appealed(by=make.moderator())

    listed = client.get(reverse("parvis_appeals")).content.decode()
    data = {"outcome": "granted", "answer": "C’est juste."}
    client.post(reverse("parvis_appeal", args=[made.pk]), data)

    made.refresh_from_db()
    assert "Un banc contesté" in listed
    assert made.outcome == "granted"
    assert state_of(made.act.idea) == Idea.State.PUBLISHED


def test_whoever_acted_reads_that_a_colleague_answers(client: Client, me: User) -> None:
    made = appealed(by=me)
    address = reverse("parvis_appeal", args=[made.pk])

    shown = client.get(address).content.decode()
    client.post(address, {"outcome": "upheld", "answer": "Je maintiens."})

    made.refresh_from_db()
    assert "une autre personne de la modération décide" in shown
    assert made.outcome == ""
