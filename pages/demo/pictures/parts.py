"""What several pictures share: paving, houses, people, sheets of paper, trees, bubbles."""

from __future__ import annotations

from pages.demo.pictures.canvas import (
    BRICK,
    CLAY,
    GREEN,
    INK,
    OCHRE,
    SAGE,
    SAND,
    SLATE,
    WHITE,
    Canvas,
)


def paving(canvas: Canvas, top: float, stone: str = SAND, joint: str = CLAY) -> None:
    """A square seen from where one stands: rows of stones that widen towards the reader."""
    canvas.box(0, top, canvas.width, canvas.height - top, stone)
    height, y, row = 26.0, top, 0
    middle = canvas.width / 2
    while y < canvas.height:
        canvas.box(0, y, canvas.width, 4, joint)
        near, far = _depth(canvas, top, y + height), _depth(canvas, top, y)
        for i in range(-24, 25):
            step = i + (0.5 if row % 2 else 0)
            canvas.line(
                [(middle + step * 150 * far, y), (middle + step * 150 * near, y + height)], joint, 4
            )
        y, height, row = y + height, height * 1.28, row + 1


def _depth(canvas: Canvas, top: float, y: float) -> float:
    return 0.55 + 0.75 * (y - top) / (canvas.height - top)


def town_hall(canvas: Canvas, x: float, ground: float, size: float = 1.0) -> None:
    """A town hall with its belfry; `x` is its middle, `ground` the line it stands on."""

    def box(dx: float, up: float, w: float, h: float, colour: str) -> None:
        canvas.box(x + dx * size, ground - up * size, w * size, h * size, colour)

    box(-330, 250, 660, 250, BRICK)
    canvas.shape(
        [
            (x - 360 * size, ground - 250 * size),
            (x - 280 * size, ground - 330 * size),
            (x + 280 * size, ground - 330 * size),
            (x + 360 * size, ground - 250 * size),
        ],
        INK,
    )
    box(-75, 440, 150, 440, BRICK)
    box(-90, 452, 180, 18, SAND)
    canvas.shape(
        [
            (x - 92 * size, ground - 450 * size),
            (x, ground - 640 * size),
            (x + 92 * size, ground - 450 * size),
        ],
        INK,
    )
    canvas.line([(x, ground - 636 * size), (x, ground - 680 * size)], OCHRE, 6 * size)
    canvas.disc(x, ground - 684 * size, 10 * size, OCHRE)
    canvas.disc(x, ground - 375 * size, 42 * size, SAND)
    canvas.line(
        [
            (x, ground - 402 * size),
            (x, ground - 375 * size),
            (x + 18 * size, ground - 366 * size),
        ],
        INK,
        6 * size,
    )
    for dx in (-285, -205, -125, 85, 165, 245):
        box(dx, 205, 40, 66, SAND)
        box(dx, 105, 40, 66, SAND)
    box(-36, 130, 72, 130, INK)
    canvas.pie(x, ground - 128 * size, 36 * size, 180, 360, INK)
    box(-360, 12, 720, 12, SLATE)


def house(
    canvas: Canvas, x: float, ground: float, w: float, h: float, wall: str, roof: str
) -> None:
    """A terraced house, `x` being its left side."""
    canvas.box(x, ground - h, w, h, wall)
    top = ground - h
    canvas.shape([(x - 8, top), (x + w / 2, top - w * 0.55), (x + w + 8, top)], roof)
    canvas.box(x + w * 0.16, top + 34, w * 0.24, w * 0.3, WHITE)
    canvas.box(x + w * 0.6, top + 34, w * 0.24, w * 0.3, WHITE)
    canvas.box(x + w * 0.38, ground - w * 0.5, w * 0.24, w * 0.5, roof)


def person(canvas: Canvas, x: float, ground: float, size: float, colour: str, skin: str) -> None:
    """A person reduced to a head and shoulders."""
    canvas.pie(x, ground, size, 180, 360, colour)
    canvas.disc(x, ground - size * 1.42, size * 0.46, skin)


def bubble(
    canvas: Canvas, x: float, y: float, w: float, h: float, colour: str, *, left: bool
) -> None:
    """A speech bubble; its tail points down to the left or to the right."""
    canvas.box(x, y, w, h, colour, 34)
    foot = x + (w * 0.22 if left else w * 0.78)
    end = foot - 34 if left else foot + 34
    canvas.shape([(foot - 26, y + h - 4), (foot + 26, y + h - 4), (end, y + h + 46)], colour)


def sheet(canvas: Canvas, x: float, y: float, w: float, h: float, lines: int, ink: str) -> None:
    """A sheet of paper with lines that stand for text."""
    canvas.box(x + 10, y + 12, w, h, CLAY, 10)
    canvas.box(x, y, w, h, WHITE, 10)
    for i in range(lines):
        share = 0.5 if i % 4 == 3 else 0.76
        canvas.box(x + w * 0.12, y + h * 0.14 + i * h * 0.78 / lines, w * share, 12, ink, 6)


def tree(canvas: Canvas, x: float, ground: float, size: float, colour: str = SAGE) -> None:
    """A round tree."""
    canvas.box(x - size * 0.06, ground - size * 0.7, size * 0.12, size * 0.7, INK)
    canvas.oval(x, ground - size * 1.05, size * 0.44, size * 0.56, colour)


def fir(canvas: Canvas, x: float, ground: float, size: float, colour: str = GREEN) -> None:
    """A fir tree of three storeys."""
    canvas.box(x - size * 0.05, ground - size * 0.2, size * 0.1, size * 0.2, INK)
    for i in range(3):
        base = ground - size * (0.15 + 0.3 * i)
        half = size * (0.36 - 0.08 * i)
        canvas.shape([(x - half, base), (x, base - size * 0.48), (x + half, base)], colour)


def tick(canvas: Canvas, x: float, y: float, size: float, colour: str, width: float) -> None:
    points = [(x - size, y), (x - size * 0.25, y + size * 0.7), (x + size, y - size * 0.75)]
    canvas.line(points, colour, width)
