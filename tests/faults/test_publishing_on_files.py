"""The embedded default, SQLite and a broker of files: a killed worker loses nothing either."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.faults.servers import House, site, wait_for

pytestmark = pytest.mark.slow
LOT = 20
PREPARE = f"""
from datetime import UTC, datetime, timedelta
from tests import make
for n in range({LOT}):
    make.scheduled_consultation(datetime.now(UTC) + timedelta(hours=1), title=f"Lot {{n}}")
from wagtail.models import Revision
past = datetime.now(UTC) - timedelta(minutes=1)
Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=past)
"""
TICK = "from celery import current_app\ncurrent_app.send_task('pages.tasks.publish_due')"


def _ask(house: House, statement: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(house.var / "parvis.sqlite3", timeout=20)) as database:
        return database.execute(statement).fetchall()


def _live(house: House) -> int:
    counted = "SELECT count(*) FROM wagtailcore_page WHERE live AND title LIKE 'Lot %'"
    return _ask(house, counted)[0][0]


@pytest.mark.usefixtures("_on_sqlite")
def test_a_worker_killed_while_pages_go_out_publishes_the_rest_once() -> None:
    with site(processes=["worker"], prepare=PREPARE) as house:
        house.shell(TICK)
        wait_for(lambda: _live(house) >= 2, seconds=40, what="publishing has begun")

        house.kill("worker")
        assert _live(house) < LOT  # the control: it was in the middle
        house.start("worker")
        house.shell(TICK)

        wait_for(lambda: _live(house) == LOT, seconds=120, what="the rest went out")
        counted = "SELECT count(*) FROM wagtailcore_pagelogentry WHERE action = "
        grouped = f"{counted}'wagtail.publish.scheduled' GROUP BY page_id"
        assert _ask(house, grouped) == [(1,)] * LOT


@pytest.fixture
def _on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
