"""The sheet of most people – a first one, of what is asked now – in one statement.

It allows nothing of its own: what it does not insert, `submit_sheet` looks at step by step, and
finds the reason. Its conditions are those of `Activity.is_open`, and
tests/participation/surveys/test_first_sheet.py holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from participation.models import Answer, AnswerSheet

_INSERT = """
INSERT INTO participation_answersheet ({columns})
SELECT {values}
FROM participation_survey survey
JOIN participation_surveyversion version ON version.survey_id = survey.id
LEFT JOIN participation_consultation whole ON whole.id = survey.consultation_id
WHERE survey.id = %(survey)s AND version.id = %(version)s
AND survey.respondents = %(respondents)s
AND NOT EXISTS (
  SELECT 1 FROM participation_surveyversion later WHERE later.survey_id = survey.id
  AND (later.number, later.correction) > (version.number, version.correction))
AND survey.live AND NOT survey.is_archived
AND (survey.opens_at IS NULL OR survey.opens_at <= {now})
AND (survey.closes_at IS NULL OR survey.closes_at > {now})
AND ((whole.id IS NULL AND survey.is_shown)
  OR (whole.is_public AND whole.paused_at IS NULL
      AND whole.opens_at <= {now} AND whole.closes_at > {now}))
ON CONFLICT DO NOTHING
RETURNING id, submitted_at"""
_ANSWERS = "INSERT INTO participation_answer ({columns}) {values}"
_MARK = "INSERT INTO participation_sheettocount (survey_id, sheet_id)"
_SWEEP = "DELETE FROM participation_sheetdraft WHERE survey_id = %(survey)s AND token = %(token)s"
_AT_ONCE = """
WITH sheet AS ({insert}),
answers AS ({answers}),
marked AS ({mark} SELECT %(survey)s, sheet.id FROM sheet),
swept AS ({sweep} AND EXISTS (SELECT 1 FROM sheet))
SELECT id, submitted_at FROM sheet"""
Values = dict[str, Any]


def first_sheet(
    sheet: AnswerSheet, answers: Sequence[Answer], *, respondents: str, at: datetime | None
) -> bool:
    """Whether this sheet and its answers, not saved yet, could be written at once, with their mark
    for the tally; what was begun with the same token goes. False when somebody has to look closer.

    `at` is an instant in UTC, default the database's own time: it becomes the sheet's.
    """
    moment = at or (None if connection.vendor == "postgresql" else timezone.now())
    sheet.submitted_at = moment or timezone.now()
    of_sheet = _columns_of(sheet)
    values: Values = {f"sheet_{name}": value for name, value in of_sheet.items()}
    values |= {
        "survey": sheet.survey_id,
        "version": sheet.version_id,
        "respondents": respondents,
        "token": of_sheet["token"],
        "now": of_sheet["submitted_at"],
    }
    now = "%(now)s" if moment else "statement_timestamp()"
    given = {name: f"%(sheet_{name})s" for name in of_sheet} | {"submitted_at": now}
    insert = _INSERT.format(columns=_names(of_sheet), values=", ".join(given.values()), now=now)
    write = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    row = write(insert, values, [_columns_of(answer) for answer in answers])
    if row is None:
        return False
    sheet.pk, sheet.submitted_at = row[0], moment or row[1]
    sheet._state.adding, sheet._state.db = False, connection.alias
    return True


def _on_postgres(insert: str, values: Values, answers: Sequence[Values]) -> Any:
    """One statement: whole or not at all. The first row says which types the others have."""
    names = [name for name in answers[0] if name != "sheet_id"]
    types = {field.column: field.db_type(connection) for field in Answer._meta.concrete_fields}
    rows = []
    for number, answer in enumerate(answers):
        values |= {f"answer_{number}_{name}": answer[name] for name in names}
        cells = [f"%(answer_{number}_{name})s" for name in names]
        if not number:
            cells = [f"CAST({c} AS {types[n]})" for c, n in zip(cells, names, strict=True)]
        rows.append(f"({number}, {', '.join(cells)})")
    columns = _names(names)
    select = (
        f"SELECT sheet.id, {columns} FROM sheet, (VALUES {', '.join(rows)})"
        f" AS given (place, {columns}) ORDER BY place"
    )
    sql = _AT_ONCE.format(
        insert=insert,
        answers=_ANSWERS.format(columns=f"sheet_id, {columns}", values=select),
        mark=_MARK,
        sweep=_SWEEP,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def _on_sqlite(insert: str, values: Values, answers: Sequence[Values]) -> Any:
    """SQLite has no inserts inside a WITH: a few statements, one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, values)
        row = cursor.fetchone()
        if row is not None:
            cells = ", ".join(["%s"] * len(answers[0]))
            sql = _ANSWERS.format(columns=_names(answers[0]), values=f"VALUES ({cells})")
            rows = [[*(answer | {"sheet_id": row[0]}).values()] for answer in answers]
            cursor.executemany(sql, rows)
            cursor.execute(f"{_MARK} VALUES (%s, %s)", [values["survey"], row[0]])
            cursor.execute(_SWEEP, {name: values[name] for name in ("survey", "token")})
        return row


def _columns_of(row: Model) -> Values:
    """What stands in each column of a row that is not saved yet. Texts and numbers stand as they
    are; a day, a moment, a decimal, a token have another form in each engine."""
    values: Values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if not field.primary_key:
            is_plain = value is None or isinstance(value, str | int)
            values[str(field.column)] = (
                value if is_plain else field.get_db_prep_save(value, connection)
            )
    return values


def _names(columns: Iterable[str]) -> str:
    return ", ".join(map(connection.ops.quote_name, columns))
