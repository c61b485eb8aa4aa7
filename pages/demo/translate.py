"""Adding the Dutch and English pages that are missing."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale, Page

from accounts.models import User
from pages.demo.bodies import Bodies
from pages.demo.texts.front import Translated
from pages.demo.texts.translations import TRANSLATIONS
from pages.demo.tree import Tree
from pages.demo.writing import Writer


def add_translations(tree: Tree, approver: User | None) -> int:
    """Return how many pages were added."""
    added = 0
    for code, texts in TRANSLATIONS.items():
        locale = Locale.objects.get(language_code=code)
        numbers = dict(tree.numbers)
        new = []
        for key in texts:
            original: Any = Page.objects.get(pk=tree.numbers[key]).specific
            copy = original.get_translation_or_none(locale)
            if copy is None:
                copy = original.copy_for_translation(locale)
                new.append(key)
            numbers[key] = copy.pk
        bodies = Bodies(Writer(tree.today, numbers), numbers)
        for key in new:
            _publish(numbers[key], texts[key], bodies, Writer(tree.today, numbers), approver)
        added += len(new)
    return added


def _publish(
    number: int, text: Translated, bodies: Bodies, writer: Writer, approver: User | None
) -> None:
    page: Any = Page.objects.get(pk=number).specific
    page.title = page.draft_title = writer.plain(text.title)
    page.lead = writer.plain(text.lead)
    page.body = bodies.body(text.body)
    if text.alt:
        page.image_alt = writer.plain(text.alt)
    if text.invitation:
        page.invitation_title = writer.plain(text.invitation_title)
        page.invitation = writer.rich(text.invitation)
    page.save_revision(user=approver).publish(user=approver)
