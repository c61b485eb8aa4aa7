"""The pages of paper forms: the same ones for the browser and for the PDF."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import segno
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.pdf import lay_out, static_css, write_pdf
from participation.models import Survey, SurveyVersion
from participation.models.choice_pictures import pictures_of
from participation.results.survey_words import put_into_words, words_of
from participation.surveys.deposit import last_day
from participation.surveys.paper import on_paper
from participation.surveys.serial import serial_of
from participation.surveys.wording import in_words

CSS = "css/paper.css"
_BLANK = "@page sheet:nth(%s of sheet) { margin-bottom: %smm }"
_HEIGHT = {False: 14 + 40, True: 14 + 64}  # the page's own margin, and the stub (paper.css)


class PaperPages:
    """The forms of these numbers, in this size and in the language that is active."""

    def __init__(
        self,
        request: HttpRequest,
        survey: Survey,
        version: SurveyVersion,
        numbers: Iterable[int],
        *,
        is_large: bool,
    ) -> None:
        self.request = request
        self.survey = survey
        self.version = version
        words = words_of(survey)
        put_into_words(survey, words)
        self.questions = in_words(version.definitions(), words)
        self.pictures = pictures_of(self.questions)
        self.serials = [serial_of(survey.pk, number) for number in numbers]
        self.is_large = is_large

    def html(self, *, notice: str = "") -> str:
        """To be printed by a browser; `notice` is shown on the screen only."""
        return self._render(self.serials, notice=notice, in_browser=True)

    def pdf(self) -> bytes:
        """One document. A sheet begins on the front of a leaf, and nothing is asked on the back of
        the part that is torn off. Raises PdfUnavailable."""
        css, how = self._arrange()
        return write_pdf(self._render(self.serials, **how), css=css, files=self._files)

    def _arrange(self) -> tuple[str, dict[str, Any]]:
        """The style and the number of pages with which the back of the stub is blank: where the
        stub ends an even page, the foot of the page before is left empty, or else it gets a leaf of
        its own."""
        pages = self._pages(self._css)
        if pages % 2:
            return self._css, {"pages": pages}
        blank = _BLANK % (pages - 1, _HEIGHT[self.is_large])
        if self._pages(self._css + blank) == pages:
            return self._css + blank, {"pages": pages}
        return self._css, {"pages": pages + 1, "stub_apart": True}

    def _pages(self, css: str) -> int:
        """How many pages one sheet takes."""
        html = self._render(self.serials[:1], pages=1)
        return len(lay_out(html, css=css, files=self._files).pages)

    def _render(self, serials: list[str], **how: Any) -> str:
        closes = self.survey.window()[1]
        context = {
            "survey": self.survey,
            "version": self.version,
            "sheets": [self._sheet(serial) for serial in serials],
            "questions": on_paper(self.questions),
            "pictures": {pk: picture.url for pk, picture in self.pictures.items()},
            "is_large": self.is_large,
            "last_day": last_day(closes) if closes else None,
        }
        return render_to_string("participation/admin/paper.html", context | how, self.request)

    def _sheet(self, serial: str) -> dict[str, str]:
        address = reverse("parvis_encode", args=[self.survey.pk])
        query = f"?serial={serial}&version={self.version.pk}"
        entry = self.request.build_absolute_uri(address + query)
        square = segno.make(entry, error="m", micro=False)
        return {"serial": serial, "square": square.svg_data_uri(border=0)}

    @cached_property
    def _css(self) -> str:
        return static_css(CSS)

    @cached_property
    def _files(self) -> dict[str, bytes]:
        files = {}
        for picture in self.pictures.values():
            with picture.file.open("rb") as file:
                files[picture.url] = file.read()
        return files
