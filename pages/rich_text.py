"""Links between pages inside rich text: in the reader's language, and only to what is public."""

from __future__ import annotations

from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from pages.addresses import page_address
from pages.models.querysets import CityPageQuerySet


class PublicPageLink(PageLinkHandler):
    """`<a linktype="page">`: two queries for all links of a text; a draft is not linked."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        numbers = [int(attrs["id"]) for attrs in attrs_list if _is_number(attrs.get("id"))]
        keys = dict(Page.objects.filter(pk__in=numbers).values_list("pk", "translation_key"))
        pages: Any = CityPageQuerySet(Page)
        shown = pages.in_language().filter(translation_key__in=set(keys.values()))
        addresses = {page.translation_key: page_address(page) for page in shown}
        return [
            _opening(addresses.get(keys.get(int(attrs["id"]))))
            if _is_number(attrs.get("id"))
            else _opening(None)
            for attrs in attrs_list
        ]


def _is_number(text: Any) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10


def _opening(address: str | None) -> str:
    return f'<a href="{escape(address)}">' if address else "<a>"
