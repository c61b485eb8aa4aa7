"""Feedback reports (« bilans »): what people said, what was decided, where it stands."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from pages.blocks import DecisionBlock, FigureBlock
from pages.models.base import DraftAwareForm, LeadPage
from pages.models.consultation_page import ConsultationPage
from pages.models.querysets import CityPageManager
from participation.models import Consultation

PAGE_SIZE = 12


class FeedbackIndexPage(LeadPage):
    """Lists every report, newest first; the quarterly ones live under it."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["pages.FeedbackReportPage"]
    max_count_per_parent = 1
    template = "pages/feedback_index_page.html"

    class Meta:
        verbose_name = _("list of feedback reports")
        verbose_name_plural = _("lists of feedback reports")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        reports = FeedbackReportPage.objects.in_language().newest_first()
        pages = Paginator(reports.select_related("image", "locale"), PAGE_SIZE)
        context["reports"] = pages.get_page(request.GET.get("page"))
        return context


class ReportForm(DraftAwareForm):
    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        if cleaned.get("figures") and not cleaned.get("figures_as_of"):
            self.add_error("figures_as_of", _("Say on which day these figures were true."))
        starts, ends = cleaned.get("period_starts_on"), cleaned.get("period_ends_on")
        if starts and ends and ends < starts:
            self.add_error("period_ends_on", _("The period ends before it starts."))


class FeedbackReportPage(LeadPage):
    """One report. Under a consultation it closes it; under the list it covers a quarter."""

    consultation = models.ForeignKey(
        Consultation,
        models.PROTECT,
        related_name="report_pages",
        null=True,
        editable=False,
        help_text=_("the consultation above it, if any"),
    )
    period_starts_on = models.DateField(_("period from"), null=True, blank=True)
    period_ends_on = models.DateField(_("to"), null=True, blank=True)
    figures_as_of = models.DateField(_("figures as of"), null=True, blank=True)
    figures = StreamField([("figure", FigureBlock())], verbose_name=_("figures"), blank=True)
    decisions = StreamField(
        [("decision", DecisionBlock())], verbose_name=_("decisions"), blank=True
    )

    objects: ClassVar[PageManager] = CityPageManager()

    base_form_class = ReportForm
    exclude_fields_in_copy = ["consultation"]
    content_panels = [
        *LeadPage.content_panels[:-1],
        MultiFieldPanel(
            [FieldPanel("period_starts_on"), FieldPanel("period_ends_on")], heading=_("Period")
        ),
        MultiFieldPanel([FieldPanel("figures_as_of"), FieldPanel("figures")], heading=_("Figures")),
        FieldPanel("decisions"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar[list[str]] = ["pages.ConsultationPage", "pages.FeedbackIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/feedback_report_page.html"

    class Meta:
        verbose_name = _("feedback report")
        verbose_name_plural = _("feedback reports")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """It reports on the consultation of the page above it; under the list, on a period."""
        parent = self.get_parent()
        above = ConsultationPage.objects.filter(pk=parent.pk).first() if parent else None
        self.consultation = above.consultation if above else None
        return super().save(*args, **kwargs)

    @property
    def is_quarterly(self) -> bool:
        return self.consultation_id is None

    def total_contributions(self) -> int:
        """The sum of the lines that count as contributions: computed, never typed."""
        return sum(
            item.value["value"] for item in self.figures if item.value["is_contribution"] == "yes"
        )

    def searchable_text(self) -> str:
        decisions = " ".join(f"{d.value['said']} {d.value['decided']}" for d in self.decisions)
        return f"{super().searchable_text()} {decisions}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.consultation_id:
            pages = ConsultationPage.objects.in_language().with_facts()
            context["consultation_page"] = pages.filter(consultation=self.consultation_id).first()
        return context
