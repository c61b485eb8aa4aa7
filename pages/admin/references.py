"""The city's references (districts, services, objectives, themes, observances) in lists."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from accounts.models import District, Service, StrategicObjective, Theme
from pages.models import Observance


class DistrictViewSet(SnippetViewSet):
    model = District
    icon = "site"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = "name"
    list_per_page = 50
    panels = [FieldPanel("name"), FieldPanel("slug")]


class ServiceViewSet(SnippetViewSet):
    model = Service
    icon = "group"
    list_display = ["name", "email"]
    search_fields = ["name", "email"]
    ordering = "name"
    list_per_page = 50
    panels = [FieldPanel("name"), FieldPanel("email")]


class StrategicObjectiveViewSet(SnippetViewSet):
    model = StrategicObjective
    icon = "order"
    list_display = ["code", "label", "parent"]
    search_fields = ["code", "label"]
    ordering = "code"
    list_per_page = 100
    panels = [FieldPanel("code"), FieldPanel("label"), FieldPanel("parent")]


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = "name"
    list_per_page = 50
    panels = [FieldPanel("name"), FieldPanel("slug")]


class ObservanceViewSet(SnippetViewSet):
    model = Observance
    icon = "date"
    list_display = ["name", "kind", "first_day", "last_day"]
    list_filter = ["kind"]
    search_fields = ["name"]
    ordering = "first_day"
    list_per_page = 100
    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("first_day"),
        FieldPanel("last_day"),
    ]


class ReferencesGroup(SnippetViewSetGroup):
    """One entry of the menu; somebody without a right on any of them does not see it."""

    items = (
        DistrictViewSet,
        ServiceViewSet,
        StrategicObjectiveViewSet,
        ThemeViewSet,
        ObservanceViewSet,
    )
    menu_label = _("References")
    menu_icon = "list-ul"
    menu_name = "references"
    menu_order = 500
