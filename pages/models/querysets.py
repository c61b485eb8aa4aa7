"""What the public may list, in the language of the interface."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from wagtail.models import PageManager, PageQuerySet

from pages import languages
from pages.kept import private_paths
from participation.models import Consultation


class CityPageQuerySet(PageQuerySet):
    """Every list of the site starts from `in_language()`: nothing unpublished or private passes."""

    def private_q(self) -> Q:
        """Without Wagtail's query: the private places change with a purge only."""
        inside = Q(pk__in=[])
        for path in private_paths():
            inside |= Q(path__startswith=path)
        return inside

    def in_language(self, language: str | None = None) -> Any:
        """Live public pages: the French ones, each replaced by its live translation where one is.

        An alias repeats another page (Wagtail makes them when it translates): it is in no list.
        """
        language = language or languages.current()
        private = self.private_q()
        shown = self.live().exclude(private).filter(alias_of=None)
        if language == settings.LANGUAGE_CODE:
            return shown.filter(locale__language_code=language)
        translated = self.model._default_manager.exclude(private).filter(
            translation_key=OuterRef("translation_key"),
            locale__language_code=language,
            live=True,
            alias_of=None,
        )
        return shown.filter(
            Q(locale__language_code=language)
            | (Q(locale__language_code=settings.LANGUAGE_CODE) & ~Exists(translated))
        )

    def newest_first(self) -> Any:
        return self.order_by(F("first_published_at").desc(nulls_last=True), "-pk")


class ConsultationPageQuerySet(CityPageQuerySet):
    """The states of `Consultation`, seen from its page: one join, the same clock."""

    def with_facts(self) -> Any:
        """What a card needs, in one query."""
        cards = self.select_related("consultation", "consultation__service", "image", "locale")
        return cards.defer_streamfields()

    def _in(self, rows: Any) -> Any:
        return self.filter(consultation__in=rows)

    def open(self, at: datetime) -> Any:
        return self._in(Consultation.objects.open(at))

    def upcoming(self, at: datetime) -> Any:
        return self._in(Consultation.objects.upcoming(at))

    def closed(self, at: datetime) -> Any:
        return self._in(Consultation.objects.closed(at))

    def closing_soonest_first(self) -> Any:
        return self.order_by("consultation__closes_at", "pk")

    def opening_first(self) -> Any:
        return self.order_by("consultation__opens_at", "pk")

    def closed_last_first(self) -> Any:
        return self.order_by("-consultation__closes_at", "-pk")


CityPageManager = PageManager.from_queryset(CityPageQuerySet)
ConsultationPageManager = PageManager.from_queryset(ConsultationPageQuerySet)
