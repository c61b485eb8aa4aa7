"""My data: all of it in my copy, none of it left after my account is deleted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Model
from django.test import Client
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts import outbox, registry
from accounts.actions.erase_person import erase_person
from accounts.errors import StillStaff
from accounts.models import OutboxMessage, Person, User
from accounts.registry import Subject
from participation.actions.appeal_act import appeal
from participation.actions.cast_vote import cast_vote
from participation.actions.count_ideas import count_changed_ideas
from participation.actions.edit_idea import edit_idea
from participation.actions.keep_sheet import keep_sheet
from participation.actions.moderate import moderate
from participation.actions.post_comment import edit_comment, post_comment
from participation.actions.propose_idea import IdeaText, keep_draft, propose_idea
from participation.actions.report_abuse import report_abuse
from participation.actions.submit_sheet import Sheet, submit_sheet
from participation.models import Comment, Idea, ModerationAct, Vote
from tests import make, surveys

pytestmark = pytest.mark.django_db
NAMES = ["zorglubine", "quetzalcoatline", "ornithorynxa"]  # in first name, name, pseudonym
WORDS = ["kaleidoscopus", "brindezingue", "tartignolette", "abracadabrix", "rocambolesco"]
SURVEY_WORDS = ["tintinnabulum", "ratatouillesque"]
FORMER = "former participant"
PHOTO = b"\xff\xd8\xff fake"

STAFF_WORK = (
    "the city's work, kept under the staff's account: emptied with it, or its key set to null"
)
NOT_OURS: dict[str, str] = {
    "accounts.Person.consent_agent": "the agent who recorded somebody else's consent",
    "pages.CalendarEntry.owner": "the member of the staff in charge; emptied with the account",
    "pages.CalendarEntry.reviewer": "the member of the staff who reads it again; the same",
    "pages.CalendarFeed.user": "a key of staff to the calendar, deleted with the account",
    "pages.CalendarSnapshot.taken_by": "an act of staff, kept under an account that is emptied",
    "pages.EntryMove.made_by": "an act of staff, kept under an account that is emptied",
    "participation.AnswerExport.asked_by": "an act of staff, forgotten after a day",
    "participation.Import.started_by": "an act of staff, kept under an account that is emptied",
    "participation.ControlEntry.agent": "an act of staff, kept under an account that is emptied",
    "participation.SurveyVersion.agent": "an act of staff, kept under an account that is emptied",
    "accounts.User_user_permissions": "rights of staff, who cannot be erased while they have any",
    "wagtailcore.": STAFF_WORK,
    "wagtaildocs.": STAFF_WORK,
    "wagtailimages.": STAFF_WORK,
    "wagtailadmin.": STAFF_WORK,
    "wagtailusers.": STAFF_WORK,
}


@pytest.fixture(autouse=True)
def _site(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    make.home()


@pytest.fixture
def ada() -> Person:
    """Somebody with at least one row in every table that tells of a person."""
    person = make.citizen(
        email=f"{NAMES[0]}@example.be",
        first_name=NAMES[0],
        last_name=NAMES[1],
        pseudonym=NAMES[2],
        shown_as=Person.ShownAs.FULL_NAME,
        district=make.district(),
        rules_accepted="2026-11",
    )
    person.followed_themes.add(make.theme())
    person.followed_districts.add(make.district())
    user = person.user
    assert user
    user.set_password(make.PASSWORD)
    user.first_name, user.last_name = NAMES[0], NAMES[1]
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    SocialAccount.objects.create(user=user, provider="oidc", uid=f"sub-{NAMES[0]}")
    UserProfile.objects.create(user=user, preferred_language="fr")
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        label=str(user),
        action="wagtail.edit",
        timestamp=make.NOON,
    )
    take_part(person)
    return person


def take_part(person: Person) -> None:
    box, moderator = make.idea_box(), make.moderator()
    idea = propose_idea(
        person=person, box=box, text=IdeaText(title=WORDS[0], body=WORDS[1]), at=make.NOON
    )
    idea.image.save("photo.jpg", ContentFile(PHOTO))
    cast_vote(person=make.citizen(), idea=idea, at=make.NOON)
    edit_idea(person=person, idea=idea, text=IdeaText(title=WORDS[0], body=WORDS[2]), at=make.NOON)
    keep_draft(person=person, box=box, text=IdeaText(title=WORDS[3]), at=make.NOON)
    other = make.idea(box)
    cast_vote(person=person, idea=other, at=make.NOON)
    comment = post_comment(person=person, idea=other, body=WORDS[4], at=make.NOON)
    later = make.NOON + timedelta(minutes=1)
    edit_comment(person=person, comment=comment, body=WORDS[4] + " !", at=later)
    report_abuse(person=person, subject=other, reason=WORDS[1], at=make.NOON)
    act = moderate(
        subject=comment,
        act=ModerationAct.Act.HIDE,
        moderator=moderator,
        article=make.charter_article(),
        reason="Hors sujet.",
        at=later,
    )
    appeal(person=person, act=act, text=WORDS[3], at=later)
    answer_surveys(person)


def answer_surveys(person: Person) -> None:
    """One survey that knows who answered, and another one that they began."""
    asked = surveys.question("long_text", "Pourquoi ?")
    answered, begun = [surveys.survey(asked, respondents="account") for _ in range(2)]
    typed, token = {"q1": [SURVEY_WORDS[0]]}, uuid4()
    submit_sheet(survey=answered, sheet=Sheet(typed, token), person=person, at=make.NOON)
    version = begun.current_version()
    assert version
    keep_sheet(
        survey=begun,
        version=version,
        token=uuid4(),
        typed={"q1": [SURVEY_WORDS[1]]},
        person=person,
        at=make.NOON,
    )


def dump() -> str:
    """Every byte of text in the database."""
    if connection.vendor != "sqlite":
        return "".join(
            str(row)
            for model in apps.get_models(include_auto_created=True)
            for row in model._default_manager.values()
        )
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    with connection.cursor() as cursor:
        return "\n".join([*sessions, *sqlite3_dump(cursor)])


def sqlite3_dump(cursor: Any) -> Iterator[str]:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in cursor.fetchall():
        try:
            cursor.execute(f'SELECT * FROM "{table}"')  # names of our own tables
        except sqlite3.DatabaseError:
            continue
        yield from (str(row) for row in cursor.fetchall())


def logged_in(person: Person) -> Client:
    client = Client()
    assert person.user
    client.post("/compte/connexion/", {"login": person.user.email, "password": make.PASSWORD})
    client.post("/compte/verification/", {"password": make.PASSWORD})
    return client


# --- No table is forgotten ------------------------------------------------------------------------


def tables_that_refer_to_a_person() -> dict[str, type[Model]]:
    """Every foreign key to a log-in or a participant, by its full name."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if field.is_relation and field.related_model in (User, Person):
                label = model._meta.label
                found[label if model._meta.auto_created else f"{label}.{field.name}"] = model
    return found


