"""The paper form as a PDF: tagged, every code and number in its text, the stub without any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from accounts import pdf
from accounts.groups import DATA_ENTRY
from participation.admin import paper_pages
from participation.admin.paper_pages import PaperPages
from participation.models import Survey
from participation.surveys.serial import serial_of
from tests import editor, make, surveys
from tests.pdfs import inflated, needs_pango, needs_poppler, pages_of, run
from tests.surveys import question, when

pytestmark = pytest.mark.django_db
BUS = [
    question("single", "Le bus ?", options=["Oui", "Non"], when=when(reference="bus")),
    question("multiple", "Pourquoi ?", options=["Prix", "Temps", "Confort"], has_other=True),
    question("short_text", "Lequel ?", when=when(only_after="bus", answered="Oui")),
    question("scale", "Content ?", low="non", high="oui", most=5, has_no_opinion=True),
    question("matrix", "Notez", rows=["L’arrêt", "Le prix"], options=["Bon", "Mauvais"]),
]
MANY = [question("long_text", f"Et {number} ?") for number in range(4)]


@pytest.fixture
def made() -> Survey:
    return build()


def build(*more: Any) -> Survey:
    make.home()
    now = timezone.now()
    closes = now.replace(hour=22, minute=0) + timedelta(days=7)
    row = make.open_consultation(opens_at=now - timedelta(days=7), closes_at=closes)
    blocks = [*BUS, *more]
    return surveys.survey(
        *blocks, consultation=row, title="Vos trajets", drop_off="À la bibliothèque."
    )


@pytest.fixture
def client() -> Client:
    make.home()
    return editor.signed_in(make.staff(DATA_ENTRY))


@pytest.fixture
def _french() -> Iterator[None]:
    with translation.override("fr"):
        yield


def ask(client: Client, made: Survey, kind: str = "pdf") -> Any:
    address = reverse("parvis_paper", args=[made.pk])
    return client.get(f"{address}?first=7&copies=2&as={kind}")


def facts_of(content: bytes, tmp_path: Path) -> dict[str, str]:
    facts = run("pdfinfo", content, tmp_path)
    return dict(re.findall(r"^([^:]+): +(.*)$", facts, re.MULTILINE))


def render(made: Survey, copies: int = 1, *, is_large: bool = False) -> bytes:
    version = made.current_version()
    assert version is not None
    request = RequestFactory().get("/admin/")
    pages = PaperPages(request, made, version, range(1, copies + 1), is_large=is_large)
    return pages.pdf()


@needs_pango
@needs_poppler
def test_the_text_of_the_pdf_has_every_number_every_code_and_where_to_go_next(
    client: Client, made: Survey, tmp_path: Path
) -> None:
    answered = ask(client, made)

    text = " ".join("\n".join(pages_of(answered.content, tmp_path)).split())
    assert answered["Content-Type"] == "application/pdf"
    for number in (7, 8):
        assert serial_of(made.pk, number) in text
    for code in ("1a", "1b", "2a", "2b", "2c", "2x"):
        assert text.count(f" {code} ") == 2, code
    assert "Sinon, passez à la question 4." in text
    assert "À la bibliothèque." in text
    assert "au plus tard" in text
    assert "anonymes" in text


@needs_pango
@needs_poppler
def test_the_pdf_is_tagged_and_says_its_language_and_title(made: Survey, tmp_path: Path) -> None:
    with translation.override("fr"):
        content = render(made)

    facts = facts_of(content, tmp_path)
    assert facts["Tagged"] == "yes"
    assert facts["Title"].startswith("Vos trajets")
    assert b"/Lang (fr)" in inflated(content)
    assert b"pdfuaid" in inflated(content)
    assert len(re.findall(rb"/Alt [<(]", inflated(content))) == 1  # the square's
    told = run("pdfinfo", content, tmp_path, "-struct-text")
    assert told.count("H2 (block)") == len(BUS) + 2


@needs_pango
@needs_poppler
def test_large_print_takes_more_pages(tmp_path: Path) -> None:
    made = build(*MANY)

    small, large = (render(made, is_large=is_large) for is_large in (False, True))

    assert len(pages_of(large, tmp_path)) > len(pages_of(small, tmp_path))


@needs_pango
@needs_poppler
@pytest.mark.usefixtures("_french")
@pytest.mark.parametrize("more", range(5))
def test_nothing_is_asked_on_the_back_of_the_part_that_is_torn_off(
    more: int, tmp_path: Path
) -> None:
    """A stub on an odd page has a blank back; on an even one the foot of the page before is empty,
    or it has a leaf of its own. Each sheet begins on the front of a leaf."""
    made = build(*MANY[:more])

    pages = pages_of(render(made, copies=2), tmp_path)

    first, second = (serial_of(made.pk, number) for number in (1, 2))
    begins = next(n for n, page in enumerate(pages) if second in page)
    assert begins % 2 == 0
    (stub,) = [n for n, page in enumerate(pages[:begins]) if "À détacher" in page]
    assert stub == max(n for n, page in enumerate(pages[:begins]) if first in page)
    if stub % 2:
        words = bottom_of(render(made), stub, tmp_path)
        assert not words, words


@needs_pango
@needs_poppler
@pytest.mark.usefixtures("_french")
def test_the_part_that_is_torn_off_bears_no_number(made: Survey, tmp_path: Path) -> None:
    page = next(p for p in pages_of(render(made), tmp_path) if "À détacher" in p)

    assert serial_of(made.pk, 1) in page.partition("À détacher")[0]
    assert serial_of(made.pk, 1) not in page.partition("À détacher")[2]


def bottom_of(content: bytes, page: int, tmp_path: Path) -> str:
    """What stands where the stub is, on the page of this number counted from 1: its last 54 mm."""
    area = ["-x", "0", "-y", str(int(243 / 25.4 * 72)), "-W", "600", "-H", "200"]
    options = ["-f", str(page), "-l", str(page), *area]
    return run("pdftotext", content, tmp_path, *options, end="-").strip()


@needs_pango
def test_pictures_are_in_the_pdf_and_nothing_else_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = make.image()
    picture = question("image", "Quel banc ?", options=["En bois", "En pierre"])
    for option in picture["value"]["options"]:
        option["value"]["image"] = {"image": image.pk, "alt_text": "Un banc", "decorative": False}
    made = build(picture)
    asked: list[str] = []
    fetcher = pdf._fetcher

    def listening(files: Any) -> Any:
        def fetch(url: str) -> Any:
            asked.append(url)
            return fetcher(files)(url)

        return fetch

    monkeypatch.setattr(pdf, "_fetcher", listening)

    content = render(made)

    assert b"/Subtype /Image" in inflated(content)
    others = {url for url in asked if not url.startswith("data:")}
    assert {url.rpartition(".")[2] for url in others} == {"png"}
    with pytest.raises(ValueError, match="not given"):
        fetcher({})("https://elsewhere.example/x.png")


@needs_pango
@needs_poppler
def test_the_paper_speaks_the_language_that_was_chosen(
    client: Client, made: Survey, tmp_path: Path
) -> None:
    label = made.questionnaire.get_prep_value()[0]
    made.translations.create(
        language="nl",
        texts={
            "title": [made.title, "Uw trajecten"],
            f"{label['id']}.label": ["Le bus ?", "De bus?"],
        },
    )
    address = reverse("parvis_paper", args=[made.pk])

    answered = client.get(f"{address}?first=1&copies=1&as=pdf&language=nl")

    text = "\n".join(pages_of(answered.content, tmp_path))
    assert "Uw trajecten" in text
    assert "De bus?" in text
    assert "Pourquoi ?" in text, "what nobody has translated stays"
    assert "Uiterlijk in te dienen" in text
    assert 'name="language"' in client.get(address).content.decode()


def test_the_preview_on_paper_has_its_style_and_its_pictures() -> None:
    image = make.image()
    picture = question("image", "Quel banc ?", options=["En bois"])
    picture["value"]["options"][0]["value"]["image"] = {
        "image": image.pk,
        "alt_text": "Un banc",
        "decorative": False,
    }
    made = build(picture)
    request = RequestFactory().get("/")

    shown = render_to_string(
        made.get_preview_template(request, "paper"), made.get_preview_context(request, "paper")
    )

    assert "paper" in shown.partition("stylesheet")[2][:60]
    assert 'alt="Un banc"' in shown


# --- Without the library of the system ------------------------------------------------------------


@pytest.fixture
def _without_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What importing WeasyPrint does where pango is not installed."""

    def missing(name: str) -> Any:
        raise OSError("cannot load library 'libpango-1.0-0'")

    pdf._weasyprint.cache_clear()
    monkeypatch.setattr(pdf, "import_module", missing)
    yield
    pdf._weasyprint.cache_clear()


@pytest.mark.usefixtures("_without_pango")
def test_without_pango_the_button_gives_the_page_to_print_and_says_so(
    client: Client, made: Survey
) -> None:
    answered = ask(client, made)

    text = answered.content.decode()
    assert answered.status_code == 200
    assert answered["Content-Type"].startswith("text/html")
    assert "pango" in text
    assert serial_of(made.pk, 7) in text
    assert 'class="notice"' in text


def test_the_page_to_print_says_nothing_of_a_missing_library(client: Client, made: Survey) -> None:
    text = ask(client, made, kind="").content.decode()

    assert "pango" not in text
    assert paper_pages.CSS.rpartition("/")[2].partition(".")[0] in text
