"""What the web map to take away says of each area, and its legend."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geodata.model import City, Status
from geodata.statistics.coverage import Coverage
from layers import need_table
from layers.export.data_about import area_count
from layers.export.on_map import Second, ShownFundedArea, funded_areas, projects
from layers.export.palette import Fill, cell_fills, class_fills, empty_fills
from layers.numbers import german
from layers.scene import Scene, is_empty
from layers.scene_words import DOUBTS, class_label, method_words, value_words, with_unit
from layers.texts import Texts

PLAIN = Fill("plain", "#ffffff")
LARGEST_CIRCLE = 26  # radius in pixels
PALE = 0.42  # opacity of what is not funded in the year shown


@dataclass(frozen=True)
class AreaWords:
    """One area: its fill, what tooltip and table say, and the figure of its label."""

    name: str
    value: str
    class_words: str
    note: str
    figure: str
    circle: str
    fill: Fill

    @property
    def spoken(self) -> str:
        """All in one line, for assistive technology."""
        return ", ".join(part for part in (self.name, *self.lines) if part)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the tooltip below the name."""
        return tuple(
            part for part in (self.value, self.class_words, self.circle, self.note) if part
        )


@dataclass(frozen=True)
class LegendRow:
    """One row of the legend; ``swatch`` is SVG in a field of ``wide`` by ``high`` pixels."""

    swatch: str
    text: str
    count: str = ""
    detail: str = ""
    wide: float = 32
    high: float = 20


@dataclass(frozen=True)
class LegendPart:
    """A part of the legend with its heading and a remark below it."""

    title: str
    rows: tuple[LegendRow, ...]
    hint: str = ""


def area_words(city: City, shown: Scene, other: Second | None, texts: Texts) -> list[AreaWords]:
    """Return what is said of every area, in the order of the level."""
    found = need_table.coverage_of(city, shown.view)
    fills = _fills(shown, found)
    coloured = "indikator" in shown.view.layers
    return [
        AreaWords(
            name=area.name,
            value=value_words(shown, index, texts),
            class_words=_class_words(shown, found, index, texts),
            note=shown.series.notes.get((shown.view.year, area.id), ""),
            figure=_figure(shown, index, texts) if coloured else "",
            circle=_circle(other, index, texts),
            fill=fills[index] if coloured else PLAIN,
        )
        for index, area in enumerate(shown.level.areas)
    ]


def _fills(shown: Scene, found: Coverage | None) -> list[Fill]:
    classes, empties = class_fills(shown, grey=False), empty_fills(grey=False)
    cells, fills = cell_fills(grey=False), []
    for index, status in enumerate(shown.statuses):
        if is_empty(status):
            fills.append(empties[str(status)])
        elif found is None:
            fills.append(classes[shown.classes[index]])
        else:
            place = found.places[index]
            fills.append(cells["need" if place.in_need else "rest", place.state])
    return fills


def _class_words(shown: Scene, found: Coverage | None, index: int, texts: Texts) -> str:
    words, place = texts["map"], shown.classes[index]
    if found is not None:
        at, need = found.places[index], texts["need"]
        side = [need_table.side(shown, at.in_need, need)] if at.known else []
        return ", ".join([*side, need[f"state_{at.state}"]])
    if place < 0:
        return words["no_class"]
    return words["class_of"].format_map({"class": place + 1, "number": shown.number})


def _figure(shown: Scene, index: int, texts: Texts) -> str:
    status = shown.statuses[index]
    if is_empty(status):
        return texts["legend"][f"sign_{status}"]
    return german(shown.figures[index], shown.indicator.decimals)


def _circle(other: Second | None, index: int, texts: Texts) -> str:
    if other is None or not german(other.figures[index], 0):
        return ""
    return texts["web_map"]["circle"].format(
        indicator=other.indicator.name,
        year=other.year,
        value=with_unit(other.figures[index], other.indicator),
    )


def legend(city: City, shown: Scene, other: Second | None, texts: Texts) -> list[LegendPart]:
    """Return the parts of the legend, those of layers that are off left out."""
    parts = []
    if "indikator" in shown.view.layers:
        need = shown.view.need is not None
        parts += _cells(city, shown, texts) if need else [_classes(shown, texts)]
        parts.append(_statuses(shown, texts))
    parts.append(_funded(shown, funded_areas(city, shown.view), texts))
    parts.append(_projects(city, shown, texts))
    if other is not None:
        parts.append(_circles(shown, other, texts))
    return [part for part in parts if part.rows or part.hint]


def _classes(shown: Scene, texts: Texts) -> LegendPart:
    words = texts["legend"]
    subtitle = words["subtitle"].format(year=shown.view.year, unit=shown.indicator.unit)
    if not shown.lowest <= shown.highest:
        return LegendPart(subtitle, (), words["all_empty"].format(year=shown.view.year))
    rows = [
        LegendRow(
            swatch(fill), class_label(shown, place, words),
            area_count(shown.classes.count(place), words),
        )
        for place, fill in enumerate(class_fills(shown, grey=False))
    ]  # fmt: skip
    return LegendPart(subtitle, tuple(reversed(rows)), method_words(shown, words))


