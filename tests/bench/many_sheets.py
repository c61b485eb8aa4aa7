"""100,000 sheets of twenty questions: what the results page and the exports of them cost.

PostgreSQL at DATABASE_URL (default 127.0.0.1:5432, user postgres); a database of its own is made
and dropped. `--sheets` makes fewer. Exits with 1 when a promise is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(ROOT), str(ROOT / "site")]
BASE = "postgres://postgres@127.0.0.1:5432/postgres"
MOST_QUERIES, MOST_MS, MOST_MB = 12, 400, 300


def main() -> None:
    from tests.bench.servers import Database

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--sheets", type=int, default=100_000)
    options.add_argument("--steps", default="fill,count,page,csv,xlsx")
    options.add_argument("--step", default="", help="one of them, in the database at hand")
    given = options.parse_args()
    if given.step:
        return _step(given.step, given.sheets)
    missed = 0
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as folder:
        database = Database(os.environ.get("DATABASE_URL", BASE))
        ours = os.environ | {
            "DATABASE_URL": database.url,
            "PARVIS_VAR": folder,
            "PARVIS_ENV": "embedded",
            "PARVIS_TASKS": "immediate",
            "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "LOG_LEVEL": "ERROR",
            "STAFF_SECOND_FACTOR": "False",
            "STATIC_ROOT": f"{folder}/static",
        }
        try:
            for words_of in ("migrate", "collectstatic --noinput"):
                words = ["manage.py", *words_of.split(), "--verbosity", "0"]
                subprocess.run([sys.executable, *words], cwd=ROOT, env=ours, check=True)
            for step in given.steps.split(","):
                command = [sys.executable, __file__, "--step", step, "--sheets", str(given.sheets)]
                missed += subprocess.run(command, cwd=ROOT, env=ours, check=False).returncode
        finally:
            database.drop()
    raise SystemExit(bool(missed))


def _step(name: str, sheets: int) -> None:
    import django

    django.setup()
    begun = time.monotonic()
    found = STEPS[name](sheets)
    print(name, json.dumps({"seconds": round(time.monotonic() - begun, 1)} | found), flush=True)
    wrong = [key for key, most in LIMITS.items() if found.get(key, 0) > most]
    if wrong:
        print("MISSED:", ", ".join(wrong), flush=True)
        raise SystemExit(1)


def _fill(sheets: int) -> dict[str, Any]:
    from django.db import connection

    from participation.models import AnswerSheet, Survey
    from tests import make, surveys
    from tests.surveys import question

    make.home()
    survey = surveys.survey(
        *[question("single", f"Question {n}", options=list("ABCDE")) for n in range(12)],
        *[question("multiple", f"Plusieurs {n}", options=list("ABCDEF")) for n in range(3)],
        *[question("scale", f"Note {n}", most=5, low="non", high="oui") for n in range(3)],
        question("number", "Combien ?"),
        question("long_text", "Pourquoi ?"),
        count_visibility="always",
        consultation=None,
        is_shown=True,
    )
    version = survey.current_version()
    assert version
    rows = (
        AnswerSheet(
            survey=survey,
            version=version,
            channel="web" if n % 9 else "paper",
            token=uuid4(),
            language="fr",
            submitted_at=make.NOON,
        )
        for n in range(sheets)
    )
    while batch := list(islice(rows, 5_000)):
        AnswerSheet.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        for place, asked in enumerate(version.questions()):
            cursor.execute(_SQL[asked.asked.kind], {"question": asked.pk, "place": place + 1})
        cursor.execute(
            "INSERT INTO participation_sheettocount (survey_id, sheet_id)"
            " SELECT survey_id, id FROM participation_answersheet"
        )
        cursor.execute("VACUUM ANALYZE")
    return {"surveys": Survey.objects.count()}


_HEAD = (
    'INSERT INTO participation_answer (sheet_id, question_id, "row", "option", number, text,'
    " published_at) "
)
_SQL = {
    "single": _HEAD + "SELECT id, %(question)s, '', chr(97 + (id * %(place)s %% 5)::int), NULL, '',"
    " NULL::timestamptz FROM participation_answersheet",
    "multiple": _HEAD + "SELECT id, %(question)s, '', chr(97 + p), NULL, '', NULL::timestamptz"
    " FROM participation_answersheet, generate_series(0, 5) p WHERE (id + p * %(place)s) %% 3 = 0",
    "scale": _HEAD + "SELECT id, %(question)s, '', (1 + id * %(place)s %% 5)::text,"
    " 1 + id * %(place)s %% 5, '', NULL::timestamptz FROM participation_answersheet",
    "number": _HEAD + "SELECT id, %(question)s, '', '', id %% 30, '', NULL::timestamptz"
    " FROM participation_answersheet",
    "long_text": _HEAD + "SELECT id, %(question)s, '', '', NULL, 'Des bancs et des arbres, svp.',"
    " CASE WHEN id %% 50 = 0 THEN now() END FROM participation_answersheet WHERE id %% 2 = 0",
}


def _count(sheets: int) -> dict[str, Any]:
    """What the background does: in batches of a thousand."""
    from participation.actions.count_sheets import count_new_sheets

    return {"sheets": count_new_sheets()}


def _page(sheets: int) -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from participation.models import Survey
    from tests import editor, make

    survey = Survey.objects.get()
    staff = editor.signed_in(make.staff("strategy"))
    staff.defaults["HTTP_HOST"] = "127.0.0.1"
    found: dict[str, Any] = {}
    pages = {
        "public": (Client(headers={"host": "127.0.0.1"}), f"/enquetes/{survey.pk}/?a=b"),
        "staff": (staff, reverse("parvis_survey_results", args=[survey.pk])),
        "split": (staff, reverse("parvis_survey_splits", args=[survey.pk]) + "?question=q2&by=q1"),
    }
    for who, (client, address) in pages.items():
        client.get(address.partition("?")[0])  # warm
        with CaptureQueriesContext(connection) as asked:
            begun = time.monotonic()
            answer = client.get(address)
            found[f"{who}_ms"] = round((time.monotonic() - begun) * 1000)
        assert answer.status_code == 200, answer.status_code
        found[f"{who}_bars"] = answer.content.count(b'class="bar-value"')
        found[f"{who}_queries"] = len(asked)
        slowest = max(asked.captured_queries, key=lambda q: float(q["time"]))
        found[f"{who}_slowest"] = f"{slowest['time']} s: {slowest['sql'][:120]}"
    return found


def _csv(sheets: int) -> dict[str, Any]:
    return _export("csv")


def _xlsx(sheets: int) -> dict[str, Any]:
    return _export("xlsx")


def _export(kind: str) -> dict[str, Any]:
    from resource import RUSAGE_SELF, getrusage

    from accounts import outbox
    from participation.actions.export_answers import ask_for_export, content_of
    from participation.models import AnswerExport, Survey
    from tests import make

    who = make.staff("strategy", email=f"{kind}@example.be")
    ask_for_export(who=who, survey=Survey.objects.get(), kind=kind)
    outbox.drain()
    export = AnswerExport.objects.get(kind=kind, state="ready")
    size = sum(len(part) for part in content_of(export))
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return {"mb_of_file": round(size / 1024**2, 1), "peak_mb": round(peak)}


STEPS = {"fill": _fill, "count": _count, "page": _page, "csv": _csv, "xlsx": _xlsx}
LIMITS = {
    "public_ms": MOST_MS,
    "staff_ms": MOST_MS,
    "public_queries": MOST_QUERIES,
    "peak_mb": MOST_MB,
}
if __name__ == "__main__":
    main()
