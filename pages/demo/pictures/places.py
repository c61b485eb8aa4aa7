"""Squares, façades and counters."""

from __future__ import annotations

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
from pages.demo.pictures.parts import bubble, house, paving, person, town_hall, tree


def square() -> Canvas:
    """The square before the town hall, from where the city is seen."""
    canvas = Canvas(MIST)
    canvas.disc(1270, 220, 92, BUTTER)
    for x, w, h, wall in [(20, 170, 200, BLUSH), (200, 150, 250, CREAM), (1240, 160, 240, CREAM)]:
        house(canvas, x, 600, w, h, wall, SLATE)
    house(canvas, 1410, 600, 180, 190, BLUSH, SLATE)
    tree(canvas, 400, 606, 150)
    tree(canvas, 1195, 606, 150)
    paving(canvas, 600)
    town_hall(canvas, 800, 604, 0.86)
    return canvas


def districts() -> Canvas:
    """Eight houses side by side: the eight sections."""
    canvas = Canvas(MIST)
    canvas.oval(420, 760, 760, 250, SAGE)
    canvas.oval(1300, 790, 700, 240, SAGE)
    canvas.disc(1330, 190, 80, BUTTER)
    walls = [CREAM, BRICK, BLUSH, BUTTER, CREAM, BRICK, SAND, BLUSH]
    heights = [220, 290, 250, 320, 240, 300, 230, 270]
    for i, (wall, height) in enumerate(zip(walls, heights, strict=True)):
        house(canvas, 96 + i * 178, 680, 164, height, wall, (INK, GREEN)[i % 2])
    canvas.box(0, 680, 1600, 220, SAND)
    canvas.box(0, 680, 1600, 12, CLAY)
    for i in range(9):
        canvas.box(40 + i * 190, 780, 110, 14, WHITE, 7)
    return canvas


def counter() -> Canvas:
    """A counter, somebody on each side, and what they say."""
    canvas = Canvas(CREAM)
    canvas.box(0, 690, 1600, 210, SAND)
    canvas.box(110, 90, 420, 330, MIST, 24)
    canvas.box(310, 90, 12, 330, CREAM)
    canvas.box(110, 250, 420, 12, CREAM)
    bubble(canvas, 610, 110, 300, 170, GREEN, left=False)
    bubble(canvas, 960, 220, 300, 170, OCHRE, left=False)
    for i in range(3):
        canvas.disc(690 + i * 70, 195, 17, CREAM)
        canvas.disc(1040 + i * 70, 305, 17, CREAM)
    person(canvas, 900, 560, 130, GREEN, BLUSH)
    canvas.box(560, 548, 660, 44, INK, 12)
    canvas.box(590, 592, 600, 240, BRICK)
    for i in range(4):
        canvas.box(626 + i * 138, 626, 110, 172, BLUSH, 8)
    canvas.box(640, 480, 130, 12, SLATE, 6)
    canvas.pie(705, 546, 44, 180, 360, OCHRE)
    canvas.disc(705, 498, 9, INK)
    canvas.box(0, 826, 1600, 74, CLAY)
    person(canvas, 1330, 900, 190, OCHRE, CLAY)
    tree(canvas, 330, 830, 260, GREEN)
    canvas.shape([(262, 720), (398, 720), (376, 832), (284, 832)], BRICK)
    return canvas


def facade() -> Canvas:
    """An old façade, and on its right half the plan of what it may become."""
    canvas = Canvas(SAND)
    for x in range(0, 1601, 80):
        canvas.box(x, 0, 2, 900, CLAY)
    for y in range(0, 901, 80):
        canvas.box(0, y, 1600, 2, CLAY)
    canvas.box(330, 330, 470, 430, BRICK)
    canvas.shape([(290, 330), (800, 130), (800, 330)], INK)
    for x in (390, 530):
        for y in (390, 560):
            canvas.box(x, y, 90, 120, CREAM)
            canvas.box(x + 42, y, 6, 120, BRICK)
            canvas.box(x, y + 57, 90, 6, BRICK)
    canvas.box(712, 590, 88, 170, INK)
    canvas.pie(800, 592, 88, 180, 270, INK)
    plan = [(800, 330), (800, 130), (1310, 330), (1270, 330), (1270, 760), (800, 760)]
    canvas.line(plan, GREEN, 10)
    canvas.line([(800, 330), (1310, 330)], GREEN, 10)
    for x in (890, 1090):
        canvas.frame(x, 390, 120, 120, GREEN, 8, 6)
    canvas.frame(890, 570, 320, 190, GREEN, 8, 6)
    canvas.line([(1050, 570), (1050, 760)], GREEN, 8)
    person(canvas, 970, 752, 46, OCHRE, CLAY)
    person(canvas, 1130, 752, 46, BRICK, BLUSH)
    canvas.box(230, 760, 1140, 18, INK)
    for x, y in [(800, 60), (1310, 250), (1330, 760)]:
        canvas.ring(x, y, 16, OCHRE, 8)
    return canvas
