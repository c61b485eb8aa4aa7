"""A survey to begin with: one that was made before, or a model, as an editor's first draft."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import District
from participation.actions.copy_survey import SAME
from participation.models import Survey
from participation.surveys.starting import fields_of, questionnaire_of


def from_model(name: str) -> Survey:
    """Not saved: what the form shows first. Raises KeyError."""
    survey = Survey(**fields_of(name))
    districts = list(District.objects.order_by("name").values_list("name", flat=True))
    raw = questionnaire_of(name, districts)
    survey.questionnaire = survey.questionnaire.stream_block.to_python(raw)
    return survey


def from_survey(survey: Survey) -> Survey:
    """Not saved: the newest words and rules of another survey, without its dates and answers."""
    latest = survey.get_latest_revision_as_object()
    same = {name: getattr(latest, name) for name in SAME}
    same["title"] = (_("%(title)s (copy)") % {"title": latest.title})[:255]
    return Survey(**same)
