"""Paths, tables, figures and emblems."""

from __future__ import annotations

import math

from pages.demo.pictures.canvas import (
    BLUSH,
    BRICK,
    BUTTER,
    CLAY,
    CREAM,
    GREEN,
    INK,
    MIST,
    OCHRE,
    SAGE,
    SAND,
    SLATE,
    WHITE,
    Canvas,
)
from pages.demo.pictures.parts import house, paving, person, tick, tree


def path() -> Canvas:
    """From an idea to what becomes of it: four stops on a winding path."""
    canvas = Canvas(MIST)
    canvas.oval(380, 900, 700, 260, SAGE)
    canvas.oval(1300, 930, 640, 330, SAND)
    way = [(-40, 640), (230, 560), (520, 380), (820, 500), (1080, 620), (1370, 330), (1640, 260)]
    canvas.curve(way, WHITE, 64)
    canvas.dots(way, OCHRE, 9, 44)
    for x, y, colour in [
        (230, 560, OCHRE),
        (520, 380, GREEN),
        (1000, 600, BRICK),
        (1370, 330, GREEN),
    ]:
        canvas.disc(x + 6, y + 10, 118, SAGE)
        canvas.disc(x, y, 118, WHITE)
        canvas.disc(x, y, 98, colour)
    canvas.disc(230, 540, 44, CREAM)
    canvas.box(210, 578, 40, 28, CREAM, 6)
    for i in (-1, 0, 1):
        canvas.disc(520 + i * 48, 380, 18, CREAM)
    canvas.box(955, 545, 90, 110, CREAM, 8)
    for i in range(3):
        canvas.box(972, 570 + i * 26, 56, 9, BRICK, 4)
    tick(canvas, 1370, 330, 46, CREAM, 20)
    return canvas


