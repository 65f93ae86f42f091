"""The legend of a sheet, block by block: every sign of the map and what it means."""

from __future__ import annotations

import math

from geodata.model import EMPTY_STATES, ClassScale, Kind
from layers import need_table
from layers.chance import marks_shown, testable
from layers.change_words import class_sign, marks
from layers.export import map_layers
from layers.export.legend_parts import Block, Row, counted
from layers.export.legend_patterns import patterns
from layers.export.map_layers import badge_look, point, symbol_look
from layers.export.map_svg import DOUBTS, document
from layers.export.on_map import ShownFundedArea
from layers.export.palette import Fill, cell_fills, class_fills, empty_fills
from layers.export.plot import LARGEST, Story
from layers.numbers import with_unit
from layers.scene_words import class_label, legend_title, method_words
from layers.texts import texts

WIDE, HIGH = 7.0, 4.0  # mm of a swatch
CELL_ORDER = ("inside", "formerly", "unclear", "outside")
PARTS = (1.0, 0.5, 0.1)  # of the largest figure: circles in the legend


def legend(story: Story) -> tuple[Block, ...]:
    """Return the blocks that the view needs: nothing stands there that is not on the map."""
    return (*fills(story), *extras(story))


def fills(story: Story) -> tuple[Block, ...]:
    """Return what the fills of areas mean; nothing where areas are not coloured."""
    if not story.coloured:
        return ()
    return (*(cells(story) if story.need else [_classes(story)]), *empties(story))


def extras(story: Story) -> tuple[Block, ...]:
    """Return what lies on the areas: circles, funded areas, projects."""
    return (*_symbols(story), *patterns(story), *_funded(story), *_projects(story))


def _classes(story: Story) -> Block:
    words, shown = texts(story.view.language), story.shown
    title = legend_title(shown, words)
    if not math.isfinite(shown.lowest):
        return Block(title, notes=(words["legend"]["all_empty"].format(year=story.view.year),))
    return Block(title, class_rows(story), (*_city(story), *method_notes(story)))


def class_rows(story: Story) -> tuple[Row, ...]:
    """Return the classes from high to low with the number of their areas."""
    words, shown = texts(story.view.language), story.shown
    if not math.isfinite(shown.lowest):
        return ()
    rows = [
        Row(
            class_label(shown, place, words),
            count=counted(shown.classes.count(place), words["legend"]),
            swatch=swatch(fill, class_sign(shown, place) if shown.change else ""),
        )
        for place, fill in enumerate(class_fills(shown, grey=story.grey))
    ]
    ordered = shown.indicator.scale is not ClassScale.NAMED
    return tuple(reversed(rows)) if ordered else tuple(rows)


def _city(story: Story) -> tuple[str, ...]:
    shown, words = story.shown, texts(story.view.language)
    if not math.isfinite(shown.middle):
        return ()
    counts = shown.indicator.kind is Kind.COUNT
    key = "mean" if counts else "city"
    value = with_unit(shown.middle, shown.indicator)
    sign = "" if counts or shown.city_status not in DOUBTS else (
        f"\u00a0{words['legend'][f'sign_{shown.city_status}']}"
    )  # fmt: skip
    return (words["sheet"][key].format(value=value + sign),)


def method_notes(story: Story) -> tuple[str, ...]:
    """Return what marks mean, how the classes were made, for which years their limits hold."""
    words, shown = texts(story.view.language), story.shown
    said = [method_words(shown, words)]
    related = shown.indicator.related if shown.indicator.kind is Kind.COUNT else ""
    if related:
        said.append(f"{words['legend']['counts_note']} {story.city.indicator(related).name}.")
    marked = () if shown.change is None else (marks(shown, words),)
    return (*marked, " ".join(said))


def cells(story: Story) -> list[Block]:
    """Return the cells of need and funding."""
    words, found = texts(story.view.language)["need"], story.need
    assert found is not None
    fills, known = cell_fills(grey=story.grey), [one for one in found.places if one.known]
    blocks = []
    for side, in_need in (("need", True), ("rest", False)):
        numbers = {
            state: sum(one.in_need is in_need and one.state == state for one in known)
            for state in CELL_ORDER
        }
        rows = tuple(
            Row(
                words[f"state_{state}"],
                count=counted(number, words),
                swatch=swatch(fills[side, state]),
            )
            for state, number in numbers.items()
            if number or state != "unclear"
        )
        blocks.append(Block(need_table.side(story.shown, in_need, words), rows))
    notes = (words["legend_hint"].format(year=found.year), *_doubtful(story))
    return [blocks[0], Block(blocks[1].title, blocks[1].rows, notes)]


def _doubtful(story: Story) -> tuple[str, ...]:
    words, found = texts(story.view.language)["need"], story.need
    return (words["doubtful"],) if found is not None and found.status == "doubtful" else ()


