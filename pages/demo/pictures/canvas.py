"""A sheet to draw on with a few flat colours and smooth edges. Same code, same picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

CREAM, SAND, CLAY = "#f7f2e8", "#eadfc9", "#d8c6a4"
INK, SLATE = "#22333b", "#5c6f78"
GREEN, SAGE, MIST = "#1f5f4a", "#86ad97", "#d3e3d8"
BRICK, BLUSH = "#bf5b3a", "#e9c3ae"
OCHRE, BUTTER = "#e3a93f", "#f3dca6"
WHITE = "#fffdf8"

WIDTH, HEIGHT = 1600, 900
SCALE = 3  # drawn larger, then reduced: that smooths the edges

Point = tuple[float, float]


class Canvas:
    """Coordinates are those of the finished picture, from its top left corner."""

    def __init__(
        self, ground: str = CREAM, width: int = WIDTH, height: int = HEIGHT, *, clear: bool = False
    ) -> None:
        self.width, self.height = width, height
        size = (width * SCALE, height * SCALE)
        self._image = (
            Image.new("RGBA", size, (0, 0, 0, 0)) if clear else Image.new("RGB", size, ground)
        )
        self._draw = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """The finished picture."""
        out = BytesIO()
        self._image.reduce(SCALE).save(out, "PNG")
        return out.getvalue()

    def box(self, x: float, y: float, w: float, h: float, colour: str, round_: float = 0) -> None:
        corners = [x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1]
        self._draw.rounded_rectangle(corners, round_ * SCALE, fill=colour)

    def frame(
        self, x: float, y: float, w: float, h: float, colour: str, width: float, round_: float = 0
    ) -> None:
        corners = [x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1]
        self._draw.rounded_rectangle(
            corners, round_ * SCALE, outline=colour, width=round(width * SCALE)
        )

    def shape(self, points: Sequence[Point], colour: str) -> None:
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.oval(x, y, radius, radius, colour)

    def oval(self, x: float, y: float, across: float, up: float, colour: str) -> None:
        corners = [(x - across) * SCALE, (y - up) * SCALE, (x + across) * SCALE, (y + up) * SCALE]
        self._draw.ellipse(corners, fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float) -> None:
        self.arc(x, y, radius, 0, 360, colour, width)

    def pie(self, x: float, y: float, radius: float, start: float, end: float, colour: str) -> None:
        """A sector; degrees run clockwise from three o'clock."""
        corners = [(x - radius) * SCALE, (y - radius) * SCALE]
        corners += [(x + radius) * SCALE, (y + radius) * SCALE]
        self._draw.pieslice(corners, start, end, fill=colour)

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, colour: str, width: float
    ) -> None:
        steps = max(8, round(abs(end - start) / 3))
        angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
        self.line(
            [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles], colour, width
        )

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """A line with round joints and ends."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def curve(self, points: Sequence[Point], colour: str, width: float) -> None:
        """A smooth line through these points."""
        self.line(smooth(points), colour, width)

    def dots(self, points: Sequence[Point], colour: str, radius: float, gap: float) -> None:
        """Dots along the smooth line through these points, at equal distances."""
        walked, last = 0.0, None
        for point in smooth(points, steps=60):
            walked += math.dist(last, point) if last else gap
            last = point
            if walked >= gap:
                self.disc(*point, radius, colour)
                walked = 0.0


def smooth(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """Points of the Catmull-Rom curve through `points`."""
    padded = [points[0], *points, points[-1]]
    found: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for i in range(steps):
            t = i / steps
            found.append((_blend(a[0], b[0], c[0], d[0], t), _blend(a[1], b[1], c[1], d[1], t)))
    return [*found, points[-1]]


def _blend(a: float, b: float, c: float, d: float, t: float) -> float:
    bend = (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    return 0.5 * (2 * b + (c - a) * t + bend)
