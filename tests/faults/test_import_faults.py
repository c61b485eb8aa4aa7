"""A worker killed in the middle of an import: another one finishes it, and nothing comes twice."""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg2
import pytest

from tests.faults.servers import House, site, wait_for

pytestmark = pytest.mark.slow
LINES = 4900
SEND = f"""
from uuid import uuid4
from participation.actions.receive_import import receive_import
from participation.imports.files import Sent
from tests import make
make.home()
box = make.idea_box()
who = make.staff("strategy")
lines = "".join(f"{{n}};2015-09-26T02:27:55+0200;Idée {{n}}\\n" for n in range({LINES}))
record = receive_import(
    who=who, consultation=box.consultation, box=box, comments=None, token=uuid4(),
    ideas=Sent("idees.csv", ("id;created_at;title\\n" + lines).encode()),
)
"""
CONFIRM = """
from accounts.models import User
from participation.actions.receive_import import confirm_import
from participation.models import Import
confirm_import(who=User.objects.get(is_staff=True), pk=Import.objects.get().pk)
"""
LET_GO = """
from accounts import clock, outbox
from accounts.models import OutboxMessage
OutboxMessage.objects.filter(kind="import", done_at=None).update(
    claimed_at=clock.now() - outbox.LEASE * 2
)
"""


class Look:
    """What stands in the site's database, asked at once: a command would come too late."""

    def __init__(self, house: House) -> None:
        url = house.environment["DATABASE_URL"]
        if url.startswith("sqlite"):
            self.connection: Any = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)
            self.connection.isolation_level = None
        else:
            self.connection = psycopg2.connect(url)
            self.connection.autocommit = True

    def value(self, question: str) -> Any:
        cursor = self.connection.cursor()
        cursor.execute(question)
        return cursor.fetchone()[0]

    def state(self) -> str:
        return str(self.value("SELECT state FROM participation_import"))

    def ideas(self) -> int:
        return int(self.value("SELECT count(*) FROM participation_idea"))

    def is_held(self) -> bool:
        held = "kind = 'import' AND done_at IS NULL AND claimed_at IS NOT NULL"
        return bool(self.value(f"SELECT count(*) FROM accounts_outboxmessage WHERE {held}"))


def test_an_import_survives_the_death_of_its_worker() -> None:
    with site() as house:
        look = Look(house)
        house.shell(SEND)
        wait_for(lambda: look.state() == "ready", seconds=60, what="the files are read")
        house.stop("worker")
        house.shell(CONFIRM)
        house.start("worker")
        wait_for(look.is_held, seconds=60, what="a worker has it")
        house.kill("worker")

        assert (look.state(), look.ideas()) == ("running", 0), "killed before it was done"
        house.shell(LET_GO)  # two minutes later
        house.start("worker")
        wait_for(lambda: look.state() == "done", seconds=120, what="another one finishes")

        assert look.ideas() == LINES
