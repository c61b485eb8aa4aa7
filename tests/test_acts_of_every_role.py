"""Every address of ours, as every role: nobody changes what is not theirs to change.

Each address is sent one form that holds what any form of ours asks for, with the numbers of one
kind of row also where another kind is expected. What counts is what it left in the tables. Each act
by itself is in tests/test_role_matrix.py and tests/test_moderation_matrix.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import pytest
from django.core import serializers
from django.db import transaction
from django.db.models import Model, Q
from django.test import Client

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
from accounts.models import Person, User
from participation import models
from tests import canaries, make
from tests.canaries import CITIZEN, FIRST, NOBODY, SECOND, SUPERUSER
from tests.test_unpublished_texts import addresses, browser, more_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Wagtail 8.0.1: a chooser in which nothing can be made has an address for it, which fails.
WAGTAIL_FAILS = re.compile(r"choose/\w+/\w+/create/")
# What Wagtail's forms cannot do without.
MANAGED = [
    f"{name}-{total}_FORMS"
    for name in ("options", "translations")
    for total in ("TOTAL", "INITIAL")
]
# One role tries the other methods too: an address refuses them to everybody alike.
METHODS = {CITIZEN: ("post", "put", "patch", "delete")}
OTHERS_TEXTS = {"Idea", "Comment", "ModerationAct", "Appeal", "Report", "Person"}
ACTIVITIES = {"IdeaBox", "Survey", "SurveyWords", "CharterArticle"}
BROUGHT_IN = {"Import", "ImportFile"}
OF_PAPER = {"AnswerSheet", "Answer", "ControlEntry", "Sitting", "Person", "Idea", "Comment", "Vote"}
EXPORTS = {"AnswerExport", "AnswerExportPart"}
# Which tables a role may change in what is not their own.
MAY_CHANGE: dict[str, set[str]] = {
    NOBODY: set(),
    CITIZEN: set(),
    SERVICE: set(),
    CONSULTANT: set(),
    COLLEGE: set(),
    DATA_ENTRY: OF_PAPER,
    MODERATOR: OTHERS_TEXTS | {"Answer"},
    IMPLEMENTATION: ACTIVITIES | BROUGHT_IN | OF_PAPER | EXPORTS,
    STRATEGY: ACTIVITIES | BROUGHT_IN | OF_PAPER | EXPORTS,
    ADMINISTRATOR: BROUGHT_IN | {"User"},
}
# What one's own account may leave there is not looked at.
TABLES: list[type[Model]] = [
    models.Idea,
    models.IdeaVersion,
    models.IdeaTranslation,
    models.Comment,
    models.CommentVersion,
    models.Vote,
    models.ModerationAct,
    models.Appeal,
    models.Report,
    models.CharterArticle,
    models.Consultation,
    models.WindowChange,
    models.IdeaBox,
    models.VoteOption,
    models.Survey,
    models.SurveyVersion,
    models.SurveyWords,
    models.Question,
    models.AnswerSheet,
    models.Answer,
    models.ControlEntry,
    models.AnswerExport,
    models.AnswerExportPart,
    models.FrozenResults,
    models.Import,
    models.ImportFile,
    models.Sitting,
    Person,
    User,
]


@pytest.fixture(autouse=True)
def _cheap(settings: Any, tmp_path: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STAFF_SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path


def form() -> dict[str, Any]:
    """What any form of ours asks for, at once."""
    idea, comment = (
        models.Idea.objects.get(pk=SECOND),
        models.Comment.objects.get(pk=SECOND),
    )
    mark = f"idea-{idea.pk}-{idea.mark()}"
    answer = models.Answer.objects.exclude(text="").get()
    return {
        "act": "publish",
        "one": f"publish:{mark}",
        "chosen": [mark, f"comment-{comment.pk}-{comment.mark()}"],
        "article": make.charter_article().pk,
        "reason": "Hors sujet",
        "passages": "soumisbrac",
        "days": "7",
        "outcome": "granted",
        "answer": "Vous avez raison.",
        "choice": "for",
        "title": "Un titre de trop",
        "body": "Un texte de trop",
        "place": "Une place",
        "token": str(uuid4()),
        "shown": str(answer.pk),
        "text": str(answer.pk),
        "q1": "Une réponse de trop",
        "step": "1",
        "send": "1",
        "kind": "csv",
        "email": "autre@example.be",
        "channel": "counter",
        "consent": "on",
        "next": "/",
        "confirm": "1",
        "questionnaire-count": "0",
        **dict.fromkeys(MANAGED, "0"),
    }


def tables(person: Person | None) -> dict[str, str]:
    """What each table holds of others than this person, as text."""
    return {str(m._meta.object_name): _rows(m, person) for m in TABLES}


def _rows(model: type[Model], person: Person | None) -> str:
    rows = model._base_manager.order_by("pk")
    names = {field.name for field in model._meta.fields}
    if person is not None and "person" in names:
        rows = rows.exclude(person=person)
    if model is Person and person is not None:
        rows = rows.exclude(pk=person.pk)
    skipped = {"last_login", "followed_themes", "followed_districts", "themes"}
    fields = sorted(names - skipped)
    if model is User:  # the browser's own account logs in
        rows = rows.filter(Q(pk=Person.objects.get(pk=FIRST).user_id))
    return str(serializers.serialize("json", rows, fields=fields))


def sent_everywhere(client: Client, methods: Iterable[str]) -> None:
    """One form to every address."""
    data = form()
    for address in dict.fromkeys([*addresses(), *more_addresses()]):
        if WAGTAIL_FAILS.search(address):
            continue
        for method in methods:
            with transaction.atomic():
                answer = getattr(client, method)(address, data if method == "post" else None)
            assert answer.status_code < 500, (method, address)


def changed_by(role: str) -> set[str]:
    client = browser(role)
    user = User.objects.filter(pk=client.session.get("_auth_user_id") or 0).first()
    person = Person.objects.filter(user=user).first() if user else None
    before = tables(person)
    sent_everywhere(client, METHODS.get(role, ("post",)))
    if user and person is None:  # whoever of the staff takes part is a participant from then on
        person = Person.objects.filter(user=user).first()
    after = tables(person)
    return {name for name, rows in after.items() if rows != before[name]}


@pytest.mark.parametrize("role", list(MAY_CHANGE))
def test_no_role_changes_what_is_not_theirs_to_change(role: str) -> None:
    canaries.plant()

    assert changed_by(role) - MAY_CHANGE[role] == set()


def test_the_form_does_something_where_one_may() -> None:
    """The control: sent by somebody who may do everything, it leaves traces."""
    canaries.plant()

    assert {"Idea", "ModerationAct", "Answer", "Import"} <= changed_by(SUPERUSER)