def _cells(city: City, shown: Scene, texts: Texts) -> list[LegendPart]:
    words, found = texts["need"], need_table.coverage_of(city, shown.view)
    places = [] if found is None else [place for place in found.places if place.known]
    fills = cell_fills(grey=False)
    parts = []
    for side in ("need", "rest"):
        here = [place.state for place in places if place.in_need == (side == "need")]
        rows = tuple(
            LegendRow(swatch(fill), words[f"state_{state}"], area_count(here.count(state), words))
            for (of, state), fill in fills.items()
            if of == side and (state != "unclear" or state in here)
        )
        parts.append(LegendPart(need_table.side(shown, side == "need", words), rows))
    hint = words["legend_hint"].format(year=shown.view.year)
    return [parts[0], LegendPart(parts[1].title, parts[1].rows, hint)]


def _statuses(shown: Scene, texts: Texts) -> LegendPart:
    words = texts["legend"]
    rows = [
        _status_row(fill, Status(status), shown, texts)
        for status, fill in empty_fills(grey=False).items()
        if status in shown.statuses
    ]
    if "zweifel" in shown.view.layers:
        rows += [_status_row(None, status, shown, texts) for status in DOUBTS
                 if status in shown.statuses]  # fmt: skip
    return LegendPart(
        words["empty"] if rows and any(map(is_empty, shown.statuses)) else "", tuple(rows)
    )


def _status_row(fill: Fill | None, status: Status, shown: Scene, texts: Texts) -> LegendRow:
    words = texts["legend"]
    sign, said = words[f"sign_{status}"], words[f"status_{status}"]
    count = area_count(shown.statuses.count(status), words)
    if fill is not None:
        return LegendRow(swatch(fill), f"{sign} {said}", count)
    mark = (
        '<circle cx="16" cy="10" r="8" fill="#fff" stroke="#8a4b00" stroke-width="2"/>'
        f'<text x="16" y="14" text-anchor="middle" font-size="11" fill="#8a4b00">{sign}</text>'
    )
    return LegendRow(mark, said, count)


def _funded(shown: Scene, funded: tuple[ShownFundedArea, ...], texts: Texts) -> LegendPart:
    words = texts["legend"]
    if not funded:
        return LegendPart("", ())
    rows = tuple(
        LegendRow(_funded_swatch(one), numbered(one, texts), detail=funded_state(one, texts))
        for one in funded
    )
    said = [words["funded_dimmed"].format(year=shown.view.year)]
    if any(one.schematic for one in funded):
        said.insert(0, words["funded_dashed"])
    return LegendPart(words["funded"], rows, ". ".join(said) + ".")


def numbered(one: ShownFundedArea, texts: Texts) -> str:
    """Return the number on the map and the name of a funded area."""
    return texts["web_map"]["numbered"].format(number=one.number, name=one.area.name)


def funded_state(one: ShownFundedArea, texts: Texts) -> str:
    """Return programme and state: ``Soziale Stadt · läuft``."""
    state = texts["map"][f"state_{one.state}"]
    return texts["web_map"]["with_state"].format(programme=one.programme, state=state)


def _projects(city: City, shown: Scene, texts: Texts) -> LegendPart:
    words, every = texts["map"], projects(city, shown.view)
    if not every:
        return LegendPart("", ())
    unplaced = sum(one.lon is None for one in every)
    said = texts["web_map"]["unplaced"].format(count=unplaced, all=len(every))
    row = LegendRow(_round(6, 32, "#fff", "#1b2733"), words["projects"])
    return LegendPart("", (row,), said if unplaced else "")


def _circles(shown: Scene, other: Second, texts: Texts) -> LegendPart:
    words, sizes = texts["map"], {_rounded_down(other.most * part) for part in (1, 0.3, 0.1)}
    rows = tuple(_circle_row(other, size) for size in sorted(sizes, reverse=True) if size > 0)
    late = words["symbols_no_year"].format(
        indicator=other.indicator.name, year=shown.view.year, shown=other.year
    )
    title = words["symbols"].format(indicator=other.indicator.name, year=other.year)
    return LegendPart(title, rows, "" if other.year == shown.view.year else late)


def _circle_row(other: Second, size: float) -> LegendRow:
    radius, side = LARGEST_CIRCLE * other.part(size), 2 * LARGEST_CIRCLE + 4
    return LegendRow(
        _round(radius, side, "#f2b705", "#3b2c00", 2 * radius + 4),
        with_unit(size, other.indicator),
        wide=side,
        high=2 * radius + 4,
    )


def _rounded_down(figure: float) -> float:
    """Return *figure* with one digit that is not 0: 15350 gives 10000."""
    if not figure > 0:
        return 0.0
    step = 10.0 ** math.floor(math.log10(figure))
    return float(f"{math.floor(figure / step) * step:.1g}")


def _round(radius: float, wide: float, ground: str, ink: str, high: float = 20) -> str:
    return (
        f'<circle cx="{wide / 2:.1f}" cy="{high / 2:.1f}" r="{radius:.1f}" '
        f'fill="{ground}" stroke="{ink}"/>'
    )


def _funded_swatch(one: ShownFundedArea) -> str:
    dashes = ' stroke-dasharray="5 3"' if one.schematic else ""
    return (
        f'<rect x="2" y="2" width="28" height="16" fill="#fff" stroke="{one.colour}" '
        f'stroke-width="2.5" opacity="{opacity(one)}"{dashes}/>'
    )


def opacity(one: ShownFundedArea) -> float:
    """Return how strongly a funded area is drawn: pale where it does not run."""
    return 1 if one.state == "running" else PALE


def swatch(fill: Fill) -> str:
    """Return the field of the legend that *fill* fills."""
    return (
        f'<rect x="0.5" y="0.5" width="31" height="19" fill="{fill.paint}" '
        'stroke="#33424d" stroke-width="1"/>'
    )
