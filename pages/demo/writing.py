"""From the marks of the texts to what Wagtail stores, with the spaces of French typography."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from html import escape

from django.utils import translation
from django.utils.formats import date_format

_HARD = "\u00a0"


def typeset(text: str) -> str:
    """Curly apostrophes, and no line break before « : » or inside « 11 200 » and « 18 h 30 »."""
    text = text.replace("'", "’")
    text = re.sub(r" (?=[:;!?»%€])", _HARD, text)
    text = re.sub(r"(?<=«) | (?=\d{3}\b)(?<=\d )| (?=h\b)(?<=\d )|(?<=\d h) (?=\d)", _HARD, text)
    return re.sub(r"(?<=\bn°) |(?<=\b1er) (?=\w)|(?<=±) (?=\d)", _HARD, text)


class Writer:
    """Writes for one day of loading, once every page has its number."""

    def __init__(self, today: date, pages: Mapping[str, int]) -> None:
        self._today = today
        self._pages = pages

    def plain(self, text: str) -> str:
        """One line of text."""
        return typeset(self._dated(" ".join(text.split())))

    def rich(self, text: str) -> str:
        """Paragraphs, headings and lists, in the HTML that Wagtail's editor would have stored."""
        parts = re.split(r"\n\s*\n", "\n".join(line.strip() for line in text.strip().split("\n")))
        return "".join(self._part(part) for part in parts)

    def _part(self, part: str) -> str:
        for mark, tag in (("### ", "h3"), ("## ", "h2")):
            if part.startswith(mark):
                return f"<{tag}>{self._inline(part.removeprefix(mark))}</{tag}>"
        for mark, tag in ((r"- ", "ul"), (r"\d+\. ", "ol")):
            if re.match(mark, part):
                items = re.split(rf"(?m)^{mark}", part)[1:]
                return (
                    f"<{tag}>" + "".join(f"<li>{self._inline(i)}</li>" for i in items) + f"</{tag}>"
                )
        return f"<p>{self._inline(part)}</p>"

    def _inline(self, text: str) -> str:
        text = escape(self.plain(text), quote=False)
        text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
        return re.sub(r"\[([^]]+)]\(([^)]+)\)", self._link, text)

    def _link(self, found: re.Match[str]) -> str:
        words, target = found.groups()
        if target.startswith("page:"):
            number = self._pages[target.removeprefix("page:")]
            return f'<a linktype="page" id="{number}">{words}</a>'
        return f'<a href="{target}">{words}</a>'

    def _dated(self, text: str) -> str:
        return re.sub(r"\{([+-]\d+)}", self._date, text)

    def _date(self, found: re.Match[str]) -> str:
        with translation.override("fr"):
            return date_format(self._today + timedelta(days=int(found[1])), "j F Y")
