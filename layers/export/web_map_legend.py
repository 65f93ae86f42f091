"""The legend of the web map to take away: classes, gaps, funded areas, projects, circles."""

from __future__ import annotations

import math

from geodata.model import City, Status
from layers import need_table
from layers.chance import alike, marks_shown, testable
from layers.change_words import class_sign, marks
from layers.export.data_about import area_count
from layers.export.on_map import Second, ShownFundedArea, funded_areas, projects
from layers.export.palette import Fill, cell_fills, class_fills, empty_fills
from layers.export.web_map_legend_parts import LegendPart, LegendRow
from layers.export.web_map_patterns import parts as patterns
from layers.export.web_map_words import LARGEST_CIRCLE, funded_state, numbered, opacity
from layers.numbers import with_unit
from layers.scene import Scene, is_empty
from layers.scene_words import DOUBTS, class_label, legend_title, method_words
from layers.texts import Texts


def legend(city: City, shown: Scene, other: Second | None, texts: Texts) -> list[LegendPart]:
    """Return the parts of the legend, those of layers that are off left out."""
    parts = []
    if "indikator" in shown.view.layers:
        need = shown.view.need is not None
        parts += _cells(city, shown, texts) if need else [_classes(shown, texts)]
        parts.append(_statuses(shown, texts))
    parts += patterns(city, shown, texts)
    parts.append(_funded(shown, funded_areas(city, shown.view), texts))
    parts.append(_projects(city, shown, texts))
    if other is not None:
        parts.append(_circles(shown, other, texts))
    return [part for part in parts if part.rows or part.hint]


def _classes(shown: Scene, texts: Texts) -> LegendPart:
    words = texts["legend"]
    subtitle = legend_title(shown, texts)
    if not shown.lowest <= shown.highest:
        return LegendPart(subtitle, (), words["all_empty"].format(year=shown.view.year))
    rows = [
        LegendRow(
            swatch(fill, class_sign(shown, place) if shown.change else ""),
            class_label(shown, place, texts),
            area_count(shown.classes.count(place), words),
        )
        for place, fill in enumerate(class_fills(shown, grey=False))
    ]  # fmt: skip
    said = [] if shown.change is None else [marks(shown, texts)]
    return LegendPart(
        subtitle, tuple(reversed(rows)), " ".join([*said, method_words(shown, texts)])
    )


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
    title = words["empty"] if rows and any(map(is_empty, shown.statuses)) else ""
    if not marks_shown(shown):
        return LegendPart(title, tuple(rows))
    if not testable(shown):
        return LegendPart(title, tuple(rows), words["alike_unknown"])
    count = area_count(sum(alike(shown)), words)
    like = LegendRow(_sign(words["sign_alike"]), words["alike"], count)
    return LegendPart(title, (*rows, like))


def _status_row(fill: Fill | None, status: Status, shown: Scene, texts: Texts) -> LegendRow:
    words = texts["legend"]
    sign, said = words[f"sign_{status}"], words[f"status_{status}"]
    count = area_count(shown.statuses.count(status), words)
    if fill is not None:
        return LegendRow(swatch(fill), f"{sign} {said}", count)
    return LegendRow(_sign(sign), said, count)


def _sign(sign: str) -> str:
    return (
        '<circle cx="16" cy="10" r="8" fill="#fff" stroke="#8a4b00" stroke-width="2"/>'
        f'<text x="16" y="14" text-anchor="middle" font-size="11" fill="#8a4b00">{sign}</text>'
    )


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


def swatch(fill: Fill, mark: str = "") -> str:
    """Return the field of the legend that *fill* fills, with the mark of its areas."""
    said = (
        f'<text x="16" y="15" text-anchor="middle" font-size="14" font-weight="bold" '
        f'fill="#1b2733" stroke="#fff" stroke-width="3" paint-order="stroke">{mark}</text>'
    )
    field = (
        f'<rect x="0.5" y="0.5" width="31" height="19" fill="{fill.paint}" '
        'stroke="#33424d" stroke-width="1"/>'
    )
    return field + said if mark else field
