"""Illustrations of the demonstration, drawn by the modules below: calm, flat, without a word."""

from __future__ import annotations

from collections.abc import Callable

from pages.demo.pictures import papers, places, signs, streets, things
from pages.demo.pictures.canvas import Canvas

PICTURES: dict[str, Callable[[], Canvas]] = {
    "square": places.square,
    "districts": places.districts,
    "counter": places.counter,
    "facade": places.facade,
    "lanes": streets.lanes,
    "market": streets.market,
    "ramp": streets.ramp,
    "windows": things.windows,
    "magazine": papers.magazine,
    "loop": things.loop,
    "shelves": things.shelves,
    "paper": papers.paper,
    "newspapers": papers.newspapers,
    "idea_box": things.idea_box,
    "charter": papers.charter,
    "path": signs.path,
    "table": signs.table,
    "figures": signs.figures,
    "race": signs.race,
    "loudspeaker": signs.loudspeaker,
    "emblem": signs.emblem,
    "share": signs.share,
}


def draw(name: str) -> bytes:
    """The picture of this name, as a PNG file. The same bytes each time."""
    return PICTURES[name]().png()
