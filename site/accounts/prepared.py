"""Questions that every act asks: Django builds their SQL once, not at each request.

Building a query with joins costs more than PostgreSQL needs to answer it. Only for what is asked
by one number; everything else is an ordinary query set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
_NUMBER = -6220  # no row has it: the place where the number goes


@dataclass(frozen=True)
class _Compiled:
    """The SQL, and how a row of it becomes a model with what it is joined to."""

    sql: str
    parameters: tuple[Any, ...]
    compiler: Any
    converters: Any
    names: list[str]
    own: slice
    populators: list[Any]
    annotations: dict[str, int]


class Prepared(Generic[M]):
    """`get(number)` is `queryset_of(number).get()`, or None. The query set depends on nothing
    but the number: neither on the clock, nor on a language, nor on a setting."""

    def __init__(self, queryset_of: Callable[[int], QuerySet[M]]) -> None:
        self._queryset_of = queryset_of
        self._known: WeakKeyDictionary[Any, _Compiled] = WeakKeyDictionary()  # by connection

    def get(self, number: int) -> M | None:
        """The row, read now."""
        connection = connections[DEFAULT_DB_ALIAS]
        how = self._known.get(connection)
        if how is None:
            how = self._known[connection] = _compile(self._queryset_of(_NUMBER), connection)
        with connection.cursor() as cursor:
            values = [number if value == _NUMBER else value for value in how.parameters]
            cursor.execute(how.sql, values)
            row = cursor.fetchone()
        if row is None:
            return None
        if how.converters:
            (row,) = how.compiler.apply_converters([row], how.converters)
        found: M = how.compiler.query.model.from_db(DEFAULT_DB_ALIAS, how.names, row[how.own])
        for populator in how.populators:
            populator.populate(row, found)
        for name, place in how.annotations.items():
            setattr(found, name, row[place])
        return found


def _compile(queryset: QuerySet[Any], connection: Any) -> _Compiled:
    """What Django does with a query set before and after it asks the database."""
    compiler = queryset.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    assert list(parameters).count(_NUMBER) == 1, "one number, in one place"
    places = compiler.klass_info["select_fields"]
    own = slice(places[0], places[-1] + 1)
    return _Compiled(
        sql=sql,
        parameters=tuple(parameters),
        compiler=compiler,
        converters=compiler.get_converters([column[0] for column in compiler.select]),
        names=[column[0].target.attname for column in compiler.select[own]],
        own=own,
        populators=get_related_populators(  # type: ignore[call-arg]  # the stubs are a version ahead
            compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS
        ),
        annotations=dict(compiler.annotation_col_map),
    )