def is_excepted(name: str) -> bool:
    return any(name.startswith(prefix) for prefix in NOT_OURS)


@pytest.mark.parametrize("covered", [registry.exported_tables, registry.erased_tables])
def test_every_table_that_refers_to_a_person_is_registered_or_excepted(
    covered: Callable[[], set[type[Model]]],
) -> None:
    tables = tables_that_refer_to_a_person()
    forgotten = {
        name for name, model in tables.items() if model not in covered() and not is_excepted(name)
    }

    assert len(tables) > 20
    assert forgotten == set()


def test_no_exception_is_without_its_table() -> None:
    names = tables_that_refer_to_a_person()
    idle = {prefix for prefix in NOT_OURS if not any(name.startswith(prefix) for name in names)}

    assert idle == set()


# --- My copy --------------------------------------------------------------------------------------


def test_my_copy_holds_what_every_table_says_of_me(ada: Person) -> None:
    client = logged_in(ada)
    answer = client.post("/compte/donnees/telecharger/")
    data = json.loads(answer.content)
    text = answer.content.decode()

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    for word in [
        *NAMES,
        *WORDS,
        *SURVEY_WORDS,
        f"sub-{NAMES[0]}",
        "recovery_codes",
        "Mobilité",
        "Brye",
    ]:
        assert word in text, word
    participation, account = data["participation"], data["account"]
    assert len(participation["ideas"]) == 2
    assert participation["ideas"][0]["earlier_versions"][0]["body"] == WORDS[1]
    assert participation["comments"][0]["earlier_versions"]
    assert participation["comments"][0]["moderation"][0]["reason"] == "Hors sujet."
    assert len(participation["votes"]) == len(participation["reports"]) == 1
    assert len(participation["appeals"]) == 1
    assert account["participant"]["rules_accepted"] == "2026-11"
    assert account["participant"]["messages"]
    assert account["log_in"]["sessions"]


def test_my_copy_holds_no_secret_and_nobody_else(ada: Person) -> None:
    make.citizen(email="bob@example.be", pseudonym="Bob")

    text = logged_in(ada).post("/compte/donnees/telecharger/").content.decode()

    assert "argon2" not in text
    assert "bob@example.be" not in text
    assert "staff" not in text


