"""The days on which Belgium does not work: ten a year, computed."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - year % 19) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


def public_holidays(year: int) -> dict[date, str]:
    """Each legal holiday of a year, in order, with its name in the reader's language."""
    sunday = easter(year)
    return {
        date(year, 1, 1): _("New Year’s Day"),
        sunday + timedelta(days=1): _("Easter Monday"),
        date(year, 5, 1): _("Labour Day"),
        sunday + timedelta(days=39): _("Ascension Day"),
        sunday + timedelta(days=50): _("Whit Monday"),
        date(year, 7, 21): _("National Day"),
        date(year, 8, 15): _("Assumption Day"),
        date(year, 11, 1): _("All Saints’ Day"),
        date(year, 11, 11): _("Armistice Day"),
        date(year, 12, 25): _("Christmas Day"),
    }
