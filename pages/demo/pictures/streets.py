"""Routes, stalls and the way in."""

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
    WHITE,
    Canvas,
)
from pages.demo.pictures.parts import fir, paving


def lanes() -> Canvas:
    """The lines of a network that cross: on foot, by bicycle, by bus; and a bicycle."""
    canvas = Canvas(CREAM)
    canvas.oval(1280, 140, 420, 260, MIST)
    canvas.oval(250, 820, 480, 260, MIST)
    routes = [
        (BRICK, [(-40, 200), (300, 220), (560, 420), (900, 330), (1240, 160), (1640, 190)]),
        (OCHRE, [(220, -40), (330, 220), (300, 520), (620, 720), (1050, 690), (1640, 820)]),
        (GREEN, [(-40, 700), (300, 520), (560, 420), (900, 330), (1180, 470), (1640, 480)]),
    ]
    for colour, points in routes:
        canvas.curve(points, WHITE, 44)
        canvas.curve(points, colour, 26)
    for x, y in [(330, 220), (300, 520), (560, 420), (900, 330), (1240, 160), (620, 720)]:
        canvas.disc(x, y, 30, INK)
        canvas.disc(x, y, 18, WHITE)
    _bicycle(canvas, 1170, 720, 0.95)
    return canvas


def _bicycle(canvas: Canvas, x: float, y: float, size: float) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size, y + dy * size

    for dx in (-150, 150):
        canvas.disc(*at(dx, 0), 118 * size, WHITE)
        canvas.ring(*at(dx, 0), 108 * size, INK, 18 * size)
        for i in range(8):
            spoke = math.radians(i * 45 + 10)
            end = at(dx + 100 * math.cos(spoke), 100 * math.sin(spoke))
            canvas.line([at(dx, 0), end], SAND, 4 * size)
        canvas.disc(*at(dx, 0), 14 * size, INK)
    frame = [at(-150, 0), at(-75, -140), at(95, -150), at(-10, 0), at(-150, 0)]
    canvas.line(frame, BRICK, 18 * size)
    canvas.line([at(-10, 0), at(-92, -185)], BRICK, 18 * size)
    canvas.line([at(150, 0), at(88, -205), at(140, -225)], INK, 16 * size)
    canvas.line([at(-135, -190), at(-55, -190)], INK, 24 * size)
    canvas.ring(*at(-10, 0), 30 * size, INK, 10 * size)


def market() -> Canvas:
    """Stalls under garlands, firs and a quiet winter sky."""
    canvas = Canvas(GREEN)
    for i in range(34):
        canvas.disc((i * 367) % 1600, (i * 211) % 520, 4 + i % 3 * 2, SAGE)
    for x, size in [(70, 420), (1530, 460), (545, 330), (1065, 330)]:
        fir(canvas, x, 720, size, SAGE)
    paving(canvas, 700)
    for x, stripe in [(150, BRICK), (620, OCHRE), (1090, BRICK)]:
        _stall(canvas, x, stripe)
    for start in (0, 400, 800, 1200):
        points = [(start, 120.0), (start + 200, 200.0), (start + 400, 120.0)]
        canvas.curve(points, INK, 5)
        for i in range(1, 6):
            t = i / 6
            y = 120 + 80 * math.sin(math.pi * t)
            canvas.disc(start + 400 * t, y + 16, 15, (BUTTER, OCHRE)[i % 2])
    return canvas


def _stall(canvas: Canvas, x: float, stripe: str) -> None:
    canvas.box(x + 20, 430, 16, 330, INK)
    canvas.box(x + 324, 430, 16, 330, INK)
    canvas.box(x + 36, 440, 288, 170, BUTTER)
    canvas.box(x + 10, 600, 340, 30, INK, 6)
    canvas.box(x + 24, 630, 312, 130, BLUSH)
    for i in range(4):
        canvas.box(x + 44 + i * 74, 650, 50, 90, CREAM, 6)
    for i in range(6):
        canvas.box(x + i * 60, 360, 60, 90, stripe if i % 2 == 0 else CREAM)
        canvas.pie(x + i * 60 + 30, 449, 30, 0, 180, stripe if i % 2 == 0 else CREAM)
    for i, colour in enumerate((BRICK, GREEN, OCHRE)):
        canvas.disc(x + 100 + i * 80, 566, 32, colour)
        canvas.box(x + 96 + i * 80, 524, 8, 14, INK)


def ramp() -> Canvas:
    """Steps on one side, a gentle ramp on the other, the same door for all."""
    canvas = Canvas(MIST)
    canvas.box(900, 110, 560, 440, CREAM)
    canvas.box(860, 80, 640, 40, INK)
    canvas.box(1085, 220, 190, 330, GREEN)
    canvas.box(1176, 220, 8, 330, MIST)
    canvas.disc(1160, 392, 9, OCHRE)
    canvas.disc(1200, 392, 9, OCHRE)
    for x in (945, 1330):
        canvas.box(x, 230, 90, 150, MIST)
    for i in range(5):
        canvas.box(1320, 550 + i * 50, 60 * (i + 1), 50, (CLAY, SAND)[i % 2])
    canvas.shape([(60, 800), (870, 550), (1330, 550), (1330, 800)], BRICK)
    canvas.box(0, 800, 1600, 100, CLAY)
    for i in range(6):
        x = 170 + i * 150
        top = 800 - (x - 60) * 250 / 810 if x < 870 else 550
        canvas.line([(x, top), (x, top - 130)], INK, 10)
    canvas.line([(170, 636), (870, 420), (1060, 420)], INK, 14)
    _wheelchair(canvas, 520, 566)
    return canvas


def _wheelchair(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc(x - 6, y - 178, 36, BLUSH)
    canvas.line(
        [(x - 10, y - 128), (x + 4, y - 34), (x + 84, y - 48), (x + 112, y + 14)], GREEN, 44
    )
    canvas.line([(x - 4, y - 100), (x + 60, y - 88)], GREEN, 26)
    canvas.ring(x, y, 78, INK, 15)
    canvas.disc(x, y, 13, INK)
    canvas.ring(x + 108, y + 34, 20, INK, 10)
