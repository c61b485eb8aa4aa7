"""What every page type of the site shares."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.forms import Form, TypedChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager, PageViewRestriction, Revision

from accounts import words as search
from pages import languages, page_cache
from pages.addresses import page_address
from pages.blocks import BodyBlock
from pages.errors import ImageWithoutWords
from pages.kept import private_paths
from pages.models.querysets import CityPageManager
from pages.panels import PublicationPanel

YEARS = range(2000, 2100)  # a clock cannot be moved out of the calendar


class DraftAwareForm(WagtailAdminPageForm):
    """Rules that hold for what is published; a draft may be incomplete."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # a word that stands alone begins with a capital
            if type(field) is TypedChoiceField:
                choices: Any = field.choices
                field.choices = [(value, capfirst(word)) for value, word in choices]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and value.year not in YEARS:
                self.add_error(name, _("Choose a year between 2000 and 2099."))
        if not self.is_deferred_validation:
            self.clean_for_publication(cleaned)
        return cleaned

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("image") and not (cleaned.get("image_alt") or "").strip():
            self.add_error("image_alt", ImageWithoutWords.message)


class CityPage(Page):
    """A page of the site: cached whole for anonymous readers, found by the normalised search."""

    objects: ClassVar[PageManager] = CityPageManager()

    show_in_menus_default = False
    base_form_class = DraftAwareForm
    shown_with: ClassVar[tuple[str, ...]] = ("locale",)  # what it shows outside of fragments

    search_fields = [
        *Page.search_fields,
        index.SearchField("search_words"),
        index.AutocompleteField("search_letters"),
    ]

    class Meta:
        abstract = True

    def search_words(self) -> str:
        """Title and text, reduced to the stems that a question is reduced to (accounts.words)."""
        return search.normalise(self.searchable_text(), self.locale.language_code)

    def search_letters(self) -> str:
        """The title's words without accents, for suggestions while typing."""
        return search.letters(self.title)

    def searchable_text(self) -> str:
        """The words of this page that the public may find it by."""
        return self.title

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A version of this page. Which version is live is the page's affair, not the version's.

        Wagtail 8.0.1 takes `live_revision` from the version: scheduling one that was written before
        the page went live would take the page off the site until its moment.
        """
        version = super().with_content_json(content)
        version.live_revision_id = self.live_revision_id
        return version

    def check_publishable(self) -> None:
        """Raise a Refusal when this version may not go live, whichever path asks."""

    @transaction.atomic
    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule; what follows from it (receivers) is in the same transaction.

        Raises what `check_publishable` raises.
        """
        version = revision.as_object()
        version.check_publishable()
        revision.content_object.keep_live_version(version.go_live_at)
        return super().publish(revision, *args, **kwargs)

    def keep_live_version(self, go_live_at: datetime | None) -> None:
        """A live page made without versions gets one, before a later version is scheduled.

        Without it Wagtail takes the page off the site until the later version's moment.
        """
        if go_live_at is None or go_live_at <= timezone.now():
            return
        stored = type(self).objects.filter(pk=self.pk, live=True, live_revision=None).first()
        if stored is None or (stored.go_live_at and stored.go_live_at > timezone.now()):
            return  # not live, or just being made and scheduled in one go
        first = stored.revisions.order_by("created_at").first()
        before = first.created_at - timedelta(milliseconds=1) if first else timezone.now()
        version = Revision.objects.create(
            content_object=stored,
            base_content_type=stored.get_base_content_type(),
            created_at=before,
            content=stored.serializable_data(),
            object_str=str(stored),
        )
        Page.objects.filter(pk=self.pk).update(live_revision=version)
        self.live_revision = version

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        return super().unpublish(*args, **kwargs)

    def update_aliases(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail 8.0.1 publishes the aliases of a page that is only scheduled: not ours."""
        if self.live:
            super().update_aliases(*args, **kwargs)

    def get_view_restrictions(self) -> Any:
        """Wagtail asks for every ancestor; most sites have no private place at all."""
        if not private_paths():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def serve_password_required_response(
        self, request: HttpRequest, form: Form, action_url: str
    ) -> HttpResponse:
        """The form alone: title, lead and picture belong to what the password opens."""
        context = {"form": form, "action_url": action_url}
        return TemplateResponse(request, "wagtailcore/password_required.html", context)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(request, "is_preview", False) and (shown := self._live_translation()):
            return redirect(page_address(shown, request))  # for as long as it is online
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return page_cache.allow(response)

    def _live_translation(self) -> Page | None:
        """What replaces this page under an address of another language, where it is translated."""
        language = languages.current()
        if self.locale.language_code == language:
            return None
        others = type(self).objects.filter(translation_key=self.translation_key, alias_of=None)
        return others.live().public().filter(locale__language_code=language).first()


class LeadPage(CityPage):
    """A page with a lead, an image that has a text alternative, and a body of blocks."""

    lead = models.TextField(
        _("lead"), max_length=500, blank=True, help_text=_("Two sentences, shown in lists too.")
    )
    image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        verbose_name=_("image"),
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField(
        _("text alternative"),
        max_length=250,
        blank=True,
        help_text=_("What the image shows, for those who cannot see it. Required with an image."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        PublicationPanel(),
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image")),
        FieldPanel("body"),
    ]

    class Meta:
        abstract = True

    def check_publishable(self) -> None:
        super().check_publishable()
        if self.image_id and not self.image_alt.strip():
            raise ImageWithoutWords

    def searchable_text(self) -> str:
        blocks = " ".join(self.body.stream_block.get_searchable_content(self.body))
        return f"{self.title} {self.lead} {blocks}"
