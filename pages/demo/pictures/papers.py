"""Magazines, forms, newspapers and charters."""

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
from pages.demo.pictures.parts import person, sheet, tick


def magazine() -> Canvas:
    """An open magazine, and a pencil that corrects it."""
    canvas = Canvas(BLUSH)
    canvas.disc(1340, 170, 260, BUTTER)
    canvas.shape([(250, 230), (800, 190), (1350, 230), (1350, 760), (800, 720), (250, 760)], CLAY)
    canvas.shape([(230, 200), (800, 160), (800, 700), (230, 740)], WHITE)
    canvas.shape([(1370, 200), (800, 160), (800, 700), (1370, 740)], CREAM)
    canvas.shape([(290, 262), (740, 230), (740, 440), (290, 464)], GREEN)
    canvas.disc(560, 336, 62, OCHRE)
    canvas.shape([(290, 464), (420, 360), (520, 420), (610, 390), (740, 440)], SAGE)
    for i in range(4):
        y, long = 510 + i * 44, (430, 430, 430, 250)[i]
        canvas.line([(298, y), (298 + long, y - 0.06 * long)], SLATE, 13)
    canvas.line([(868, 238), (1240, 262)], BRICK, 26)
    for i in range(5):
        y = 310 + i * 44
        canvas.line([(868, y), (1076, y + 14)], CLAY, 13)
        canvas.line([(1120, y + 17), (1310, y + 30)], CLAY, 13)
    canvas.shape([(862, 540), (1076, 552), (1076, 676), (862, 664)], BUTTER)
    canvas.curve([(1112, 600), (1170, 570), (1220, 640), (1300, 590)], BRICK, 9)
    canvas.line([(800, 162), (800, 700)], CLAY, 5)
    _pencil(canvas, 1304, 588)
    return canvas


def _pencil(canvas: Canvas, x: float, y: float) -> None:
    """Its point is at (x, y); it leans to the right."""
    canvas.shape([(x, y), (x + 24, y - 66), (x + 62, y - 34)], BUTTER)
    canvas.shape([(x, y), (x + 9, y - 24), (x + 23, y - 13)], INK)
    canvas.shape(
        [(x + 24, y - 66), (x + 62, y - 34), (x + 232, y - 236), (x + 194, y - 268)], OCHRE
    )
    canvas.shape(
        [(x + 194, y - 268), (x + 232, y - 236), (x + 254, y - 262), (x + 216, y - 294)], BRICK
    )


def paper() -> Canvas:
    """A paper form with ticked boxes, on its way into an envelope."""
    canvas = Canvas(SAND)
    canvas.disc(330, 230, 280, BUTTER)
    canvas.box(300, 90, 520, 720, CLAY, 14)
    canvas.box(280, 70, 520, 720, WHITE, 14)
    canvas.box(340, 130, 260, 30, GREEN, 8)
    for i in range(4):
        y = 220 + i * 96
        canvas.frame(340, y, 50, 50, INK, 6, 8)
        canvas.box(420, y + 2, 300, 14, SLATE, 7)
        canvas.box(420, y + 32, (200, 260, 160, 230)[i], 14, CLAY, 7)
        if i != 2:
            tick(canvas, 366, y + 22, 22, BRICK, 12)
    for i in range(3):
        canvas.line([(340, 640 + i * 48), (740, 640 + i * 48)], CLAY, 5)
    canvas.curve([(352, 630), (420, 600), (470, 640), (560, 606), (610, 632)], GREEN, 8)
    canvas.box(900, 420, 520, 340, BRICK, 18)
    canvas.shape([(900, 440), (1160, 620), (1420, 440), (1420, 420), (900, 420)], BLUSH)
    canvas.line([(908, 432), (1160, 622), (1412, 432)], BRICK, 8)
    canvas.curve([(870, 210), (1000, 160), (1120, 210), (1160, 320)], GREEN, 20)
    canvas.shape([(1108, 306), (1212, 306), (1162, 386)], GREEN)
    return canvas


def newspapers() -> Canvas:
    """Four media: three newspapers and a screen."""
    canvas = Canvas(MIST)
    canvas.box(0, 700, 1600, 200, SAGE)
    canvas.box(920, 130, 560, 390, INK, 28)
    canvas.box(950, 160, 500, 330, CREAM, 14)
    canvas.box(1180, 520, 40, 180, INK)
    canvas.box(1060, 690, 280, 24, INK, 12)
    person(canvas, 1200, 490, 110, GREEN, BLUSH)
    canvas.box(970, 430, 250, 36, BRICK, 8)
    for x, y, ink in [(120, 210, BRICK), (330, 290, GREEN), (540, 370, OCHRE)]:
        canvas.box(x + 12, y + 14, 380, 440, SAGE, 8)
        canvas.box(x, y, 380, 440, WHITE, 8)
        canvas.box(x + 34, y + 34, 312, 44, ink, 6)
        canvas.box(x + 34, y + 104, 150, 130, SAND, 6)
        for i in range(4):
            canvas.box(x + 208, y + 108 + i * 34, 138, 12, CLAY, 6)
        for i in range(5):
            canvas.box(x + 34, y + 266 + i * 32, (312, 312, 280, 312, 190)[i], 12, CLAY, 6)
    return canvas


def charter() -> Canvas:
    """A charter with its seal, and two parties that meet on it."""
    canvas = Canvas(CREAM)
    canvas.disc(560, 450, 330, SAGE)
    canvas.disc(1040, 450, 330, BLUSH)
    sheet(canvas, 570, 110, 460, 660, 8, SLATE)
    canvas.disc(930, 690, 82, OCHRE)
    canvas.shape([(880, 740), (930, 770), (920, 870), (890, 836), (850, 850)], BRICK)
    canvas.shape([(980, 740), (930, 770), (940, 870), (970, 836), (1010, 850)], BRICK)
    canvas.disc(930, 690, 58, BUTTER)
    tick(canvas, 930, 690, 30, GREEN, 14)
    person(canvas, 330, 700, 130, GREEN, CLAY)
    person(canvas, 1270, 700, 130, BRICK, BUTTER)
    canvas.box(160, 700, 340, 16, INK, 8)
    canvas.box(1100, 700, 340, 16, INK, 8)
    return canvas
