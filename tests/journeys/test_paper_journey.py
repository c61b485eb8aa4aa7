"""Paper in a real browser: printed, typed by the keyboard alone, controlled, imported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from participation.surveys.serial import serial_of
from tests.faults.servers import House, site
from tests.journeys.steps import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
SEED = """
from datetime import timedelta
from django.utils import timezone
from participation.actions.enter_sheet import enter_sheet
from participation.surveys.encoding import Entry
from participation.surveys.serial import serial_of
from tests import make, surveys
from tests.surveys import question
make.home()
now = timezone.now()
row = make.open_consultation(opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=9))
long = "Une réponse dont les mots sont bien trop longs pour la ligne " * 2
made = surveys.survey(
    question("single", "Venez-vous ?", options=["Oui", "Non", long]),
    question("multiple", "Comment ?", options=["À pied", "À vélo", "En bus"], has_other=True),
    question("scale", "Content ?", low="non", high="oui", most=5, has_no_opinion=True),
    question("matrix", "Notez", rows=["Prix", "Horaire", "Accueil"], options=["Bon", "Mauvais"]),
    question("statements", "D’accord ?", rows=["C’est loin", "C’est cher"]),
    question("ranking", "Classez", options=["Un", "Deux", "Trois"]),
    question("number", "Combien ?"),
    question("date", "Depuis quand ?"),
    question("short_text", "Où ?"),
    question("long_text", "Pourquoi ? " + "Motlongsansespace" * 9),
    consultation=row,
)
ada = make.staff("data_entry", email="ada@example.be", first_name="A", last_name="T")
make.staff("data_entry", email="bob@example.be", first_name="B", last_name="T")
for number in range(1, 10):
    enter_sheet(survey=made, serial=serial_of(made.pk, number), entry=Entry({"q1": ["a"]}),
                agent=ada, handed_in=timezone.localdate())
print(made.pk)
"""
# What is typed of a sheet of ten questions behind its number; « = » leaves the day as it stands.
TYPED = [
    "=",
    "a",
    "ac",
    "4",
    "aba",
    "ad",
    "ba",
    "12",
    "31/12/2025",
    "Wangenies",
    "Le bus passe peu",
]
SECONDS_A_KEY = 1 / 3  # an agent who reads from paper and types slowly


@pytest.fixture(scope="module")
def paper_house() -> Iterator[tuple[House, int]]:
    with site(processes=("web", "worker")) as house:
        yield house, int(house.shell(SEED).split()[-1])


def look(page: Page, part: str = ".parvis-paper") -> None:
    """Nothing that axe finds, nothing too wide, at the width of a telephone and of a desk."""
    expect(page.locator(part)).to_be_visible()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, context=part, options=AXE).response["violations"]
        assert found == [], [f"{v['id']}: {v['nodes'][0]['html']}" for v in found]
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} overflows by {overflow} px at {width} px"


def type_sheet(page: Page, serial: str, answers: list[str]) -> int:
    """By the keyboard alone: each answer, then Enter; the last one sends. Return how many keys."""
    expect(page.locator("#id_serial")).to_be_focused()
    keys = 0
    for answer in [serial, *answers]:
        if answer != "=":
            page.keyboard.type(answer)
            keys += len(answer)
        page.keyboard.press("Enter")
        keys += 1
    return keys


def test_ten_questions_are_typed_by_the_keyboard_and_controlled_by_somebody_else(
    paper_house: tuple[House, int], browser: Browser
) -> None:
    house, number = paper_house
    page = signed_in(house, browser, "ada")
    page.goto(f"{house.url}/admin/surveys/")
    page.get_by_role("link", name="Encoder des formulaires").click()
    look(page)
    page.locator("#id_serial").focus()

    keys = type_sheet(page, serial_of(number, 10), TYPED)

    expect(page.get_by_text(f"Le formulaire {serial_of(number, 10)} est encodé.")).to_be_visible()
    expect(page.locator("#id_serial")).to_be_focused()
    assert keys * SECONDS_A_KEY < 45, keys

    wrong = [*TYPED[:1], "z", *TYPED[2:]]
    type_sheet(page, serial_of(number, 11), wrong)
    expect(page.locator("#id_q1")).to_be_focused()
    expect(page.locator("#id_q1_error")).to_be_visible()
    expect(page.locator("#id_q9")).to_have_value("Wangenies")
    look(page)
    page.context.close()

    control_it(house, signed_in(house, browser, "bob"), number)


def control_it(house: House, page: Page, number: int) -> None:
    """A colleague types the tenth sheet again and reads one question otherwise."""
    page.goto(f"{house.url}/admin/surveys/{number}/encode/")
    look(page)
    page.get_by_role("link", name=serial_of(number, 10)).click()
    look(page)
    page.locator("#id_serial").focus()

    type_sheet(page, serial_of(number, 10), ["b", *TYPED[2:-1]])

    expect(page.get_by_text("1 question diffère")).to_be_visible()
    expect(page.get_by_role("cell", name="a (Oui)")).to_be_visible()
    expect(page.get_by_role("cell", name="b (Non)")).to_be_visible()
    look(page)
    page.context.close()


def test_sheets_are_printed_and_imported(paper_house: tuple[House, int], browser: Browser) -> None:
    house, number = paper_house
    page = signed_in(house, browser, "bob")
    page.goto(f"{house.url}/admin/surveys/{number}/paper/")
    look(page)
    page.goto(f"{house.url}/admin/surveys/{number}/paper/?first=1&copies=500")
    expect(page.locator("#id_copies_error")).to_be_visible()
    look(page)
    page.goto(f"{house.url}/admin/surveys/{number}/paper/?first=1&copies=1&is_large=on")
    look(page, "body")

    page.goto(f"{house.url}/admin/surveys/{number}/import/")
    look(page, ".parvis-import")
    page.set_input_files("#id_sheets", file_of(f"{serial_of(number, 50)};hier;a"))
    page.get_by_role("button", name="Lire le fichier").click()
    expect(page.get_by_role("heading", name="1 erreur")).to_be_visible()
    look(page, ".parvis-import")
    page.get_by_role("link", name="Envoyer un autre fichier").click()
    page.set_input_files("#id_sheets", file_of(f"{serial_of(number, 50)};{today(house)};?"))
    page.get_by_role("button", name="Lire le fichier").click()
    expect(
        page.get_by_text("Formulaires papier à ajouter : 1".replace(" :", "\xa0:"))
    ).to_be_visible()
    look(page, ".parvis-import")
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("Formulaires ajoutés")).to_be_visible()
    look(page, ".parvis-import")
    page.context.close()


def file_of(*rows: str) -> FilePayload:
    text = "\n".join(["serial;handed_in;q1", *rows])
    return {"name": "feuilles.csv", "mimeType": "text/csv", "buffer": text.encode()}


def today(house: House) -> str:
    return house.shell("from django.utils.timezone import localdate; print(localdate())").split()[
        -1
    ]