def empties(story: Story) -> list[Block]:
    """Return the states without a figure, and the doubts, that occur."""
    words, statuses = texts(story.view.language)["legend"], story.shown.statuses
    fills = empty_fills(grey=story.grey)
    rows = [
        Row(
            f"{words[f'sign_{status}']} {words[f'status_{status}']}",
            count=counted(statuses.count(status), words),
            swatch=swatch(fills[status]),
        )
        for status in EMPTY_STATES
        if status in statuses
    ]
    doubts = [
        Row(words[f"status_{status}"], count=counted(statuses.count(status), words),
            badge=words[f"sign_{status}"], colour="#000000")
        for status in DOUBTS
        if status in statuses and "zweifel" in story.view.layers
    ]  # fmt: skip
    more = (*rows, *doubts, *_alike(story))
    notes = _untested(story)
    return [Block(words["empty"] if rows else "", more, notes)] if more or notes else []


def _alike(story: Story) -> tuple[Row, ...]:
    """Return the row of areas that are like the city, where the view marks them."""
    words = texts(story.view.language)["legend"]
    if not marks_shown(story.shown) or not testable(story.shown):
        return ()
    number = counted(sum(story.alike), words)
    return (Row(words["alike"], count=number, badge=words["sign_alike"], colour="#000000"),)


def _untested(story: Story) -> tuple[str, ...]:
    said = marks_shown(story.shown) and not testable(story.shown)
    return (texts(story.view.language)["legend"]["alike_unknown"],) if said else ()


def _symbols(story: Story) -> list[Block]:
    other, words = story.second, texts(story.view.language)["map"]
    if other is None:
        return []
    name = other.indicator.name
    rows = tuple(
        Row(with_unit(size, other.indicator), swatch=_circle(other.part(size), story.grey))
        for size in dict.fromkeys(round_down(other.most * part) for part in PARTS)
        if size > 0
    )
    late = words["symbols_no_year"].format(indicator=name, year=story.view.year, shown=other.year)
    title = words["symbols"].format(indicator=name, year=other.year)
    return [Block(title, rows, () if other.year == story.view.year else (late,))]


def round_down(figure: float) -> float:
    """Return *figure* rounded down to one digit.

    Examples
    --------
    >>> round_down(15350.0), round_down(0.37), round_down(0.0)
    (10000.0, 0.3, 0.0)
    """
    if not figure > 0:
        return 0.0
    step = 10.0 ** math.floor(math.log10(figure))
    return float(f"{math.floor(figure / step) * step:.1g}")


def _funded(story: Story) -> list[Block]:
    words = texts(story.view.language)
    if not story.funded:
        return []
    rows = tuple(_funded_row(story, one) for one in story.funded)
    notes = [words["legend"]["funded_dimmed"].format(year=story.view.year)]
    if any(one.schematic for one in story.funded):
        notes.insert(0, words["legend"]["funded_dashed"])
    return [Block(words["legend"]["funded"], rows, (" ".join(f"{note}." for note in notes),))]


def _funded_row(story: Story, one: ShownFundedArea) -> Row:
    words = texts(story.view.language)
    said = [one.programme, words["map"][f"state_{one.state}"]]
    if one.area.outline is None:
        said.append(words["sheet"]["no_outline"])
    elif one.schematic:
        said.append(words["sheet"]["schematic"])
    detail = " · ".join(part for part in said if part)
    colour, full = badge_look(one, story.ink(one.colour))
    return Row(one.area.name, detail, badge=str(one.number), colour=colour, full=full)


def _projects(story: Story) -> list[Block]:
    found, words = story.projects, texts(story.view.language)
    if not found:
        return []
    signs = (("3", words["map"]["project_cluster"].format(count=3)),
             ("", words["map"]["projects"]), ("+", words["map"]["project_many"]))  # fmt: skip
    rows = tuple(Row(text, swatch=_point(said)) for said, text in signs)
    placeless = sum(project.lon is None for project in found)
    note = words["map"]["project_unplaced"].format(count=placeless, all=len(found))
    title = words["sheet"]["projects"].format(count=len(found))
    return [Block(title, rows, (note,) if placeless else ())]


def swatch(fill: Fill, mark: str = "") -> str:
    """Return a small field of that fill as an SVG, with a mark as areas of that class carry it."""
    field = (
        f'<rect x="0.15" y="0.15" width="{WIDE - 0.3}" height="{HIGH - 0.3}" fill="{fill.paint}" '
        'stroke="#33424d" stroke-width="0.25"/>'
    )
    signed = map_layers.edged_sign(mark, WIDE / 2, HIGH / 2, 0.8 * HIGH) if mark else ""
    return document(field + signed, WIDE, HIGH, (fill,))


def _circle(part: float, grey: bool) -> str:
    radius = LARGEST * part
    side = 2 * radius + 0.6
    circle = f'<circle cx="{side / 2:.2f}" cy="{side / 2:.2f}" r="{radius:.2f}" '
    return document(f"{circle}{symbol_look(grey)}/>", side, side, ())


def _point(said: str) -> str:
    return document(point(2.1, 2.1, 1.8, said), 4.2, 4.2, ())
