"""Filling the editorial calendar, once: what stands in it is left as it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from wagtail.models import Page

from accounts.models import Service, StrategicObjective, Theme, User
from pages.actions.place import place
from pages.actions.plan_entry import Plan, plan_entry
from pages.actions.present_calendar import present_calendar
from pages.demo import places
from pages.demo.texts import calendar as texts
from pages.demo.texts.calendar import Planned
from pages.demo.tree import Tree
from pages.demo.writing import typeset
from pages.models import CalendarEntry, Observance

DECK_YEAR = 2021
MEETING = timedelta(days=8)  # ago, the Collège saw the calendar


def add_calendar(tree: Tree, at: datetime) -> None:
    """The observances of the deck's year, of this one and of the next; then the entries."""
    for year in (DECK_YEAR, tree.today.year, tree.today.year + 1):
        _add_observances(year)
    if CalendarEntry.objects.exists():
        return
    for text in (*texts.DECK, *texts.PAST, *texts.NOW):
        _plan(text, tree, at)
    first = tree.today.replace(day=1)
    last = date(tree.today.year + 1, 12, 31)
    present_calendar(presented_on=tree.today - MEETING, first=first, last=last, user=None, at=at)


def _add_observances(year: int) -> None:
    """Those whose dates follow a rule; school holidays are entered by the city, as decreed."""
    kinds = Observance.Kind
    # The third Saturday of November, for nine days.
    november = date(year, 11, 1)
    saturday = november + timedelta(days=(5 - november.weekday()) % 7 + 14)
    found = (
        ("Journée internationale des droits des femmes", kinds.OBSERVANCE, date(year, 3, 8), 1),
        ("Journée mondiale de l'environnement", kinds.OBSERVANCE, date(year, 6, 5), 1),
        (texts.MOBILITY_WEEK, kinds.OBSERVANCE, date(year, 9, 16), 7),
        (texts.WASTE_WEEK, kinds.OBSERVANCE, saturday, 9),
        (texts.DISABILITY_DAY, kinds.OBSERVANCE, date(year, 12, 3), 1),
        ("Fêtes de fin d'année", kinds.SENSITIVE, date(year, 12, 24), 10),
    )
    for name, kind, first, days in found:
        last = first + timedelta(days=days - 1)
        Observance.objects.get_or_create(
            name=typeset(name), first_day=first, defaults={"kind": kind, "last_day": last}
        )


def _plan(text: Planned, tree: Tree, at: datetime) -> None:
    page = Page.objects.filter(pk=tree.numbers[text.page]).first() if text.page else None
    first = None if text.first is None else tree.day(text.first)
    last = None if text.last is None else tree.day(text.last)
    subject = typeset(text.subject)
    state = text.state
    if page and not first:  # it is out: the plan is what was done
        subject, state = page.title, "ready"
    plan = Plan(
        subject=subject,
        kind=text.kind,
        state=state,
        owner=User.objects.filter(email=text.in_charge).first(),
        service=Service.objects.filter(name=typeset(text.service)).first(),
        theme=Theme.objects.filter(slug=text.theme).first(),
        objective=StrategicObjective.objects.filter(code=places.OBJECTIVE).first(),
        observance=_observance(text, first),
    )
    plan_entry(plan=plan, placement=place(text.precision, first, last), user=None, page=page, at=at)


def _observance(text: Planned, first: date | None) -> Observance | None:
    """Its occurrence of the same year, else the nearest later one."""
    if not text.observance or first is None:
        return None
    rows = Observance.objects.filter(name=typeset(text.observance))
    return rows.filter(first_day__gte=date(first.year, 1, 1)).order_by("first_day").first()
