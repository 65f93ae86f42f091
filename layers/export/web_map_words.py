"""What the web map to take away says of each area and of each funded area."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import City
from geodata.statistics.activity import ACTIVE
from geodata.statistics.coverage import Coverage
from layers import change_words, need_table
from layers.chance import marked
from layers.export.on_map import Second, ShownFundedArea
from layers.export.palette import Fill, cell_fills, class_fills, empty_fills
from layers.numbers import figure, german, with_unit
from layers.scene import Scene, is_empty
from layers.scene_words import figure_words, value_words
from layers.texts import Texts

PLAIN = Fill("plain", "#ffffff")
MANY = 100  # with more areas the largest are named first, else the smallest
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


def area_words(city: City, shown: Scene, other: Second | None, texts: Texts) -> list[AreaWords]:
    """Return what is said of every area, in the order of the level."""
    found = need_table.coverage_of(city, shown.view)
    fills = _fills(shown, found)
    coloured, like = "indikator" in shown.view.layers, marked(shown)
    few = len(like) <= MANY  # of more areas not all names have room, but all signs must stand
    signs = [texts["legend"]["sign_alike"] * (one and few) for one in like]
    return [
        AreaWords(
            name=area.name,
            value=value_words(shown, index, texts),
            class_words=_class_words(shown, found, index, texts)
            + (f", {texts['legend']['alike']}" if like[index] and found is None else ""),
            note=shown.series.notes.get((shown.view.year, area.id), ""),
            figure=f"{_figure(shown, index, texts)} {signs[index]}".strip() if coloured else "",
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
    if shown.change is not None:
        told = (change_words.clear(shown, index, texts), change_words.ends(shown, index, texts))
        return ", ".join(part for part in told if part)
    if found is not None:
        at, need = found.places[index], texts["need"]
        side = [need_table.side(shown, at.in_need, need)] if at.known else []
        return ", ".join([*side, need[f"state_{at.state}"]])
    if place < 0:
        return words["no_class"]
    if shown.indicator.classes:
        return f"{texts['table']['class']} {figure(place + 1, shown.indicator)}"
    return words["class_of"].format_map({"class": place + 1, "number": shown.number})


def _figure(shown: Scene, index: int, texts: Texts) -> str:
    return figure_words(shown, index, texts)


def _circle(other: Second | None, index: int, texts: Texts) -> str:
    if other is None or not german(other.figures[index], 0):
        return ""
    return texts["web_map"]["circle"].format(
        indicator=other.indicator.name,
        year=other.year,
        value=with_unit(other.figures[index], other.indicator),
    )


def numbered(one: ShownFundedArea, texts: Texts) -> str:
    """Return the number on the map and the name of a funded area."""
    return texts["web_map"]["numbered"].format(number=one.number, name=one.area.name)


def funded_state(one: ShownFundedArea, texts: Texts) -> str:
    """Return programme and state: ``Soziale Stadt · läuft``."""
    state = texts["map"][f"state_{one.state}"]
    return texts["web_map"]["with_state"].format(programme=one.programme, state=state)


def opacity(one: ShownFundedArea) -> float:
    """Return how strongly a funded area is drawn: pale where it does not run."""
    return 1 if one.state in ACTIVE else PALE