def table() -> Canvas:
    """A round table seen from above: those who steer, their papers and their calendar."""
    canvas = Canvas(SAND)
    canvas.disc(800, 450, 390, BLUSH)
    seats = [(GREEN, INK), (BRICK, INK), (OCHRE, INK), (SAGE, INK), (SLATE, INK), (GREEN, INK)]
    for i, (colour, hair) in enumerate(seats):
        angle = math.radians(i * 60 - 90)
        x, y = 800 + 330 * math.cos(angle), 450 + 330 * math.sin(angle)
        canvas.disc(x, y, 84, colour)
        canvas.disc(x, y, 42, hair)
    canvas.disc(806, 460, 256, CLAY)
    canvas.disc(800, 450, 256, CREAM)
    for i in range(6):
        angle = math.radians(i * 60 - 90)
        x, y = 800 + 190 * math.cos(angle), 450 + 190 * math.sin(angle)
        canvas.box(x - 34, y - 28, 68, 56, WHITE, 6)
        canvas.box(x - 22, y - 12, 44, 7, SLATE, 3)
        canvas.box(x - 22, y + 6, 30, 7, CLAY, 3)
    canvas.box(716, 376, 168, 148, WHITE, 12)
    canvas.box(716, 376, 168, 40, BRICK, 12)
    for i in range(12):
        marked = (4, 9)
        canvas.box(732 + i % 4 * 36, 430 + i // 4 * 30, 24, 20, OCHRE if i in marked else SAND, 4)
    return canvas


def figures() -> Canvas:
    """Bars and a circle: what was counted."""
    canvas = Canvas(CREAM)
    canvas.disc(1190, 430, 300, MIST)
    for i in range(4):
        canvas.box(150, 190 + i * 140, 660, 4, SAND)
    for i, (height, colour) in enumerate([(112, OCHRE), (170, SAGE), (500, GREEN), (309, BRICK)]):
        canvas.box(190 + i * 160, 750 - height, 104, height, colour, 10)
    canvas.box(150, 746, 660, 12, INK, 6)
    canvas.disc(1190, 430, 220, SAND)
    canvas.pie(1190, 430, 220, -90, 75, GREEN)
    canvas.pie(1190, 430, 220, 75, 177, BRICK)
    canvas.pie(1190, 430, 220, 177, 233, SAGE)
    canvas.disc(1190, 430, 118, CREAM)
    person(canvas, 1190, 490, 66, INK, CLAY)
    canvas.box(0, 830, 1600, 70, SAND)
    return canvas


def race() -> Canvas:
    """Lanes of a run through the town."""
    canvas = Canvas(BUTTER)
    canvas.disc(300, 190, 96, OCHRE)
    for i, wall in enumerate([CREAM, BLUSH, BRICK, CREAM, BLUSH, CREAM, BRICK]):
        house(canvas, 520 + i * 160, 470, 140, 180 + (i * 53) % 90, wall, (INK, GREEN)[i % 2])
    for x in (90, 250, 420):
        tree(canvas, x, 474, 160, SAGE)
    canvas.box(0, 470, 1600, 430, SAGE)
    canvas.shape([(0, 900), (0, 690), (1060, 480), (1240, 480), (1600, 900)], BRICK)
    for i in range(1, 4):
        left = (-300 + i * 560, 900)
        canvas.line([left, (1060 + i * 45, 482)], CREAM, 10)
    for x, y, size, colour in [
        (380, 770, 84, GREEN),
        (760, 690, 66, OCHRE),
        (1080, 790, 90, BUTTER),
    ]:
        _runner(canvas, x, y, size, colour)
    return canvas


def _runner(canvas: Canvas, x: float, y: float, size: float, colour: str) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, y + dy * size

    thick = size * 0.34
    canvas.line([at(-0.1, -0.1), at(0.25, 0.55), at(-0.15, 1.05)], INK, thick * 0.8)
    canvas.line([at(-0.1, -0.1), at(-0.5, 0.45), at(-1.05, 0.4)], INK, thick * 0.8)
    canvas.line([at(0.2, -1.0), at(-0.1, -0.1)], colour, thick * 1.3)
    canvas.line([at(0.2, -1.0), at(0.75, -0.6), at(1.1, -0.95)], colour, thick * 0.7)
    canvas.line([at(0.2, -1.0), at(-0.45, -0.75), at(-0.75, -0.25)], colour, thick * 0.7)
    canvas.disc(*at(0.42, -1.5), size * 0.3, CLAY)


def loudspeaker() -> Canvas:
    """A word that travels: from one to another, by every channel."""
    canvas = Canvas(GREEN)
    for radius, colour in [(560, "#2b6b56"), (430, "#38785f"), (300, SAGE)]:
        canvas.disc(560, 450, radius, colour)
    canvas.shape([(420, 390), (760, 220), (760, 680), (420, 510)], CREAM)
    canvas.oval(760, 450, 60, 230, BUTTER)
    canvas.box(330, 386, 110, 128, BRICK, 20)
    canvas.shape([(440, 512), (540, 560), (520, 690), (450, 690)], BRICK)
    people = [(1010, 300, OCHRE), (1230, 250, BLUSH), (1400, 470, BRICK), (1180, 560, CREAM)]
    for x, y, colour in [*people, (1000, 740, BLUSH), (1360, 760, OCHRE)]:
        person(canvas, x, y, 76, colour, SAND)
    return canvas


def emblem() -> Canvas:
    """A flower of eight petals, one for each section, round a heart they share."""
    canvas = Canvas(width=512, height=512, clear=True)
    _flower(canvas, 256, 256, 1.0, ("#2c7a5f", "#5fa586"), OCHRE)
    return canvas


def share() -> Canvas:
    """The image of shared links, 1200 × 630: the flower over the square."""
    canvas = Canvas(GREEN, 1200, 630)
    canvas.disc(600, 260, 420, "#286b55")
    paving(canvas, 470)
    _flower(canvas, 600, 262, 0.86, (CREAM, BLUSH), OCHRE)
    return canvas


def _flower(
    canvas: Canvas, x: float, y: float, size: float, petals: tuple[str, str], heart: str
) -> None:
    for i in range(8):
        angle = math.radians(i * 45 + 22.5)
        colour = petals[i % 2]
        near, far = 88 * size, 178 * size
        ends = [(x + r * math.cos(angle), y + r * math.sin(angle)) for r in (near, far)]
        canvas.line(ends, colour, 96 * size)
    canvas.disc(x, y, 74 * size, WHITE)
    canvas.disc(x, y, 58 * size, heart)
