"""A made-up city of any number of areas, with winding borders like those of a real city."""

from __future__ import annotations

import math
import random
from pathlib import Path

from shapely.geometry import Polygon

from benchmarks import package

WEST, SOUTH, WIDTH, HEIGHT = 9.4, 54.0, 0.01, 0.006  # degrees: one field of the grid
YEARS = (2018, 2019, 2020, 2021, 2022)
CORNERS = 9  # bends of one side of a field: about 40 corners an area, as in a generalised city
SHIFT, BEND = 0.2, 0.12  # of a field: how far crossings and bends lie off the grid
DOUBTFUL = 40  # every so-manieth figure is an estimate

Point = tuple[float, float]


def write(folder: Path, count: int) -> Path:
    """Write a city package of *count* areas to *folder*; the same count, the same city."""
    dice = random.Random(count)
    said = package.words()
    borders = _Borders(dice)
    columns = math.ceil(math.sqrt(count))
    fields = [
        package.Field(
            f"f{index + 1:04d}",
            said["area"].format(number=index + 1),
            borders.outline(index % columns, index // columns),
        )
        for index in range(count)
    ]
    return package.write(folder, fields, _values(dice, [one.id for one in fields], said["note"]))


class _Borders:
    """Sides of fields, each made once, so that neighbours share every corner."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._crossings: dict[tuple[int, int], Point] = {}
        self._sides: dict[tuple[int, int, bool], list[Point]] = {}

    def outline(self, column: int, row: int) -> Polygon:
        """Return the field in *column* and *row*, in degrees."""
        south, north = self._side(column, row, True), self._side(column, row + 1, True)
        west, east = self._side(column, row, False), self._side(column + 1, row, False)
        ring = [*south[:-1], *east[:-1], *reversed(north[1:]), *reversed(west[1:])]
        return Polygon(
            [(round(WEST + x * WIDTH, 5), round(SOUTH + y * HEIGHT, 5)) for x, y in ring]
        )

    def _crossing(self, x: int, y: int) -> Point:
        if (x, y) not in self._crossings:
            self._crossings[x, y] = (x + self._off(SHIFT), y + self._off(SHIFT))
        return self._crossings[x, y]

    def _side(self, x: int, y: int, along: bool) -> list[Point]:
        """Corners from crossing (x, y) to the next one eastwards (*along*) or northwards."""
        if (x, y, along) not in self._sides:
            begin = self._crossing(x, y)
            end = self._crossing(x + 1, y) if along else self._crossing(x, y + 1)
            parts = [(step + 1) / (CORNERS + 1) for step in range(CORNERS)]
            bends = [self._bend(begin, end, part) for part in parts]
            self._sides[x, y, along] = [begin, *bends, end]
        return self._sides[x, y, along]

    def _bend(self, begin: Point, end: Point, part: float) -> Point:
        """A corner beside the straight line; near crossings hardly, so that sides never cross."""
        across, up = end[0] - begin[0], end[1] - begin[1]
        aside = self._off(BEND) * math.sin(math.pi * part)
        return (begin[0] + part * across - aside * up, begin[1] + part * up + aside * across)

    def _off(self, size: float) -> float:
        return self._dice.uniform(-size, size)


def _values(dice: random.Random, ids: list[str], note: str) -> list[package.Row]:
    rows: list[dict[str, str]] = []
    for year in YEARS:
        totals = [0, 0, 0, 0]
        for area in ids:
            residents = dice.randint(400, 12_000)
            groups = [int(residents * dice.betavariate(2, 5)) for _ in range(3)]
            totals = [total + one for total, one in zip(totals, (residents, *groups), strict=True)]
            rows += package.rows_of(area, year, residents, groups)
        rows += package.rows_of("rs", year, totals[0], totals[1:])
    for row in rows[::DOUBTFUL]:
        row.update(status="doubtful", note=note)
    return list(rows)
