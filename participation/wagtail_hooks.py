"""The door of participation into the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup
from wagtail_modeladmin.options import modeladmin_register

from participation import converters  # noqa: F401  (they register themselves)
from participation.actions.doors import ASSIST
from participation.actions.enter_sheet import PERMISSION as ENTER
from participation.actions.moderating import PERMISSION
from participation.actions.post_comment import SPEAK
from participation.admin import (
    answer_exports,
    appeals,
    assisted,
    desk,
    dossier,
    encoding,
    imports,
    paper,
    paper_import,
    policies,
    results_files,
    survey_results,
    survey_words,
)
from participation.admin.boxes import CharterArticleViewSet, IdeaBoxViewSet
from participation.admin.bulk_acts import BULK_ACTS
from participation.admin.home_panel import WaitingPanel
from participation.admin.queue import CommentViewSet, IdeaViewSet
from participation.admin.registers import Registers
from participation.admin.surveys import SurveyViewSet
from participation.choosers import CALLS, VOTES
from participation.models import Comment, Idea, Survey
from participation.models.box_words import LANGUAGES

policies.register()


class ParticipationGroup(SnippetViewSetGroup):
    """One entry of the menu for what citizens do."""

    items = (IdeaViewSet, CommentViewSet, IdeaBoxViewSet, SurveyViewSet, CharterArticleViewSet)
    menu_label = "Participation"
    menu_icon = "group"
    menu_order = 150


register_snippet(ParticipationGroup)


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    return [
        path("imports/new/", imports.send_files, name="parvis_send_files"),
        path("imports/<number:import_id>/", imports.import_page, name="parvis_import"),
        path("imports/<number:import_id>/confirm/", imports.confirm, name="parvis_confirm_import"),
        path("imports/<number:import_id>/discard/", imports.discard, name="parvis_discard_import"),
        path(
            "imports/<number:import_id>/errors.<spreadsheet_kind:kind>",
            imports.faults,
            name="parvis_import_faults",
        ),
    ]


@hooks.register("register_admin_viewset")
def choosers_of_blocks() -> list[ViewSet]:
    return [CALLS, VOTES]


@hooks.register("register_admin_urls")
def moderation_urls() -> list[URLPattern]:
    text = "moderation/<text_kind:kind>/<number:number>/"
    return [
        path("moderation/", desk.desk, name="parvis_desk"),
        path("moderation/appeals/", appeals.appeals, name="parvis_appeals"),
        path("moderation/appeals/<number:appeal_id>/", appeals.appeal, name="parvis_appeal"),
        path(text, dossier.dossier, name="parvis_dossier"),
        path(f"{text}decide/", dossier.decide, name="parvis_decide"),
        path(f"{text}take-out/", dossier.take_out, name="parvis_take_out"),
        path(f"{text}block/", dossier.block, name="parvis_block"),
    ]


@hooks.register("register_admin_urls")
def counter_urls() -> list[URLPattern]:
    code = "counter/sittings/<number:sitting_id>/code/"
    return [
        path("counter/", assisted.calls, name="parvis_assist_calls"),
        path("counter/<number:box_id>/", assisted.screen, name="parvis_assist"),
        path("counter/sittings/", assisted.sittings, name="parvis_sittings"),
        path(code, assisted.new_code, name="parvis_new_code"),
    ]


@hooks.register("register_admin_urls")
def survey_urls() -> list[URLPattern]:
    one = "surveys/<number:survey_id>/"
    return [
        path("surveys/", paper.surveys, name="parvis_paper_surveys"),
        path(one, survey_results.results, name="parvis_survey_results"),
        path(
            f"{one}results.<results_kind:kind>",
            results_files.results_file,
            name="parvis_survey_results_file",
        ),
        path(f"{one}paper/", paper.paper, name="parvis_paper"),
        path(f"{one}encode/", encoding.encode, name="parvis_encode"),
        path(f"{one}controls/", encoding.controls, name="parvis_controls"),
        path(f"{one}controls/<number:number>/", encoding.control, name="parvis_control"),
        path(f"{one}import/", paper_import.send_sheets, name="parvis_send_sheets"),
        path(
            f"{one}template.<spreadsheet_kind:kind>",
            paper_import.template,
            name="parvis_sheets_template",
        ),
        path(f"{one}texts/", survey_results.publish_texts, name="parvis_survey_texts"),
        path(
            f"{one}words/<slug:language>/",
            survey_words.translate,
            name="parvis_survey_words",
        ),
        path(f"{one}splits/", survey_results.splits, name="parvis_survey_splits"),
        path(f"{one}exports/", answer_exports.exports, name="parvis_answer_exports"),
        path(
            f"{one}exports/<number:export_id>/",
            answer_exports.fetch,
            name="parvis_fetch_answers",
        ),
        path(
            f"{one}sheets.<spreadsheet_kind:kind>",
            answer_exports.sheets,
            name="parvis_survey_sheets",
        ),
        path(
            f"{one}definitions.<spreadsheet_kind:kind>",
            answer_exports.definitions,
            name="parvis_survey_definitions",
        ),
    ]


@hooks.register("register_log_actions")
def log_exports(actions: LogActionRegistry) -> None:
    actions.register_action(
        "parvis.export_sheets", _("Export the answers"), _("The answers were exported")
    )
    actions.register_action(
        "parvis.translate_survey",
        _("Translate a survey"),
        _("Words of the survey were translated"),
    )
    actions.register_action(
        "parvis.fetch_sheets",
        _("Fetch an export of the answers"),
        _("An export of the answers was fetched"),
    )


@hooks.register("register_snippet_listing_buttons")
def survey_buttons(survey: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """From the list of surveys to their results."""
    if isinstance(survey, Survey) and user.has_perm(survey_results.PERMISSION):
        address = reverse("parvis_survey_results", args=[survey.pk])
        yield Button(_("Results and exports"), address, icon_name="table", priority=10)
        for code, name in LANGUAGES:
            label = _("Translation: %(language_name)s") % {"language_name": name}
            address = reverse("parvis_survey_words", args=[survey.pk, code])
            yield Button(label, address, icon_name="globe", priority=30)


class DeskItem(MenuItem):
    """Shown to whoever may moderate."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


