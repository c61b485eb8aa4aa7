"""How the demonstration writes and draws: from its marks to what the editor would have stored."""

from __future__ import annotations

import pytest

from pages.demo.pictures import draw
from pages.demo.writing import Writer, typeset
from tests import make


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("Quoi ?", "Quoi\u00a0?"),
        ("« L'idée »", "«\u00a0L’idée\u00a0»"),
        ("11 200 pages", "11\u00a0200 pages"),
        ("à 18 h 30", "à 18\u00a0h\u00a030"),
        ("le 1er mai", "le 1er\u00a0mai"),
        ("le 22 mai 2021", "le 22 mai 2021"),
    ],
)
def test_french_spaces_hold_together(written: str, set_: str) -> None:
    assert typeset(written) == set_


def test_marks_become_what_the_editor_stores() -> None:
    writer = Writer(make.NOON.date(), {"faq": 7})

    html = writer.rich("## Un & deux\n\n- **Lisez**\n  [la FAQ](page:faq)\n- Le {+21}\n\nFin.")

    assert html == (
        '<h2>Un &amp; deux</h2><ul><li><b>Lisez</b> <a linktype="page" id="7">la FAQ</a></li>'
        "<li>Le 25 mai 2026</li></ul><p>Fin.</p>"
    )


def test_a_picture_is_the_same_each_time() -> None:
    assert draw("emblem") == draw("emblem")
