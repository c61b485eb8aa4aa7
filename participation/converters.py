"""The parts that addresses of ours may have; anything else is an unknown address, not an error."""

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class NumberConverter(IntConverter):
    """A row's number: one that no database could hold is an unknown address, not an error."""

    regex = "[1-9][0-9]{0,14}"


class SpreadsheetKind(StringConverter):
    regex = "csv|xlsx"


class ResultsKind(StringConverter):
    regex = "csv|xlsx|pdf"


class TextKind(StringConverter):
    regex = "idea|comment"


register_converter(NumberConverter, "number")
register_converter(SpreadsheetKind, "spreadsheet_kind")
register_converter(ResultsKind, "results_kind")
register_converter(TextKind, "text_kind")
