"""docs/privacy.md: what it says of tables and periods is what the code does."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import clock, registry
from accounts.actions.forget_sessions import forget_ended_sessions
from tests import editor, make

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs/privacy.md").read_text()
UNITS = {"jour": timedelta(days=1), "jours": timedelta(days=1), "heures": timedelta(hours=1)}
PERIODS = re.findall(r"^\| .+ \| (\d+) (\w+) \| `([\w.]+)` \| `([\w.]+)` \|$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("line", PERIODS, ids=lambda line: line[2])
def test_each_period_is_the_one_that_the_code_applies(line: tuple[str, str, str, str]) -> None:
    number, unit, place, task = line
    module, name = place.rsplit(".", 1)
    applied = getattr(settings if module == "settings" else import_module(module), name)
    seconds = applied.total_seconds() if isinstance(applied, timedelta) else applied

    assert seconds == (int(number) * UNITS[unit]).total_seconds()
    assert task in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_no_period_of_the_code_is_left_out() -> None:
    told = {place for _, _, place, _ in PERIODS}
    found = set()
    for folder in (ROOT / "site/accounts", ROOT / "participation", ROOT / "pages"):
        for path in folder.rglob("*.py"):
            name = path.relative_to(ROOT).with_suffix("").as_posix().removeprefix("site/")
            kept = re.findall(r"^(\w*KEPT_FOR) =", path.read_text(), re.MULTILINE)
            found |= {f"{name.replace('/', '.')}.{constant}" for constant in kept}

    assert found
    assert found <= told


def test_each_table_that_tells_of_a_person_is_in_the_register() -> None:
    register = TEXT.partition("## Registre")[2].partition("\n## ")[0]
    tables = {table._meta.object_name for table in registry.exported_tables()}

    assert tables == set(re.findall(r"`(\w+)`", register))


@pytest.mark.django_db
def test_where_a_log_in_came_from_is_forgotten_with_its_session() -> None:
    here, gone = editor.signed_in(make.citizen().user), make.citizen().user  # type: ignore[arg-type]  # has one
    before = clock.now() - timedelta(hours=2)
    for user, key in ((make.citizen().user, here.session.session_key), (gone, "ended")):
        UserSession.objects.create(
            user=user, ip="192.0.2.1", user_agent="x", session_key=key, last_seen_at=before
        )
    Session.objects.create(
        session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1)
    )

    forget_ended_sessions()

    assert [one.session_key for one in UserSession.objects.all()] == [here.session.session_key]
    assert not Session.objects.filter(session_key="old").exists()
