"""What makes the site one city's: names, colours whose contrast is checked, nothing literal."""

from __future__ import annotations

import colorsys
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from pages.colours import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    READABLE,
    check_accent,
    contrast,
    palette,
)
from pages.models import CitySettings, HomePage
from tests import make

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static/css/site.css").read_text()


def _hues() -> list[str]:
    """Colours all around the wheel, dark to light, dull to vivid."""
    found = ["#000000", "#0b5c6b", "#0000ff", "#ff0000", "#767676"]
    for hue in range(0, 360, 30):
        for lightness in (0.1, 0.2, 0.3, 0.4):
            for saturation in (0.2, 0.6, 1.0):
                rgb = colorsys.hls_to_rgb(hue / 360, lightness, saturation)
                found.append("#" + "".join(f"{round(c * 255):02x}" for c in rgb))
    return found


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.478, abs=0.001)
    assert contrast("#0b5c6b", "#0b5c6b") == 1


def test_every_palette_that_is_accepted_can_be_read_by_day_and_by_night() -> None:
    accepted = [colour for colour in _hues() if not check_accent(colour)]

    assert len(accepted) > 60
    for accent in accepted:
        colours = palette(accent)
        by_day = [contrast(colours["accent"], ground) for ground in LIGHT_GROUNDS]
        by_night = [contrast(colours["dark_accent"], ground) for ground in DARK_GROUNDS]
        written = [
            contrast(colours["on_accent"], colours["accent"]),
            contrast(colours["on_dark_accent"], colours["dark_accent"]),
        ]
        assert min(by_day + by_night + written) >= READABLE, accent


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    grounds = re.findall(r"--ground(?:-soft)?: (#[0-9a-f]{6});", CSS)

    assert grounds[:4] == [*LIGHT_GROUNDS, *DARK_GROUNDS]
    assert set(grounds[4:]) <= {"#ffffff"}  # paper


def test_the_accents_of_the_style_sheet_can_be_read_too() -> None:
    default = CitySettings._meta.get_field("accent").default

    by_day, by_night = re.findall(r"--accent: (#[0-9a-f]{6});", CSS)[:2]

    assert by_day == default
    assert min(contrast(by_day, ground) for ground in LIGHT_GROUNDS) >= READABLE
    assert min(contrast(by_night, ground) for ground in DARK_GROUNDS) >= READABLE


@pytest.mark.parametrize(
    "value",
    ["", "#fff", "0b5c6b", "#0b5c6g", "rouge", "#0b5c6b;", "#0b5c6b\n", "url(x)", "#0B5C6B00"],
)
def test_what_is_no_colour_is_refused(value: str) -> None:
    assert "#0b5c6b" in check_accent(value)


@pytest.mark.parametrize("value", ["#ffffff", "#ffd400", "#8fbf3f", "#777777", "#00a0e0"])
def test_a_pale_colour_is_refused_with_its_contrast(value: str) -> None:
    with translation.override("en"):
        problem = check_accent(value)

    ratio = re.search(r"(\d+\.\d) : 1", problem)
    assert ratio
    assert float(ratio[1]) < READABLE


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "sentence"), [("#ffd400", "contrast"), ("rouge", "#0b5c6b")])
def test_the_form_of_the_settings_refuses_with_a_sentence(
    value: str, sentence: str, client: Client
) -> None:
    make.home()
    city = CitySettings.objects.get()
    client.force_login(make.superuser())
    address = reverse("wagtailsettings:edit", args=["pages", "citysettings", city.site_id])
    fields = {"city_name": "X", "platform_name": "Y", "accent": value}

    response = client.post(address, fields)

    assert response.status_code == 200
    [problem] = response.context["form"].errors["accent"]
    assert sentence in problem
    assert problem.split(" ")[0] in response.content.decode()
    assert CitySettings.objects.get().accent == city.accent

    assert client.post(address, fields | {"accent": "#7a1f5c"}).status_code == 302
    assert CitySettings.objects.get().accent == "#7a1f5c"


@pytest.mark.django_db
def test_a_second_site_sees_its_own_settings(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "autre.localhost"]
    make.home()
    root = Page.objects.get(depth=1)
    other_home = root.add_child(instance=HomePage(title="Autre", slug="autre", locale=root.locale))
    other = Site.objects.create(hostname="autre.localhost", root_page=other_home)
    CitySettings.objects.create(
        site=other, city_name="Autreville", platform_name="Autrement", accent="#7a1f5c"
    )

    here = client.get("/", headers={"host": "localhost"}).content.decode()
    there = client.get("/", headers={"host": "autre.localhost"}).content.decode()
    colours = client.get("/palette.css", headers={"host": "autre.localhost"}).content.decode()

    assert "Participer" in here
    assert "Autrement" not in here
    assert "Autrement" in there
    assert "#7a1f5c" in colours


@pytest.mark.django_db
def test_an_empty_slogan_leaves_no_trace(client: Client) -> None:
    make.consultation_index()

    html = client.get("/").content.decode()

    assert not re.search(r"<(p|span|strong|em|h\d)[^>]*>\s*</\1>", html)
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title
    assert not re.match(r"^\s*[–-]|.*[–-]\s*$", title[1])


@pytest.mark.django_db
def test_a_slogan_is_shown_and_escaped(client: Client) -> None:
    make.home()
    CitySettings.objects.update(slogan="Osez <b>dire</b> !")

    html = client.get("/").content.decode()

    assert "Osez &lt;b&gt;dire&lt;/b&gt; !" in html


def test_no_city_is_named_outside_the_demonstration() -> None:
    places = [*(ROOT / "templates").rglob("*.*"), *(ROOT / "static").rglob("*.[cj]s*")]
    for folder in ("pages", "participation", "newsletters", "site"):
        places += (ROOT / folder).rglob("*.py")
    outside = [path for path in places if "demo" not in "/".join(path.parts[-3:])]

    named = [
        str(path.relative_to(ROOT))
        for path in outside
        if re.search(r"fleurus|heppignies|wanfercée|wagnelée", path.read_text(), re.IGNORECASE)
    ]

    assert named == []
