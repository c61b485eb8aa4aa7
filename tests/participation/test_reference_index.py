"""Wagtail's index of references is for what editors publish: it would cost each vote a task."""

from django.apps import apps
from wagtail.models import ReferenceIndex

OURS = ("accounts", "participation", "pages", "newsletters")
ACTIVITIES = {"IdeaBox", "Survey"}
REFERENCES = {"Consultation", "StrategicObjective", "CitySettings"}


def test_only_pages_activities_and_references_are_in_it() -> None:
    indexed = {
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in OURS and ReferenceIndex.model_is_indexable(model)
    }

    pages = {name for name in indexed if name.endswith("Page")}
    assert indexed - pages == ACTIVITIES | REFERENCES
