"""The editorial calendar: planning is not scheduling, and every view tells the same."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from accounts.groups import GROUPS, IMPLEMENTATION, MODERATOR
from accounts.models import User
from pages import errors
from pages.actions.abandon_entry import abandon_entry
from pages.actions.move_entry import move_entry
from pages.actions.place import NOWHERE, Placement, place
from pages.actions.plan_entry import Plan, change_entry, plan_entry
from pages.admin.calendar.periods import period_of
from pages.holidays import public_holidays
from pages.models import CalendarEntry, EntryMove, Observance
from pages.results.calendar import Shown, Stage, calendar_entries, shown_of
from pages.results.calendar_views import background, months_of, stages_of, weeks_of, year_of
from tests import editor, make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = date(2026, 5, 4)
MAY = place("month", TODAY)


@pytest.fixture
def planner() -> User:
    make.home()
    return make.staff(IMPLEMENTATION, first_name="Équipe", last_name="Projet")


def entry(placement: Placement = NOWHERE, page: Any = None, **plan: Any) -> CalendarEntry:
    words = {"subject": "La mobilité", "kind": "article"} | plan
    return plan_entry(plan=Plan(**words), placement=placement, user=None, page=page, at=make.NOON)


def seen(found: CalendarEntry, at: datetime = make.NOON) -> Shown:
    return shown_of([CalendarEntry.objects.with_related().get(pk=found.pk)], at)[0]


# --- Where an entry stands ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("precision", "last", "first_and_last"),
    [
        ("day", None, (TODAY, TODAY)),
        ("week", None, (date(2026, 5, 4), date(2026, 5, 10))),
        ("month", None, (date(2026, 5, 1), date(2026, 5, 31))),
        ("range", date(2026, 6, 7), (TODAY, date(2026, 6, 7))),
    ],
)
def test_any_day_of_a_week_or_month_names_it(
    precision: str, last: date | None, first_and_last: tuple[date, date]
) -> None:
    found = place(precision, TODAY, last)

    assert (found.first_day, found.last_day) == first_and_last


@pytest.mark.parametrize("precision", ["day", "week", "month", "range"])
def test_a_precision_needs_its_days(precision: str) -> None:
    with pytest.raises(errors.EntryDaysMissing):
        place(precision)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(errors.EntryDaysInDisorder):
        place("range", TODAY, TODAY - DAY)


def test_the_database_keeps_days_and_precision_together(planner: User) -> None:
    found = entry(MAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarEntry.objects.filter(pk=found.pk).update(precision="none")


def test_an_entry_needs_neither_subject_nor_kind_nor_date(planner: User) -> None:
    found = plan_entry(plan=Plan(), user=planner)

    assert str(found) == "Sujet à définir"
    assert found.get_kind_display() == "type à définir"
    assert seen(found).first_day is None


def test_planning_schedules_nothing(planner: User) -> None:
    page = make.draft_consultation()
    found = entry(place("day", TODAY), page=page)

    move_entry(
        entry=found, to=place("day", TODAY + DAY), expected=place("day", TODAY), user=planner
    )

    page.refresh_from_db()
    assert page.go_live_at is None
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


# --- Moving, abandoning -------------------------------------------------------------------------


def test_every_move_is_written_down(planner: User) -> None:
    found = entry(MAY)

    move_entry(
        entry=found,
        to=place("day", TODAY),
        expected=MAY,
        user=planner,
        cause=EntryMove.Cause.FIELD,
        reason="La salle est prise.",
        at=make.NOON,
    )

    move = EntryMove.objects.get()
    assert (move.was, move.was_first, move.became_first) == ("month", date(2026, 5, 1), TODAY)
    assert (move.cause, move.reason) == ("field", "La salle est prise.")
    assert (move.made_by, move.made_at) == (planner, make.NOON)


def test_moving_to_the_same_dates_changes_nothing(planner: User) -> None:
    assert move_entry(entry=entry(MAY), to=MAY, expected=MAY, user=planner) is None
    assert not EntryMove.objects.exists()


def test_who_saw_other_dates_looks_again(planner: User) -> None:
    found = entry(MAY)

    with pytest.raises(errors.EntryMovedMeanwhile):
        move_entry(entry=found, to=NOWHERE, expected=NOWHERE, user=planner)


def test_an_entry_is_abandoned_with_a_reason_and_taken_up_again(planner: User) -> None:
    found = entry(MAY)
    with pytest.raises(errors.AbandonsWithAReason):
        abandon_entry(entry=found, reason=" ", user=planner)

    found = abandon_entry(entry=found, reason="Plus de budget.", user=planner)
    assert seen(found).stage == Stage.ABANDONED

    again = change_entry(entry=found, plan=Plan(subject="La mobilité"), user=planner)
    assert (again.state, again.abandon_reason) == ("to_define", "")


def test_what_goes_out_is_not_abandoned(planner: User) -> None:
    found = entry(MAY, page=make.article())

    with pytest.raises(errors.PageGoesOut):
        abandon_entry(entry=found, reason="Tant pis.", user=planner)


def test_who_only_reads_changes_nothing(planner: User) -> None:
    found, reader = entry(MAY), make.staff(MODERATOR)

    with pytest.raises(errors.MayNotPlan):
        plan_entry(plan=Plan(), user=reader)
    with pytest.raises(errors.MayNotPlan):
        change_entry(entry=found, plan=Plan(), user=reader)
    with pytest.raises(errors.MayNotPlan):
        move_entry(entry=found, to=NOWHERE, expected=MAY, user=reader)
    with pytest.raises(errors.MayNotPlan):
        abandon_entry(entry=found, reason="Non.", user=reader)


# --- What the page and the clock say ------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "stage"),
    [
        (make.NOON - 8 * DAY, Stage.LIVE),
        (make.NOON, Stage.OPEN),
        (make.NOON + 29 * DAY, Stage.CLOSED),
        (make.NOON + 60 * DAY, Stage.REPORT_DUE),
    ],
)
def test_a_consultation_tells_its_own_state_and_dates(
    planner: User, at: datetime, stage: Stage
) -> None:
    page = make.consultation_page()
    found = entry(place("month", date(2030, 1, 1)), page=page, state="planned")

    shown = seen(found, at)

    assert shown.stage == stage
    assert (shown.first_day, shown.last_day) == (date(2026, 4, 27), date(2026, 6, 1))
    assert found.state == "planned"  # nothing derived is stored


def test_a_report_ends_it(planner: User) -> None:
    page = make.consultation_page()
    make.feedback_report(page)

    assert seen(entry(page=page), make.NOON + 60 * DAY).stage == Stage.REPORTED


def test_a_long_promise_does_not_hide_a_report_that_is_due(planner: User) -> None:
    page = make.consultation_page(answer_due_on=date(2028, 1, 1))

    assert seen(entry(page=page), make.NOON + 130 * DAY).stage == Stage.REPORT_DUE


def test_a_scheduled_page_gives_its_moment(planner: User) -> None:
    due = datetime.now(UTC).replace(microsecond=0) + 30 * DAY
    shown = seen(entry(page=make.scheduled_article(due)))

    assert (shown.stage, shown.at) == (Stage.SCHEDULED, due)
    assert shown.first_day == due.astimezone(clock.BRUSSELS).date()


def test_the_day_is_that_of_brussels(planner: User) -> None:
    due = datetime(2030, 6, 1, 22, 30, tzinfo=UTC)  # half past midnight, the day after

    assert seen(entry(page=make.scheduled_article(due))).first_day == date(2030, 6, 2)


def test_a_draft_leaves_the_plan_in_force(planner: User) -> None:
    shown = seen(entry(MAY, page=make.draft_consultation(), state="writing"))

    assert (shown.stage, shown.precision) == (Stage.WRITING, "month")


def test_a_deleted_page_gives_the_entry_back_its_plan(planner: User) -> None:
    page = make.draft_consultation()
    found = entry(MAY, page=page)

    page.delete()

    assert seen(found).first_day == MAY.first_day


# --- One set of questions, and views that agree -------------------------------------------------


def _random_entries(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        precision = chance.choice(["none", "day", "week", "month", "range"])
        first = date(2026, 1, 1) + timedelta(days=chance.randint(-60, 420))
        entry(place(precision, first, first + timedelta(days=chance.randint(0, 70))))


@pytest.mark.parametrize("seed", range(5))
def test_year_months_weeks_list_and_board_show_the_same(planner: User, seed: int) -> None:
    _random_entries(seed)
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    shown = calendar_entries(first, last, at=make.NOON)
    placed = [found for found in shown if found.touches(first, last)]
    expected = {found.entry.pk for found in placed}

    year = year_of(shown, [], 2026, TODAY)
    in_year = {c.entry.pk for month in year.months for c in month.cards}
    in_year |= {bar.what.entry.pk for bar in year.bars}
    in_list = [c.entry.pk for _, cards in months_of(shown, first, last) for c in cards]
    in_board = [c.entry.pk for _, cards in stages_of(placed) for c in cards]
    in_months, in_weeks = set(), set()
    for number in range(1, 13):
        in_months |= _in_weeks("month", date(2026, number, 1), first, last)
    for number in range(53):
        in_weeks |= _in_weeks("week", first + timedelta(days=7 * number), first, last)

    assert expected
    assert in_year == set(in_list) == set(in_board) == in_months == in_weeks == expected
    assert len(in_list) == len(in_board) == len(expected)


def _in_weeks(view: str, on: date, first: date, last: date) -> set[int]:
    """What the month or week of `on` draws, of what the year holds."""
    period = period_of(view, on)
    shown = calendar_entries(period.first - 7 * DAY, period.last + 7 * DAY, at=make.NOON)
    found = set()
    for week in weeks_of(shown, [], period.first, period.last, TODAY):
        drawn = [card for day in week.days for card in day.cards]
        drawn += [bar.what for bar in week.bars] + week.band
        found |= {card.entry.pk for card in drawn if card.touches(first, last)}
    return found


def test_what_is_known_by_the_month_is_on_no_day_of_it(planner: User) -> None:
    entry(MAY)
    shown = calendar_entries(date(2026, 5, 1), date(2026, 5, 31), at=make.NOON)

    year = year_of(shown, [], 2026, TODAY)
    weeks = weeks_of(shown, [], date(2026, 5, 1), date(2026, 5, 31), TODAY)

    assert [(bar.start, bar.span) for bar in year.bars] == [(5, 1)]
    assert not any(day.cards for week in weeks for day in week.days)


def test_a_period_that_goes_on_is_drawn_over_its_months(planner: User) -> None:
    entry(place("range", date(2026, 7, 1), date(2026, 8, 31)))
    entry(place("range", date(2026, 12, 20), date(2027, 1, 9)))

    shown = calendar_entries(date(2026, 1, 1), date(2026, 12, 31), at=make.NOON)
    bars = year_of(shown, [], 2026, TODAY).bars

    assert [(bar.start, bar.span, bar.ends) for bar in bars] == [(7, 2, True), (12, 1, False)]


@pytest.mark.parametrize("monday", [date(2026, 10, 19), date(2027, 3, 22)])
def test_the_weeks_in_which_clocks_change_have_seven_days(planner: User, monday: date) -> None:
    [week] = weeks_of([], [], monday, monday + 6 * DAY, TODAY)

    assert [day.on for day in week.days] == [monday + timedelta(days=n) for n in range(7)]


def test_the_belgian_holidays_of_two_years() -> None:
    assert [day.isoformat()[5:] for day in public_holidays(2026)] == [
        "01-01", "04-06", "05-01", "05-14", "05-25", "07-21", "08-15", "11-01", "11-11", "12-25",
    ]  # fmt: skip
    assert date(2027, 3, 29) in public_holidays(2027)  # the Monday after Easter
    assert date(2027, 5, 6) in public_holidays(2027)


def test_observances_stand_behind_the_months_they_touch() -> None:
    Observance.objects.create(
        name="Semaine de la mobilité", first_day=date(2026, 9, 16), last_day=date(2026, 9, 22)
    )
    notes = background(date(2026, 1, 1), date(2026, 12, 31))

    months = year_of([], notes, 2026, TODAY).months

    assert [note.name for note in months[8].notes] == ["Semaine de la mobilité"]


# --- The screens --------------------------------------------------------------------------------


def screen(client: Client, view: str = "year", **query: str) -> str:
    address = reverse("parvis_calendar_view", args=[view])
    response = client.get(address, {"on": "2026-05-04"} | query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("view", ["year", "month", "week", "list", "board"])
def test_each_view_shows_sign_word_title_and_state(planner: User, view: str) -> None:
    entry(place("day", TODAY), subject="Une rue apaisée", state="ready")

    text = screen(editor.signed_in(planner), view)

    assert "Une rue apaisée" in text
    assert "#icon-doc-full" in text
    assert "Article" in text
    assert "Prêt" in text


@pytest.mark.parametrize("view", ["year", "month", "week", "list", "board"])
def test_the_shelf_stands_beside_every_view(planner: User, view: str) -> None:
    entry(subject="Un jour peut-être")

    assert "Un jour peut-être" in screen(editor.signed_in(planner), view)


@pytest.mark.parametrize(
    ("name", "value"), [("kind", "quiz"), ("state", "ready"), ("section", ""), ("owner", "")]
)
def test_filters_are_in_the_address(planner: User, name: str, value: str) -> None:
    district = make.district()
    wanted: dict[str, Any] = {"section": {"district": district}, "owner": {"owner": planner}}
    entry(MAY, subject="Gardée", **wanted.get(name, {name: value}))
    entry(MAY, subject="Écartée")
    value = value or str({"section": district.pk, "owner": planner.pk}[name])

    text = screen(editor.signed_in(planner), "list", **{name: value})

    assert "Gardée" in text
    assert "Écartée" not in text


def test_a_filter_that_is_not_on_offer_is_not_read(planner: User) -> None:
    entry(MAY, subject="Gardée")

    text = screen(editor.signed_in(planner), "list", kind="' OR 1=1", owner="x", on="9999-99-99")

    assert "Sujet" in text


def test_what_was_abandoned_is_shown_to_who_asks(planner: User) -> None:
    found = entry(MAY, subject="Laissée")
    abandon_entry(entry=found, reason="Trop tôt.", user=planner)

    assert "Laissée" not in screen(editor.signed_in(planner), "list")
    assert "Laissée" in screen(editor.signed_in(planner), "list", state="abandoned")


def test_three_a_day_and_the_others_unfold(planner: User) -> None:
    for number in range(5):
        entry(place("day", TODAY), subject=f"Article {number}")

    text = screen(editor.signed_in(planner), "month")

    assert "<summary>+2 entrées</summary>" in text
    assert all(f"Article {number}" in text for number in range(5))


def test_an_empty_period_says_so(planner: User) -> None:
    assert "Rien n’est encore prévu" in screen(editor.signed_in(planner))


@pytest.mark.parametrize("view", ["year", "month", "week", "list", "board"])
def test_a_view_asks_a_constant_number_of_questions(planner: User, view: str) -> None:
    client = editor.signed_in(planner)
    counts = []
    for _ in range(2):
        for _number in range(6):
            theme, service = make.theme(), make.service()
            entry(place("day", TODAY), owner=planner, theme=theme, service=service)
            entry(page=make.article(first_published_at=make.NOON))
            entry(page=make.consultation_page())
        screen(client, view)
        with CaptureQueriesContext(connection) as asked:
            screen(client, view)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert counts[0] <= 8 + 15  # the calendar with the clock, and Wagtail's frame


def test_an_entry_is_added_moved_edited_and_abandoned_by_forms_alone(planner: User) -> None:
    client = editor.signed_in(planner)
    form = {"subject": "Les trottoirs", "kind": "survey", "state": "planned"}
    client.post(
        reverse("parvis_calendar_add"), form | {"precision": "month", "first_day": "2026-05-04"}
    )
    made = CalendarEntry.objects.get()
    assert (made.subject, made.first_day, made.last_day) == (
        "Les trottoirs",
        date(2026, 5, 1),
        date(2026, 5, 31),
    )

    address = reverse("parvis_calendar_move", args=[made.pk])
    mark = client.get(address).context["form"].initial["expected"]
    client.post(
        address,
        {"precision": "range", "first_day": "2026-06-01", "last_day": "2026-07-05"}
        | {"expected": mark, "cause": "news", "reason": "Un chantier."},
    )
    made.refresh_from_db()
    assert (made.precision, made.last_day) == ("range", date(2026, 7, 5))
    assert "Un chantier." in client.get(reverse("parvis_calendar_entry", args=[made.pk])).text

    client.post(reverse("parvis_calendar_change", args=[made.pk]), form | {"state": "ready"})
    made.refresh_from_db()
    assert made.state == "ready"

    client.post(reverse("parvis_calendar_abandon", args=[made.pk]), {"reason": "Reporté."})
    made.refresh_from_db()
    assert (made.state, made.abandon_reason) == ("abandoned", "Reporté.")


@pytest.mark.parametrize(
    ("field", "value"),
    [("first_day", ""), ("first_day", "hier"), ("last_day", "2026-05-01"), ("precision", "year")],
)
def test_bad_dates_lose_nothing_that_was_typed(planner: User, field: str, value: str) -> None:
    form = {"subject": "Mes mots", "kind": "survey", "state": "planned", "precision": "range"}
    form |= {"first_day": "2026-05-04", "last_day": "2026-06-04"} | {field: value}

    response = editor.signed_in(planner).post(reverse("parvis_calendar_add"), form)

    assert response.status_code == 400
    assert "Mes mots" in response.text
    assert not CalendarEntry.objects.exists()


def test_a_stale_move_is_refused_and_keeps_its_words(planner: User) -> None:
    found = entry(MAY)
    form = {"precision": "day", "first_day": "2026-05-04", "reason": "Mes raisons"}

    response = editor.signed_in(planner).post(
        reverse("parvis_calendar_move", args=[found.pk]), form | {"expected": "day/x/y"}
    )

    assert response.status_code == 409
    assert "Mes raisons" in response.text
    assert not EntryMove.objects.exists()


@pytest.mark.parametrize("group", GROUPS)
def test_all_the_staff_reads_it_and_only_some_see_the_acts(planner: User, group: str) -> None:
    found = entry(MAY)
    client = editor.signed_in(make.staff(group))

    text = client.get(reverse("parvis_calendar_entry", args=[found.pk])).text

    may = group in ("strategy", "implementation")
    assert ("Déplacer…" in text) == may
    assert ("Ajouter au calendrier" in screen(client)) == may
    assert client.get(reverse("parvis_calendar_add")).status_code == (200 if may else 302)


def test_an_unknown_view_or_entry_is_an_unknown_address(planner: User) -> None:
    client = editor.signed_in(planner)

    assert client.get("/admin/calendar/decade/").status_code == 404
    assert client.get("/admin/calendar/entries/999999/").status_code == 404
