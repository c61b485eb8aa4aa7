"""PDF made from pages of ours by WeasyPrint, which needs a library of the system (pango)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

from accounts.errors import PdfUnavailable

_HERE = "https://pages.invalid/"  # relative addresses need one; no server is ever asked


def static_css(*names: str) -> str:
    """Style sheets of our own, by their names among the static files."""
    found = [finders.find(name) for name in names]
    return "\n".join(Path(str(file)).read_text("utf-8") for file in found)


def write_pdf(html: str, *, css: str = "", files: Mapping[str, bytes] | None = None) -> bytes:
    """A tagged PDF (PDF/UA-1) with the language and the title of the page.

    `files`: what the page shows, by its address there; nothing else is fetched. Raises
    PdfUnavailable.
    """
    document = lay_out(html, css=css, files=files)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return pdf


def lay_out(html: str, *, css: str = "", files: Mapping[str, bytes] | None = None) -> Any:
    """The pages, to be counted. Raises PdfUnavailable."""
    weasyprint = _weasyprint()
    fetch = _fetcher(files or {})
    page = weasyprint.HTML(string=html, base_url=_HERE, url_fetcher=fetch)
    styles = [weasyprint.CSS(string=css, base_url=_HERE, url_fetcher=fetch)]
    return page.render(stylesheets=styles)


def _fetcher(files: Mapping[str, bytes]) -> Callable[[str], Any]:
    """What answers in place of the network: the files that were given, and refusals."""
    responses = import_module("weasyprint.urls")
    inline = responses.URLFetcher(allowed_protocols=["data"])

    def fetch(url: str) -> Any:
        if url.startswith("data:"):
            return inline.fetch(url)
        content = files.get(url) or files.get(url.removeprefix(_HERE.rstrip("/")))
        if content is None:
            raise ValueError(f"This page shows what it was not given: {url}")
        return responses.URLFetcherResponse(url, content)

    return fetch


@cache
def _weasyprint() -> Any:
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as error:  # OSError: the library of the system is not there
        raise PdfUnavailable from error
