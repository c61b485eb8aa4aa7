"""How a line of the log is written: what happened and where, never whom it concerns."""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

# The messages of these name code or machines; those of any other error may hold what a person sent.
_TELLING = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    NameError,
    OperationalError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
    TypeError,
)
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{20,}\b", re.ASCII)
_QUERY = re.compile(r"(?<=[\w/])\?[^\s'\"]+=[^\s'\"]*")

_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Leaves out e-mail addresses, tokens, queries, and the words of errors about data."""

    def format(self, record: logging.LogRecord) -> str:
        line = _QUERY.sub("?[query]", super().format(record))
        return _TOKEN.sub("[token]", _ADDRESS.sub("[address]", line))

    def formatException(self, ei: _Error) -> str:
        parts: list[str] = []
        error = ei[1]
        while error is not None and len(parts) < 5:
            places = "".join(traceback.format_tb(error.__traceback__))
            parts.insert(0, f"{places}{_named(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n--- then ---\n".join(parts)


def _named(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if not isinstance(error, _TELLING):
        return name
    return f"{name}: {str(error).partition(chr(10))[0][:300]}"
