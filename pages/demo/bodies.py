"""From the blocks of the texts to what a page's body holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wagtail.models import Page

from pages.demo import library
from pages.demo.kinds import Block, Said
from pages.demo.writing import Writer


class Bodies:
    """Writes bodies whose links lead to these pages."""

    def __init__(self, writer: Writer, pages: Mapping[str, int]) -> None:
        self._writer = writer
        self._pages = pages
        self._makers: dict[str, Callable[[Any], Any]] = {
            "text": writer.rich,
            "quote": self._plain_fields,
            "key_figure": self._plain_fields,
            "contact": self._plain_fields,
            "steps": self._steps,
            "questions": self._questions,
            "notice": lambda v: {"tone": v["tone"], "text": writer.rich(v["text"])},
            "image": self._image,
            "documents": self._documents,
            "related_pages": self._related,
        }

    def body(self, blocks: Iterable[Block]) -> list[Block]:
        return [(name, self._makers[name](value)) for name, value in blocks]

    def decisions(self, decisions: Iterable[Said]) -> list[Block]:
        plain = self._writer.plain
        return [
            (
                "decision",
                {
                    "said": plain(line.said),
                    "decided": plain(line.decided),
                    "outcome": line.outcome,
                    "body": "Collège communal",
                    "decided_on": line.on,
                    "stands": plain(line.stands),
                },
            )
            for line in decisions
        ]

    def figures(self, figures: Iterable[tuple[str, int, bool]]) -> list[Block]:
        return [
            (
                "figure",
                {
                    "label": label,
                    "value": value,
                    "on_paper": None,
                    "is_contribution": "yes" if counts else "no",
                },
            )
            for label, value, counts in figures
        ]

    def _plain_fields(self, value: dict[str, Any]) -> dict[str, Any]:
        return {k: self._writer.plain(v) if isinstance(v, str) else v for k, v in value.items()}

    def _steps(self, value: dict[str, Any]) -> dict[str, Any]:
        plain, rich = self._writer.plain, self._writer.rich
        steps = [
            {
                "when": plain(when),
                "title": plain(title),
                "text": rich(text) if text else "",
                "is_done": is_done,
            }
            for when, title, text, is_done in value["steps"]
        ]
        return {"title": plain(value["title"]), "steps": steps}

    def _questions(self, value: dict[str, Any]) -> dict[str, Any]:
        plain, rich = self._writer.plain, self._writer.rich
        questions = [{"question": plain(q), "answer": rich(a)} for q, a in value["questions"]]
        return {"title": plain(value["title"]), "questions": questions}

    def _image(self, value: dict[str, Any]) -> dict[str, Any]:
        image = library.image(value["picture"])
        image.contextual_alt_text = library.alternative(value["picture"])
        image.decorative = False
        return {"image": image, "caption": self._writer.plain(value["caption"]), "credit": ""}

    def _documents(self, value: dict[str, Any]) -> dict[str, Any]:
        documents = [library.document(name) for name in value["documents"]]
        return {"title": self._writer.plain(value["title"]), "documents": documents}

    def _related(self, value: dict[str, Any]) -> dict[str, Any]:
        pages = [Page.objects.get(pk=self._pages[key]) for key in value["pages"]]
        return {"title": self._writer.plain(value["title"]), "pages": pages}
