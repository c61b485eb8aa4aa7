"""A word of its own in each field that holds what persons wrote, and who may read it.

`plant` puts the words into the tables; tests/test_unpublished_texts.py looks for them at every
address, as every role. Rows that an address may name have one of two numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import Field, FileField, Model
from PIL import Image
from wagtail.models import Page

from accounts import clock, registry
from accounts.groups import (
    ADMINISTRATOR,
    COLLEGE,
    CONSULTANT,
    DATA_ENTRY,
    IMPLEMENTATION,
    MODERATOR,
    SERVICE,
    STRATEGY,
)
from accounts.models import OutboxMessage, Person, SignUp
from pages.models import CalendarEntry, CalendarSnapshot, EntryMove, SnapshotLine
from participation.actions.count_sheets import count_new_sheets
from participation.actions.keep_picture import keep_picture
from participation.models import (
    AnswerExport,
    AnswerExportPart,
    Appeal,
    Comment,
    CommentVersion,
    ControlEntry,
    FollowAddress,
    FrozenResults,
    Idea,
    IdeaBoxTranslation,
    IdeaVersion,
    Import,
    ImportFile,
    ModerationAct,
    Report,
    SheetDraft,
    Sitting,
    SurveyWords,
    VoteOptionTranslation,
    WaitingSheet,
    WindowChange,
)
from tests import make, surveys

FIRST, SECOND = 7001, 7002
SUPERUSER, CITIZEN, NOBODY = "superuser", "citizen", "nobody"
ROLES = [
    NOBODY,
    CITIZEN,
    SERVICE,
    DATA_ENTRY,
    CONSULTANT,
    COLLEGE,
    MODERATOR,
    IMPLEMENTATION,
    STRATEGY,
    ADMINISTRATOR,
]

MODERATORS = {MODERATOR, SUPERUSER}
EDITORS = {STRATEGY, IMPLEMENTATION, SUPERUSER}
READERS_OF_TEXTS = MODERATORS | EDITORS
IMPORTERS = EDITORS | {ADMINISTRATOR}
OF_MESSAGES = {STRATEGY, ADMINISTRATOR, SUPERUSER}
OF_ACCOUNTS = {ADMINISTRATOR, SUPERUSER}
STAFF = {*ROLES, SUPERUSER} - {NOBODY, CITIZEN}
NOBODY_AT_ALL: set[str] = set()


@dataclass(frozen=True)
class Canary:
    """Who may read the word, and the columns that hold it. Its author is asked for apart."""

    readers: set[str]
    fields: tuple[str, ...]


def _canary(readers: set[str], *fields: str) -> Canary:
    return Canary(readers, fields)


CANARIES: dict[str, Canary] = {
    # Ideas and comments that the public may not read.
    "brouillonabra": _canary(NOBODY_AT_ALL, "Idea.title", "Idea.body", "Idea.place"),
    "soumisbrac": _canary(READERS_OF_TEXTS, "Idea.title", "Idea.body", "Idea.place"),
    "refuselibra": _canary(READERS_OF_TEXTS, "Idea.title"),
    "photozebra": _canary(READERS_OF_TEXTS, "Idea.image_alt"),
    "pelliculacobra": _canary(NOBODY_AT_ALL, "Idea.image"),  # the name of its file
    "attendcabra": _canary(READERS_OF_TEXTS, "Comment.body"),
    "masquedabra": _canary(READERS_OF_TEXTS, "Comment.body"),
    "signaturabra": _canary(READERS_OF_TEXTS, "Idea.author_name", "Comment.author_name"),
    "ecussonabra": _canary(READERS_OF_TEXTS, "Comment.badge"),
    "numerotabra": _canary(NOBODY_AT_ALL, "Idea.external_id", "Comment.external_id"),
    "jadisterebra": _canary(
        MODERATORS, "IdeaVersion.title", "IdeaVersion.body", "CommentVersion.body"
    ),
    # Moderation.
    "motifumbra": _canary(READERS_OF_TEXTS, "ModerationAct.reason"),  # in the lists' history
    "signalealgebra": _canary(MODERATORS, "Report.reason"),
    "recourscobra": _canary(MODERATORS, "Appeal.text"),
    "repliqualhambra": _canary(MODERATORS, "Appeal.answer"),
    # Activities that are drafts, or published in a consultation that is not public.
    "ebauchabra": _canary(
        READERS_OF_TEXTS | IMPORTERS,
        "IdeaBox.title",
        "IdeaBox.question",
        "IdeaBox.introduction",
        "IdeaBoxTranslation.title",
        "IdeaBoxTranslation.question",
        "IdeaBoxTranslation.introduction",
    ),
    "choixcelebra": _canary(
        EDITORS,
        "VoteOption.title",
        "VoteOption.text",
        "VoteOption.image_alt",
        "VoteOptionTranslation.title",
        "VoteOptionTranslation.text",
        "VoteOptionTranslation.image_alt",
        "IdeaTranslation.title",
        "IdeaTranslation.text",
        "IdeaTranslation.image_alt",
    ),
    "sondageabra": _canary(
        READERS_OF_TEXTS | {DATA_ENTRY},
        "Survey.title",
        "Survey.introduction",
        "Survey.thanks",
        "Survey.drop_off",
        "Survey.questionnaire",
        "Question.definition",
        "SurveyVersion.changes",
    ),
    "coulissabra": _canary(READERS_OF_TEXTS | IMPORTERS, "Consultation.title"),
    "interruptabra": _canary(NOBODY_AT_ALL, "Consultation.pause_reason"),
    "reportabra": _canary(NOBODY_AT_ALL, "WindowChange.reason"),
    "adressenouvellabra": _canary(NOBODY_AT_ALL, "FollowAddress.email"),
    "lieuguichetabra": _canary(EDITORS | {DATA_ENTRY}, "Sitting.place"),
    # Answers.
    "franchemabra": _canary(READERS_OF_TEXTS, "Answer.text"),
    "traduitabra": _canary(EDITORS, "SurveyWords.texts"),
    "empreintabra": _canary(
        NOBODY_AT_ALL,
        "AnswerSheet.address_mark",
        "AnswerSheet.receipt_hash",
        "WaitingSheet.address_mark",
    ),
    "confirmerabra": _canary(NOBODY_AT_ALL, "WaitingSheet.typed"),
    "seriabra": _canary(EDITORS | {DATA_ENTRY}, "AnswerSheet.serial"),
    "controlabra": _canary(EDITORS | {DATA_ENTRY}, "ControlEntry.answers"),
    "amorceabra": _canary(NOBODY_AT_ALL, "SheetDraft.typed"),
    "exporterabra": _canary(NOBODY_AT_ALL, "AnswerExportPart.content"),  # whoever asked for it
    "figeabra": _canary(NOBODY_AT_ALL, "FrozenResults.content"),  # of a page that is not there
    # Files and messages.
    "tableurabra": _canary(IMPORTERS, "Import.ideas_file", "Import.comments_file"),
    "constatabra": _canary(IMPORTERS, "Import.report"),
    "contenuabra": _canary(NOBODY_AT_ALL, "ImportFile.content", "KeptPicture.content"),
    "evenemabra": _canary(OF_MESSAGES, "OutboxMessage.last_error"),
    "happenabra": _canary(OF_MESSAGES, "OutboxMessage.event"),
    "courrierabra": _canary(NOBODY_AT_ALL, "OutboxMessage.payload", "OutboxMessage.target"),
    # What the team says to itself.
    "agendabra": _canary(
        STAFF,
        "CalendarEntry.subject",
        "CalendarEntry.abandon_reason",
        "EntryMove.reason",
        "SnapshotLine.subject",
    ),
    # Persons and accounts.
    "courrielvertebra": _canary(OF_ACCOUNTS, "User.email", "EmailAddress.email"),
    "etatcivilabra": _canary(OF_ACCOUNTS, "User.first_name", "User.last_name"),
    "prenomglabra": _canary(NOBODY_AT_ALL, "Person.first_name", "Person.last_name"),
    "surnomabra": _canary(READERS_OF_TEXTS, "Person.pseudonym"),  # signs the ideas
    "suivicodabra": _canary(NOBODY_AT_ALL, "Person.follow_up_hash", "Person.import_source"),
    "inscriptabra": _canary(NOBODY_AT_ALL, "SignUp.shown_name"),
    "clefabra": _canary(
        NOBODY_AT_ALL,
        "EmailConfirmation.key",
        "Authenticator.data",
        "SocialAccount.uid",
        "SocialAccount.extra_data",
        "SocialToken.token",
        "SocialToken.token_secret",
        "UserSession.user_agent",
        "UserSession.data",
    ),
}

PUBLIC = "the city's own words, for everybody"
CODE = "a code that the software chooses, no person's words"
# Fields of text that hold no canary, and why.
EXEMPT: dict[str, str] = {
    "District.": PUBLIC,
    "Service.": PUBLIC,
    "StrategicObjective.": PUBLIC,
    "Theme.": PUBLIC,
    "RulesOfTheGame.": PUBLIC,
    "CharterArticle.": PUBLIC,
    "CitySettings.": PUBLIC,
    "Observance.": PUBLIC,
    "PublicationFailure.": "what failed, in the software's own words",
    "SeededPermission.": CODE,
    "AnswerTally.": CODE,
    "Showing.": CODE,
    "UserProfile.": "a staff member's settings of the admin",
    "Idea.title_words": "the title once more, for finding similar ones",
    "Idea.language": CODE,
    "Comment.language": CODE,
    "Import.language": CODE,
    "AnswerSheet.language": CODE,
    "AnswerExport.language": CODE,
    "WaitingSheet.language": CODE,
    "SignUp.language": CODE,
    "SignUp.rules_version": CODE,
    "Person.rules_accepted": CODE,
    "ModerationAct.state_before": CODE,
    "Sitting.consent_version": CODE,
    "Answer.row": CODE,
    "Answer.option": CODE,
    "Question.code": CODE,
    "OutboxMessage.kind": CODE,
    "User.password": "hashed: no canary can stand in it",
    "UserSession.session_key": CODE,
    "SocialAccount.provider": CODE,
}


# --- The words in their places ------------------------------------------------------------------


def plant() -> Person:
    """Fill every column with its word; the author of the texts."""
    make.home()
    ada = make.citizen(
        pk=FIRST,
        email="courrielvertebra@example.be",
        first_name="prenomglabra",
        last_name="prenomglabra",
        pseudonym="surnomabra",
        follow_up_hash="suivicodabra",
        import_source="suivicodabra",
    )
    _plant_texts(ada)
    _plant_activities()
    _plant_answers(ada)
    _plant_files_and_messages()
    _plant_sitting()
    _plant_calendar()
    _plant_accounts(ada)
    return ada


def _plant_texts(ada: Person) -> None:
    box = make.idea_box(pk=FIRST)
    draft = "brouillonabra"
    make.idea(box, ada, pk=FIRST, title=draft, body=draft, place=draft, state="draft")
    sent = {"title": "soumisbrac", "body": "soumisbrac", "place": "soumisbrac"}
    waiting = make.idea(box, ada, pk=SECOND, state="submitted", external_id="numerotabra", **sent)
    waiting.author_name, waiting.image_alt = "signaturabra", "photozebra"
    waiting.image.save("pelliculacobra.webp", picture())
    earlier = {"version": 1, "title": "jadisterebra", "body": "jadisterebra"}
    IdeaVersion.objects.create(idea=waiting, replaced_at=make.NOON, **earlier)
    make.idea(box, ada, pk=FIRST + 10, title="refuselibra", state="refused")
    public = make.idea(box, pk=SECOND + 10, title="Un banc public")
    for pk, state, word in ((FIRST, "hidden", "masquedabra"), (SECOND, "submitted", "attendcabra")):
        comment = Comment.objects.create(
            pk=pk,
            idea=public,
            person=ada,
            author_name="signaturabra",
            badge="ecussonabra",
            external_id=f"numerotabra{pk}",
            body=word,
            state=state,
            created_at=make.NOON,
        )
        CommentVersion.objects.create(comment=comment, body="jadisterebra", replaced_at=make.NOON)
    _plant_moderation(public)


def _plant_moderation(public: Idea) -> None:
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
        pk=FIRST,
        act=act,
        text="recourscobra",
        answer="repliqualhambra",
        outcome=Appeal.Outcome.UPHELD,
        decided_at=make.NOON,
        created_at=make.NOON,
        due_on=make.NOON.date(),
    )
    Report.objects.create(
        pk=FIRST,
        person=make.citizen(),
        idea=public,
        reason="signalealgebra",
        created_at=make.NOON,
    )


def _plant_activities() -> None:
    """A vote that was published in a consultation that is not public."""
    consultation = make.open_consultation(
        title="coulissabra", is_public=False, pause_reason="interruptabra"
    )
    WindowChange.objects.create(
        consultation=consultation,
        made_at=make.NOON,
        opened_at=make.NOON,
        closed_at=make.NOON,
        opens_at=make.NOON,
        closes_at=make.NOON + timedelta(days=1),
        reason="reportabra",
    )
    vote = make.vote_box(["choixcelebra", "Un arbre"], consultation=consultation, pk=SECOND)
    draft = vote.get_latest_revision_as_object()
    options = list(draft.options.all())
    option, word = options[0], "choixcelebra"
    option.text, option.image, option.image_alt = word, make.image(), word
    words = {"language": "nl", "title": word, "text": word, "image_alt": word}
    option.translations.set([VoteOptionTranslation(**words)])
    draft.options.set(options)
    draft.title = draft.question = draft.introduction = name = "ebauchabra"
    draft.translations.set(
        [IdeaBoxTranslation(language="nl", title=name, question=name, introduction=name)]
    )
    draft.save_revision().publish()


def _plant_answers(ada: Person) -> None:
    """One public survey with a text that nobody has published, and one that is not public."""
    public = surveys.survey(
        surveys.question("long_text", "Pourquoi ?"),
        surveys.question("short_text", "Où ?"),
        pk=FIRST,
        count_visibility="always",
        live=True,
    )
    sheet = surveys.answer(public, q1="franchemabra")
    type(sheet).objects.filter(pk=sheet.pk).update(
        serial="seriabra", address_mark="empreintabra", receipt_hash="empreintabra"
    )
    ControlEntry.objects.create(
        sheet=sheet,
        agent=make.agent(),
        entered_at=make.NOON,
        answers={"q2": [["", "", None, "controlabra", None]]},
        compared=1,
        differing=1,
    )
    count_new_sheets()
    WaitingSheet.objects.create(
        survey=public,
        version=public.versions.get(),
        token=uuid4(),
        address_mark="empreintabra",
        typed={"q1": ["confirmerabra"]},
        sent_at=make.NOON,
    )
    SheetDraft.objects.create(
        survey=public,
        version=public.versions.get(),
        token=uuid4(),
        person=ada,
        typed={"q1": ["amorceabra"]},
        started_at=make.NOON,
        changed_at=make.NOON,
    )
    export = AnswerExport.objects.create(
        pk=FIRST,
        survey=public,
        asked_by=make.superuser(),
        kind="csv",
        state="ready",
        asked_at=clock.now(),
        sheets=1,
    )
    AnswerExportPart.objects.create(of=export, number=1, content=b"exporterabra")
    FrozenResults.objects.create(
        page=FIRST, survey=public, taken_at=make.NOON, content={"a": "figeabra"}
    )
    hidden = surveys.survey(
        surveys.question("long_text", "sondageabra"),
        pk=SECOND,
        title="sondageabra",
        introduction="sondageabra",
        thanks="sondageabra",
        drop_off="sondageabra",
        live=True,
        consultation=make.open_consultation(is_public=False),
    )
    SurveyWords.objects.create(
        survey=hidden, language="nl", texts={"title": ["sondageabra", "traduitabra"]}
    )
    hidden.versions.update(changes=[{"code": "q1", "change": "sondageabra"}])


def _plant_files_and_messages() -> None:
    brought = Import.objects.create(
        pk=FIRST,
        ideas_file="tableurabra.csv",
        comments_file="tableurabra-2.csv",
        state=Import.State.REFUSED,
        created_at=make.NOON,
        report={"faults": [["tableurabra.csv", 2, "titre", "constatabra"]]},
    )
    ImportFile.objects.create(of=brought, kind="ideas", content=b"titre\ncontenuabra")
    keep_picture(picture=ContentFile(b"contenuabra"), at=make.NOON)
    OutboxMessage.objects.create(
        pk=FIRST,
        kind="notice",
        event="happenabra",
        target="courrierabra",
        payload={"notice": "moderated", "act": FIRST, "words": "courrierabra"},
        last_error="evenemabra",
        created_at=make.NOON,
        due_at=make.NOON,
        done_at=make.NOON,
    )


def _plant_sitting() -> None:
    """At the counter, with an agent."""
    helped = Person.objects.create(origin="assisted", pseudonym="Lucienne", created_at=make.NOON)
    FollowAddress.objects.create(
        person=helped, email="adressenouvellabra@example.be", left_at=make.NOON
    )
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


def _plant_calendar() -> None:
    entry = CalendarEntry.objects.create(
        pk=FIRST,
        subject="agendabra",
        state="abandoned",
        abandon_reason="agendabra",
        created_at=make.NOON,
        changed_at=make.NOON,
    )
    EntryMove.objects.create(
        entry=entry, was="none", became="none", reason="agendabra", made_at=make.NOON
    )
    day = make.NOON.date()
    presented = CalendarSnapshot.objects.create(
        presented_on=day, first_day=day, last_day=day, taken_at=make.NOON
    )
    SnapshotLine.objects.create(
        snapshot=presented, entry=entry, subject="agendabra", kind="article", precision="none"
    )


def _plant_accounts(ada: Person) -> None:
    user = ada.user
    assert user
    user.first_name = user.last_name = "etatcivilabra"
    user.save()
    address = EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="clefabra")
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "clefabra"})
    account = SocialAccount.objects.create(
        user=user, provider="oidc", uid="clefabra", extra_data={"name": "clefabra"}
    )
    SocialToken.objects.create(account=account, token="clefabra", token_secret="clefabra")
    UserSession.objects.create(
        user=user,
        ip="192.0.2.1",
        user_agent="clefabra",
        session_key="x",
        last_seen_at=make.NOON,
        data={"a": "clefabra"},
    )
    newcomer = make.citizen().user
    assert newcomer
    SignUp.objects.create(
        user=newcomer,
        shown_name="inscriptabra",
        language="fr",
        rules_version="1",
        agreed_at=make.NOON,
    )


def picture() -> ContentFile[bytes]:
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, "WEBP")
    return ContentFile(file.getvalue())


# --- What there is to fill ----------------------------------------------------------------------

TEXTUAL = {
    "CharField",
    "TextField",
    "EmailField",
    "JSONField",
    "BinaryField",
    "FileField",
    "SlugField",
    "URLField",
}


def tables() -> Iterator[type[Model]]:
    """Every table of ours but the pages themselves (tests/pages/test_leaks.py), and every other
    one that tells of a person."""
    ours = {"accounts", "participation", "pages", "newsletters"}
    found = {
        model
        for model in apps.get_models()
        if model._meta.app_label in ours and not issubclass(model, Page)
    }
    yield from sorted(found | registry.exported_tables(), key=lambda model: str(model._meta))


def fields_of_text() -> dict[str, type[Model]]:
    """`Table.field` of every column that may hold words: not what is chosen from a list."""
    return {
        f"{model._meta.object_name}.{field.name}": model
        for model in tables()
        for field in model._meta.concrete_fields
        if _holds_words(field)
    }


def _holds_words(field: Field[Any, Any]) -> bool:
    if isinstance(field, FileField):
        return True
    return field.get_internal_type() in TEXTUAL and not field.choices


def holds(model: type[Model], field: str, word: str) -> bool:
    """Whether some row has the word in this column."""
    values = model._default_manager.values_list(field, flat=True)
    return any(word in _as_text(value) for value in values)


def _as_text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace")
    if hasattr(value, "get_prep_value"):  # a StreamField's
        return str(value.get_prep_value())
    return str(value)


def is_exempt(name: str) -> bool:
    return name in EXEMPT or f"{name.partition('.')[0]}." in EXEMPT
