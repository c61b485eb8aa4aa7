"""Placing the demonstration's pages in the tree, once. A page keeps its key for ever."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Q
from wagtail.models import Locale, Page

from accounts.clock import BRUSSELS
from accounts.models import User
from pages.demo import library
from pages.demo.kinds import Text, When
from pages.demo.writing import Writer


def key_of(name: str) -> UUID:
    """Found again after an editor has renamed or moved the page."""
    return uuid5(NAMESPACE_URL, f"parvis-demo:{name}")


class Tree:
    """Finds each page or adds it as a draft; remembers which ones are new."""

    def __init__(self, at: datetime, owner: User | None) -> None:
        self.today: date = at.astimezone(BRUSSELS).date()
        self.numbers: dict[str, int] = {}
        self.new: list[tuple[str, Text]] = []
        self.writer = Writer(self.today, self.numbers)
        self._owner = owner
        self._french = Locale.objects.get(language_code="fr")

    def place(
        self, model: type[Any], parent: Page, text: Text, *, key: str = "", **fields: Any
    ) -> Any:
        """The page of this text below `parent`: as it is, or as a new draft without its body."""
        key = key or text.slug
        page = self._find(model, parent, text.slug, key)
        if page is None:
            page = self._draft(model, text, key, fields)
            Page.objects.get(pk=parent.pk).add_child(instance=page)
            self.new.append((key, text))
        self.numbers[key] = page.pk
        return page

    def moment(self, when: When, hour: int = 0) -> datetime:
        """That day at that hour in Brussels."""
        return datetime.combine(self.day(when), time(hour), tzinfo=BRUSSELS)

    def day(self, when: When) -> date:
        return self.today + timedelta(days=when) if isinstance(when, int) else when

    def _find(self, model: type[Any], parent: Page, slug: str, key: str) -> Any | None:
        pages = model.objects.filter(locale=self._french)
        below = Page.objects.child_of(parent).filter(slug=slug)
        return pages.filter(Q(translation_key=key_of(key)) | Q(pk__in=below)).first()

    def _draft(self, model: type[Any], text: Text, key: str, fields: dict[str, Any]) -> Any:
        page = model(
            title=self.writer.plain(text.title),
            slug=text.slug,
            locale=self._french,
            translation_key=key_of(key),
            show_in_menus=text.in_menu,
            live=False,
            owner=self._owner,
            **fields,
        )
        if text.lead:
            page.lead = self.writer.plain(text.lead)
        if text.picture:
            page.image = library.image(text.picture)
            page.image_alt = library.alternative(text.picture)
        if text.published is not None:
            page.first_published_at = self.moment(text.published, hour=9)
        return page
