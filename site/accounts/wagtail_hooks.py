"""The screens of accounts in Wagtail's admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import RulesOfTheGame


class RulesViewSet(SnippetViewSet):
    """Versions of the rules of the game: the newest is in force, each is published once."""

    model = RulesOfTheGame
    icon = "list-ol"
    menu_label = _("Rules of the game")
    add_to_settings_menu = True
    list_display = ["version", "published_at"]
    ordering = ["-published_at"]
    inspect_view_enabled = True
    panels = [
        HelpPanel(_("Every participant is asked to accept a new version before they contribute.")),
        FieldPanel("version"),
        FieldPanel("text"),
        FieldPanel("text_nl"),
        FieldPanel("text_en"),
    ]


register_snippet(RulesViewSet)
