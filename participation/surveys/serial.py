"""The serial number of a paper sheet: the survey, a number, and a digit that catches a slip.

`12-0042-5`. The last digit is Damm's: one wrong digit, or two that changed places, is always found.
"""

from __future__ import annotations

import re

from participation.surveys.errors import SerialOfAnotherSurvey, SerialWrong

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_FORM = re.compile(r"(\d{1,9})[-\s./]?(\d{4})[-\s./]?(\d)")


def serial_of(survey: int, number: int) -> str:
    """The serial number of the survey's sheet of this number, from 1 to 9999."""
    return f"{survey}-{number:04}-{check_digit(f'{survey}{number:04}')}"


def read_serial(survey: int, typed: str) -> str:
    """What was typed, as it is printed. Raises SerialWrong, SerialOfAnotherSurvey."""
    found = _FORM.fullmatch(typed.strip())
    if not found or check_digit(found[1] + found[2]) != found[3]:
        raise SerialWrong
    if int(found[1]) != survey:
        raise SerialOfAnotherSurvey
    return serial_of(survey, int(found[2]))


def check_digit(digits: str) -> str:
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)