class PaperItem(MenuItem):
    """Shown to whoever may enter paper sheets."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ENTER)


class CounterItem(MenuItem):
    """Shown to whoever may act for a person."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ASSIST)


@hooks.register("register_admin_menu_item")
def counter_item() -> MenuItem:
    address = reverse("parvis_assist_calls")
    return CounterItem(_("At the counter"), address, name="counter", icon_name="user", order=152)


@hooks.register("register_admin_menu_item")
def paper_item() -> MenuItem:
    address = reverse("parvis_paper_surveys")
    return PaperItem(_("Paper sheets"), address, name="paper", icon_name="keyboard", order=155)


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    address = reverse("parvis_desk")
    return DeskItem(_("To moderate"), address, name="desk", icon_name="clipboard-list", order=105)


@hooks.register("register_snippet_listing_buttons")
def text_buttons(text: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """From the lists of ideas and comments: to the dossier, and to an answer of the city."""
    if not isinstance(text, Idea | Comment):
        return
    if user.has_perm(PERMISSION):
        address = reverse("parvis_dossier", args=[text._meta.model_name, text.pk])
        yield Button(_("Moderate"), address, icon_name="clipboard-list", priority=10)
    idea = text if isinstance(text, Idea) else text.idea
    if idea.is_public and user.has_perm(SPEAK):
        answer_to = f"?answer_to={text.pk}" if isinstance(text, Comment) else ""
        address = reverse("participation:comment", args=[idea.pk]) + answer_to
        label = _("Answer in the name of a service")
        yield Button(label, address, icon_name="comment", priority=20)


modeladmin_register(Registers)


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Component]) -> None:
    """For whoever may moderate, before anything else."""
    if request.user.has_perm(PERMISSION):
        panels.append(WaitingPanel())


for act in BULK_ACTS:
    hooks.register("register_bulk_action", act)
