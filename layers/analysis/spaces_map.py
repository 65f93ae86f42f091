"""The map of social spaces: each is drawn as one area that bears its number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geodata.derived import Classed
from geodata.model import Area, ClassName, ClassScale, Level, Status
from geodata.statistics.social_spaces import Spaces, heads
from geodata.statistics.space_inputs import Inputs
from geodata.statistics.space_report import borders, colours, middle, outlines
from layers.analysis.maps import class_map
from layers.analysis.model import Question, Words
from layers.export.legend_parts import Block
from layers.numbers import german
from layers.report.model import Map

LEVEL, INDICATOR = "sozialraum", "sozialraum-nummer"
NAMED = 5  # more indicators are counted, not listed
OWN_COLOURS = 12  # up to so many spaces each has a colour of its own


def spaces_map(question: Question, found: Spaces) -> Map:
    """Return the map; neighbours differ in colour, and the number says which space it is."""
    words, inputs = question.texts["social_spaces"], found.inputs
    level = _level(question, found)
    numbers = np.zeros((1, len(level.areas)), dtype=int)
    numbers[0, : found.number] = np.arange(1, found.number + 1)
    states = [str(Status.OK)] * found.number
    states += [str(inputs.state[row]) for row in np.flatnonzero(found.space == 0)]
    made = ", ".join(one.indicator.name for one in inputs.chosen)
    classed = Classed(
        id=INDICATOR,
        name=words["map_name"],
        sentence=words["map_sentence"],
        definition=words["map_definition"],
        level=LEVEL,
        years=(max(one.year for one in inputs.chosen),),
        classes=numbers,
        names=_names(question, found),
        status=np.array([states]),
        sources=tuple(one.indicator.source for one in inputs.chosen),
        scale=ClassScale.NAMED,
        method=words["map_method"].format(indicators=made),
    )
    city = replace(question.city, levels=(*question.city.levels, level))
    drawn = class_map(replace(question, city=city), classed)
    names = [one.name for one in classed.names] + [""] * (len(level.areas) - found.number)
    said = words["map_subline"].format(
        level=question.city.level(inputs.level).name_plural,
        indicators=indicator_names(words, inputs),
    )
    legend = _legend(question, found, drawn)
    return replace(drawn, subline=said, names=tuple(names), legend=legend)


def indicator_names(words: Words, inputs: Inputs) -> str:
    """Return the names of the indicators in quotes, in their order; of many their number."""
    if len(inputs.chosen) > NAMED:
        return words["many"].format(number=len(inputs.chosen))
    return ", ".join(f"»{one.indicator.short_name or one.indicator.name}«" for one in inputs.chosen)


def _level(question: Question, found: Spaces) -> Level:
    """Return the spaces as areas of a level, and the areas that belong to none.

    None of them has a name: the map writes the number alone.
    """
    words = question.texts["social_spaces"]
    shapes = outlines(question.city, found)
    areas = [
        Area(f"raum-{number}", "", "", shape, middle(shape))
        for number, shape in enumerate(shapes, start=1)
    ]
    known = {area.id: area for area in question.city.level(found.inputs.level).areas}
    left = (known[found.inputs.areas[row]] for row in np.flatnonzero(found.space == 0))
    areas += [replace(area, name="", parent="") for area in left]
    return Level(LEVEL, words["space"], words["name"], "", tuple(areas))


def _names(question: Question, found: Spaces) -> tuple[ClassName, ...]:
    """Return a class for each space: number, the areas it is named after, a colour."""
    level = question.city.level(found.inputs.level)
    names = {area.id: area.name for area in level.areas}
    many = found.number > OWN_COLOURS
    tint = colours(found, borders(found)) if many else tuple(range(found.number))
    return tuple(
        ClassName(
            str(number),
            ", ".join(names[found.inputs.areas[row]] for row in heads(found, number)),
            hue=hue,
        )
        for number, hue in enumerate(tint, start=1)
    )


def _legend(question: Question, found: Spaces, drawn: Map) -> tuple[Block, ...]:
    """Return the legend with the spaces in their order and the number of their areas."""
    words, first = question.texts["social_spaces"], drawn.legend[0]
    rows = tuple(
        replace(row, count=words["map_count_one" if size == 1 else "map_count"].format(
            number=german(size, 0)))
        for number, row in enumerate(first.rows, start=1)
        if (size := len(found.members(number)))
    )  # fmt: skip
    return (Block(words["name"], rows, (words["map_note"],)), *drawn.legend[1:])
