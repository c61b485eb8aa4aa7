"""Screens, books, boxes and loops."""

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
    smooth,
)
from pages.demo.pictures.parts import bubble, person, tick


def windows() -> Canvas:
    """Windows of a site in the making, on a large and on a small screen."""
    canvas = Canvas(MIST)
    canvas.disc(220, 160, 300, SAGE)
    _window(canvas, 210, 130, 900, 600, GREEN)
    canvas.box(260, 240, 800, 180, SAND, 14)
    canvas.shape([(260, 420), (470, 280), (620, 390), (760, 320), (960, 420)], SAGE)
    canvas.disc(930, 300, 34, OCHRE)
    for i in range(3):
        canvas.box(260 + i * 275, 450, 250, 230, CREAM, 14)
        canvas.disc(320 + i * 275, 512, 34, (BRICK, OCHRE, GREEN)[i])
        canvas.box(286 + i * 275, 576, 190, 16, SLATE, 8)
        canvas.box(286 + i * 275, 610, 130, 16, CLAY, 8)
    canvas.box(1040, 300, 310, 540, INK, 44)
    canvas.box(1060, 330, 270, 480, WHITE, 24)
    canvas.box(1084, 360, 222, 120, BLUSH, 14)
    for i in range(3):
        canvas.box(1084, 510 + i * 66, 222, 44, (BRICK, CREAM, CREAM)[i], 22)
    tick(canvas, 1195, 752, 26, GREEN, 14)
    return canvas


def _window(canvas: Canvas, x: float, y: float, w: float, h: float, bar: str) -> None:
    canvas.box(x + 14, y + 18, w, h, SAGE, 24)
    canvas.box(x, y, w, h, WHITE, 24)
    canvas.box(x, y, w, 72, bar, 24)
    canvas.box(x, y + 40, w, 32, bar)
    for i, colour in enumerate((BRICK, OCHRE, MIST)):
        canvas.disc(x + 44 + i * 42, y + 36, 13, colour)
    canvas.box(x + 200, y + 20, w - 250, 32, MIST, 16)


def loop() -> Canvas:
    """Three arrows that follow each other, round a leaf."""
    canvas = Canvas(CREAM)
    canvas.disc(800, 450, 380, MIST)
    for i, colour in enumerate((GREEN, OCHRE, BRICK)):
        start = -150 + i * 120
        canvas.arc(800, 450, 270, start, start + 78, colour, 66)
        head = math.radians(start + 84)
        middle = (800 + 270 * math.cos(head), 450 + 270 * math.sin(head))
        along = (-math.sin(head), math.cos(head))
        out = (math.cos(head), math.sin(head))
        canvas.shape(
            [
                (middle[0] + out[0] * 78, middle[1] + out[1] * 78),
                (middle[0] - out[0] * 78, middle[1] - out[1] * 78),
                (middle[0] + along[0] * 104, middle[1] + along[1] * 104),
            ],
            colour,
        )
    leaf = [(706, 548), (704, 450), (770, 376), (896, 352), (882, 470), (810, 542), (706, 548)]
    canvas.shape(smooth(leaf), SAGE)
    canvas.curve([(672, 590), (760, 480), (850, 398)], GREEN, 12)
    for x, colour in [(110, SAGE), (290, OCHRE), (1220, BRICK), (1400, SLATE)]:
        canvas.box(x, 610, 130, 190, colour, 14)
        canvas.box(x - 14, 580, 158, 34, INK, 10)
        canvas.ring(x + 65, 706, 30, CREAM, 9)
    canvas.box(0, 800, 1600, 100, SAND)
    return canvas


def shelves() -> Canvas:
    """A library: shelves of books, and a table where somebody is shown how to take part."""
    canvas = Canvas(CREAM)
    colours = (GREEN, BRICK, OCHRE, SAGE, INK, BLUSH, SLATE, BUTTER)
    for row in range(3):
        base = 240 + row * 200
        x, i = 70.0, row * 3
        while x < 760:
            wide = 26 + (i * 17) % 30
            tall = 110 + (i * 37) % 56
            canvas.box(x, base - tall, wide, tall, colours[i % len(colours)], 4)
            canvas.box(x + 6, base - tall + 22, wide - 12, 8, CREAM)
            x, i = x + wide + 5, i + 1
        canvas.box(50, base, 750, 22, CLAY, 6)
    canvas.box(0, 790, 1600, 110, SAND)
    canvas.disc(1240, 250, 150, BUTTER)
    canvas.box(1232, 0, 16, 120, INK)
    canvas.pie(1240, 240, 140, 180, 360, OCHRE)
    person(canvas, 1050, 620, 120, GREEN, CLAY)
    person(canvas, 1380, 620, 120, BRICK, BLUSH)
    canvas.shape([(1130, 470), (1320, 470), (1344, 606), (1106, 606)], INK)
    canvas.shape([(1146, 486), (1304, 486), (1320, 590), (1130, 590)], MIST)
    tick(canvas, 1225, 540, 34, GREEN, 16)
    canvas.box(900, 606, 640, 34, INK, 8)
    for x in (950, 1460):
        canvas.box(x, 640, 26, 190, INK)
    return canvas


def idea_box() -> Canvas:
    """A box with a slot, and ideas on slips of paper that fall into it."""
    canvas = Canvas(BUTTER)
    canvas.disc(800, 470, 420, CREAM)
    slips = [(560, 130, GREEN), (720, 60, BRICK), (900, 150, OCHRE)]
    for x, y, colour in slips:
        canvas.box(x + 8, y + 10, 150, 190, CLAY, 10)
        canvas.box(x, y, 150, 190, WHITE, 10)
        canvas.disc(x + 75, y + 66, 34, colour)
        canvas.box(x + 61, y + 96, 28, 22, colour, 4)
        canvas.box(x + 28, y + 144, 94, 12, CLAY, 6)
    canvas.shape([(440, 430), (540, 370), (1060, 370), (1160, 430)], GREEN)
    canvas.box(620, 392, 360, 22, INK, 11)
    canvas.box(440, 430, 720, 370, BRICK, 12)
    canvas.box(440, 430, 720, 56, GREEN)
    bubble(canvas, 640, 550, 320, 130, CREAM, left=True)
    for i in range(3):
        canvas.disc(728 + i * 72, 615, 17, (GREEN, OCHRE, BRICK)[i])
    canvas.box(0, 800, 1600, 100, SAND)
    return canvas