def test_only_its_owner_gets_a_copy_and_no_link_leads_to_it(ada: Person) -> None:
    assert Client().post("/compte/donnees/telecharger/").status_code == 302
    assert logged_in(ada).get("/compte/donnees/telecharger/").status_code == 405


# --- The end of an account ------------------------------------------------------------------------


def delete(client: Client, choice: str, sure: str = "on") -> Any:
    return client.post("/compte/supprimer/", {"contributions": choice, "is_sure": sure})


def test_deleting_needs_a_choice_a_tick_and_the_password(ada: Person) -> None:
    stale, client = Client(), logged_in(ada)
    assert ada.user
    stale.force_login(ada.user)

    page = client.get("/compte/supprimer/").content.decode()

    assert "checked" not in page
    assert client.post("/compte/supprimer/", {"contributions": "keep"}).status_code == 422
    assert client.post("/compte/supprimer/", {"is_sure": "on"}).status_code == 422
    assert "/compte/verification/" in delete(stale, "keep").headers["Location"]
    assert User.objects.filter(person=ada).exists()


def test_kept_contributions_bear_no_name_and_still_count(ada: Person) -> None:
    client = logged_in(ada)
    other = Client()
    assert ada.user
    other.post("/compte/connexion/", {"login": ada.user.email, "password": make.PASSWORD})
    votes = Vote.objects.count()
    count_changed_ideas()

    answer = delete(client, "keep")
    everything = dump()

    assert answer.status_code == 200
    for name in NAMES:
        assert name not in everything.lower(), name
    assert Vote.objects.count() == votes
    assert Idea.objects.get(title=WORDS[0]).author_name in ("personne qui a participé", FORMER)
    assert Comment.objects.get().body == f"{WORDS[4]} !"
    assert not Idea.objects.filter(title=WORDS[3]).exists()  # a draft that nobody else saw
    assert client.get("/compte/").status_code == other.get("/compte/").status_code == 302


def test_erased_contributions_leave_neither_name_nor_word(
    ada: Person,
    django_capture_on_commit_callbacks: Any,
    tmp_path: Path,
) -> None:
    votes, ideas = Vote.objects.count(), Idea.objects.published().count()
    client = logged_in(ada)

    with django_capture_on_commit_callbacks(execute=True):
        delete(client, "erase")
    everything = dump().lower()

    for word in [*NAMES, *WORDS, *SURVEY_WORDS]:
        assert word not in everything, word
    assert Vote.objects.count() == votes
    assert Idea.objects.published().count() == ideas
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_control_of_the_two_tests_above_finds_the_names(ada: Person) -> None:
    everything = dump().lower()

    assert all(word in everything for word in [*NAMES, *WORDS, *SURVEY_WORDS])


def test_no_mail_leaves_for_an_address_that_was_erased(
    ada: Person, mailoutbox: list[object]
) -> None:
    assert ada.user
    Client().post("/compte/connexion/code/", {"email": ada.user.email})

    erase_person(subject=Subject.of(ada.user), with_contributions=False)
    outbox.drain()

    assert mailoutbox == []
    assert not OutboxMessage.objects.filter(
        kind="notice", done_at=None, target=str(ada.pk)
    ).exists()


def test_an_erased_session_cannot_be_used_again(ada: Person) -> None:
    client = logged_in(ada)
    key = client.session.session_key

    delete(client, "keep")

    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.exists()


def test_staff_give_up_their_role_first() -> None:
    user = make.moderator()

    with pytest.raises(StillStaff):
        erase_person(subject=Subject.of(user), with_contributions=False)


def test_who_moderated_keeps_an_empty_row_that_nobody_can_log_in_to(ada: Person) -> None:
    user = ModerationAct.objects.get().moderator
    user.first_name = "zinzolin"
    user.groups.clear()
    user.is_staff = False
    user.save()

    erase_person(subject=Subject.of(user), with_contributions=False)
    user.refresh_from_db()

    assert ModerationAct.objects.get().moderator == user
    assert "zinzolin" not in dump()
    assert not user.is_active
    assert not user.has_usable_password()
    assert user.email.endswith("@invalid")


def test_a_person_without_account_is_erased_alike() -> None:
    person = make.citizen(first_name="zinzolin", pseudonym="zinzolin")
    User.objects.filter(person=person).delete()
    person.refresh_from_db()
    make.idea(person=person)

    erase_person(subject=Subject(None, person), with_contributions=False)

    assert "zinzolin" not in dump()
    assert settings.LANGUAGE_CODE == "fr"
