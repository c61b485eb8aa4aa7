"""The page that presents one consultation: its words, its contract and its dates."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import CheckboxSelectMultiple, Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.models import PageManager

from accounts import clock
from accounts.models import Theme
from pages.kept import later
from pages.models.base import LeadPage
from pages.models.consultation_facts import FactsPage
from pages.models.consultation_form import CONTRACT, DATES, ConsultationForm
from pages.models.preview_moments import SeenAtMoments
from pages.models.querysets import ConsultationPageManager
from pages.panels import GoLivePanel
from participation.actions.change_window import check_change
from participation.actions.put_in_force import check_facts
from participation.errors import ContractMissing
from participation.models import Consultation


class ConsultationTheme(ItemBase):
    """Which themes a consultation page is about."""

    tag = models.ForeignKey(Theme, models.CASCADE, related_name="consultation_items")
    content_object = ParentalKey("pages.ConsultationPage", related_name="theme_items")


class ConsultationPage(SeenAtMoments, FactsPage):
    """Presents one consultation. Publishing mirrors its facts into the row that the rules read."""

    contract_decided = models.TextField(_("what is already decided"), max_length=400)
    contract_open = models.TextField(_("what you can influence"), max_length=400)
    contract_decider = models.TextField(_("who decides"), max_length=400)
    contract_answer = models.TextField(_("when and how we answer"), max_length=400)
    contract_data = models.TextField(_("what we do with your data"), max_length=400)
    public_concerned = models.CharField(
        _("who is concerned"),
        max_length=200,
        blank=True,
        help_text=_("For instance: “the people who live in or travel through the section”."),
    )
    elected_in_charge = models.CharField(
        _("elected office in charge"),
        max_length=200,
        blank=True,
        help_text=_("The office, not a person’s name: “alderman’s office for mobility”."),
    )
    contact = models.CharField(
        _("contact for questions"),
        max_length=200,
        blank=True,
        help_text=_("A role mailbox or a telephone number."),
    )
    themes = ClusterTaggableManager(
        verbose_name=_("themes"), through=ConsultationTheme, blank=True, help_text=""
    )

    objects: ClassVar[PageManager] = ConsultationPageManager()
    shown_with: ClassVar[tuple[str, ...]] = (*LeadPage.shown_with, "consultation")

    base_form_class = ConsultationForm
    # A copy is a consultation of its own, whose dates are to be set.
    exclude_fields_in_copy = ["consultation", "owns_consultation", *DATES, "change_reason"]
    content_panels = [
        *LeadPage.content_panels[:-1],
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("opens_at"),
                FieldPanel("closes_at"),
                FieldPanel("answer_due_on"),
                FieldPanel("change_reason"),
            ],
            heading=_("Kind and dates"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in CONTRACT],
            heading=_("The contract, in five lines"),
            help_text=_("Shown at the top of the page. Without it nothing is published."),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("public_concerned"),
                FieldPanel("service", widget=Select),  # short lists: quicker than a chooser
                FieldPanel("elected_in_charge"),
                FieldPanel("contact"),
                FieldPanel("objective", widget=Select),
                FieldPanel("districts", widget=CheckboxSelectMultiple),
                FieldPanel("themes"),
            ],
            heading=_("Who and where"),
        ),
    ]
    # Closing never unpublishes: an expiry date is not offered (a closed page answers for ever).
    settings_panels = [GoLivePanel(), CommentPanel()]
    parent_page_types: ClassVar[list[str]] = ["pages.ConsultationIndexPage"]
    subpage_types: ClassVar[list[str]] = ["pages.FeedbackReportPage"]
    template = "pages/consultation_page.html"

    class Meta:
        verbose_name = _("consultation page")
        verbose_name_plural = _("consultation pages")

    def clean(self) -> None:
        super().clean()
        if self.expire_at:
            raise ValidationError(
                _("A consultation does not expire: closing it leaves its page readable.")
            )

    def check_publishable(self) -> None:
        """Raise a Refusal when this version may not go live: alternative text, contract, dates."""
        super().check_publishable()
        if not all(getattr(self, name).strip() for name in CONTRACT):
            raise ContractMissing
        if self.owns_consultation:
            facts = self.facts()
            check_facts(facts)
            at = max(clock.now(), self.go_live_at or clock.now())
            check_change(consultation=self.consultation, dates=facts, at=at)

    def contract(self) -> list[tuple[str, str]]:
        """The five lines: heading and text."""
        return [(str(self._meta.get_field(n).verbose_name), getattr(self, n)) for n in CONTRACT]

    def searchable_text(self) -> str:
        lines = " ".join(getattr(self, name) for name in CONTRACT)
        return f"{super().searchable_text()} {lines} {self.get_kind_display()}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        at = getattr(request, "preview_at", None) or clock.now()
        is_preview = getattr(request, "is_preview", False)
        plans = is_preview and (self.owns_consultation or not self.consultation_id)
        shown = self._as_planned() if plans else self.consultation
        context |= {
            "at": at,
            "consultation": shown,
            "state": shown.state(at),
            "reports": later(self._reports),
            "date_changes": later(self._date_changes),
            "page_districts": later((self if plans else shown).districts.all),
            "page_themes": later(self.themes.all),
        }
        return context

    def _reports(self) -> Any:
        if not self.consultation_id:  # the preview of a page that is not saved yet
            return []
        reports = self.consultation.report_pages.in_language().select_related("locale")
        return reports.newest_first()

    def _date_changes(self) -> Any:
        if not self.consultation_id:
            return []
        return self.consultation.window_changes.order_by("-made_at", "-pk")

    def _as_planned(self) -> Consultation:
        """An unsaved row with this draft's dates, so that the preview shows what will be."""
        return Consultation(
            title=self.title,
            kind=self.kind,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            answer_due_on=self.answer_due_on,
            service=self.service,
            objective=self.objective,
            is_public=True,
            answered_at=self.consultation.answered_at if self.consultation_id else None,
        )
