"""Results in a report: those of the day of its publication, whatever comes later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from participation.actions.count_sheets import count_new_sheets
from participation.models import FrozenResults, Survey
from participation.results.figures import answers
from tests import make, surveys

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Survey:
    """A survey that is closed, with two answers."""
    make.home()
    now = timezone.now()
    made = surveys.survey(consultation=None, is_shown=True, count_visibility="after_closing")
    for _ in range(2):
        surveys.answer(made, q1="a")
    made.opens_at, made.closes_at = now - timedelta(days=9), now - timedelta(days=1)
    made.save()
    return made


def report(made: Survey) -> Any:
    page = make.idea_box_page(body=[("survey_results", {"survey": made})])
    page.save_revision().publish()
    return page


def shown(page: Any) -> str:
    return Client().get(page.url).content.decode()


def test_a_report_keeps_the_figures_of_its_day(made: Survey) -> None:
    page = report(made)
    made.opens_at = made.closes_at = None
    surveys.answer(made, q1="b")
    count_new_sheets()

    page.save_revision().publish()

    assert FrozenResults.objects.get().content["sheets"] == 2
    assert "<strong>2</strong>" in shown(page)
    assert "chiffres arrêtés au" in shown(page)


def test_results_that_are_not_public_yet_are_not_frozen(made: Survey) -> None:
    made.closes_at = timezone.now() + timedelta(days=1)
    made.save()
    page = report(made)

    assert not FrozenResults.objects.exists()
    assert "bar-value" not in shown(page)

    made.closes_at = timezone.now() - timedelta(minutes=1)
    made.save()
    page.save_revision().publish()

    assert FrozenResults.objects.get().content["sheets"] == 2


@pytest.mark.parametrize("visibility", ["never", "staff"])
def test_results_for_staff_or_nobody_are_in_no_report(made: Survey, visibility: str) -> None:
    Survey.objects.update(count_visibility=visibility)
    made.refresh_from_db()

    assert "bar-value" not in shown(report(made))


def test_a_report_that_drops_the_block_forgets_the_figures(made: Survey) -> None:
    page = report(made)

    page.body = [("text", "<p>Rien.</p>")]
    page.save_revision().publish()

    assert not FrozenResults.objects.exists()


def test_answers_are_a_figure_of_the_dictionary(made: Survey) -> None:
    assert answers(make.NOON) == 2
    assert answers(make.NOON - timedelta(days=1)) == 0
