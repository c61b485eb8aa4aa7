"""Fill an empty, migrated database with what is measured: pages, and what citizens left there.

A program of its own: run.py starts it with the settings in the environment.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[1:1] = [str(ROOT), str(ROOT / "site")]

import django  # noqa: E402  (the path comes first)

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.db import connection  # noqa: E402
from PIL import Image as Picture  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Page  # noqa: E402

from accounts import clock  # noqa: E402
from pages.models import CitySettings, HomePage  # noqa: E402
from tests import make  # noqa: E402
from tests.bench import answers, citizens  # noqa: E402

WORDS = (
    "La Ville réaménage la place et ses abords. Les riverains, les commerçants et les écoles ont "
    "dit ce qui compte pour eux : des trottoirs larges, des arbres, des vélos en sécurité. "
)
MANY = 30


def fill() -> None:
    """Make the site; what it takes is not measured."""
    home = make.home()
    HomePage.objects.filter(pk=home.pk).update(lead=WORDS[:200], invitation=_text(home, home))
    CitySettings.objects.update(
        slogan="Devenez acteur de votre ville",
        contact_address="Place Albert Ier 1\n6220 Testville",
        contact_email="participation@example.be",
    )
    indexes = [make.consultation_index(), make.article_index(), make.feedback_index()]
    indexes += [make.idea_box_page(), make.site_map()]
    Page.objects.filter(pk__in=[page.pk for page in indexes]).update(show_in_menus=True)
    standard = [make.standard_page(is_in_footer=True, body=_body(home, 1)) for _ in range(5)]
    pictures = [_picture(number) for number in range(6)]
    consultations = [_consultation(number, pictures, standard) for number in range(MANY)]
    for number in range(MANY):
        make.article(
            lead=WORDS[:150],
            body=_body(consultations[number], 4, pictures[number % 6]),
            image=pictures[number % 6],
            image_alt="La place",
            related_consultation=consultations[number],
        )
    for page in consultations[-6:]:
        make.feedback_report(page, body=_body(page, 3))


def _consultation(number: int, pictures: list[Any], standard: list[Any]) -> Any:
    """A fifth is upcoming, two fifths are open, two fifths closed."""
    starts = {0: 20, 1: -10, 2: -20, 3: -60, 4: -90}[number % 5]
    picture = pictures[number % 6]
    page = make.consultation_page(
        opens_at=clock.now() + timedelta(days=starts, minutes=number),
        lead=WORDS[:150],
        body=_body(standard[number % 5], 4, picture),
        image=picture,
        image_alt="La place",
    )
    page.themes.add(make.theme())
    page.save()
    return page


def _body(linked: Any, texts: int, picture: Any = None) -> list[tuple[str, Any]]:
    """So many texts with two links each, a quote, questions, a picture and a related page."""
    parts: list[tuple[str, Any]] = [("text", _text(linked, linked)) for _ in range(texts)]
    parts.insert(1, ("quote", {"quote": WORDS[:100], "source": "Le comité"}))
    question = {"question": "Quand ?", "answer": _text(linked, linked)}
    parts.append(("questions", {"title": "Vos questions", "questions": [question] * 2}))
    parts.append(("related_pages", {"title": "À lire", "pages": [Page.objects.get(pk=linked.pk)]}))
    if picture:
        picture.contextual_alt_text, picture.decorative = "La place", False
        parts.insert(2, ("image", {"image": picture, "caption": "La place", "credit": ""}))
    return parts


def _text(one: Any, other: Any) -> str:
    links = [f'<a linktype="page" id="{page.pk}">ici</a>' for page in (one, other)]
    return f"<h2>Le projet</h2><p>{WORDS}{links[0]}</p><p>{WORDS}{links[1]}</p>"


def _picture(number: int) -> Any:
    """1200 × 675 of soft noise: it compresses like a photograph does, not like a flat colour."""
    file = io.BytesIO()
    noise = Picture.effect_noise((240, 135), 40 + number).resize((1200, 675))
    Picture.merge("RGB", [noise, noise, noise]).save(file, "JPEG", quality=80)
    content = ContentFile(file.getvalue(), f"place-{number}.jpg")
    return get_image_model().objects.create(title=f"Place {number}", file=content)


if __name__ == "__main__":
    fill()
    left = citizens.fill(WORDS * 2) | {"survey": answers.fill()}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # what a server does by itself, a minute after such a load
    print(json.dumps(left))
