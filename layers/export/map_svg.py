"""The map of a sheet: an SVG without words, and the words with their places.

Words are set by Typst, so that they can be searched in the PDF and look the same everywhere; here
only the pale edge around their letters is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase

from geodata.model import Status
from layers.change_words import MARKS
from layers.export import map_layers, map_patterns
from layers.export.fonts import EM, text_outline
from layers.export.map_names import LEADING, Line, Lines, Placed, Wish, broken, place
from layers.export.palette import Fill
from layers.export.plot import Plot
from layers.scene_words import figure_words
from layers.texts import texts

FEW = 60  # areas that are all named; of more, those that have room
NAME, VALUE, SIGN = 2.35, 2.6, 4.2  # mm, size of letters on A4; of "+" and "−" without a figure
SMALL = 0.84
DOUBTS = (Status.DOUBTFUL, Status.INTERPOLATED)
LAYERS = (map_layers.areas, map_layers.symbols, map_patterns.clusters,
          map_patterns.social_spaces, map_layers.funded, map_layers.chosen,
          map_layers.projects)  # fmt: skip


@dataclass(frozen=True)
class Word:
    """A line of text on the map: left end of its baseline, in mm."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Picture:
    """A map ready for the sheet. ``key`` explains letters that stand for names."""

    svg: str
    words: tuple[Word, ...]
    key: tuple[tuple[str, str], ...]
    placed: tuple[Placed, ...] = ()


def picture(plot: Plot) -> Picture:
    """Return the map of *plot*; the same plot gives the same bytes."""
    drawn = [layer(plot) for layer in LAYERS]
    drawn.append(map_layers.badges(plot, tuple(box for one in drawn for box in one.hard)))
    hard = [box for one in drawn for box in one.hard]
    soft = [box for one in drawn for box in one.soft]
    wishes, letters = _wishes(plot)
    placed = place(wishes, hard, soft)
    words = tuple(word for one in placed for word in _words(one))
    inside = "".join([*(one.svg for one in drawn), *(_edge(word) for word in words)])
    wide, high = plot.frame.width, plot.frame.height
    return Picture(
        svg=document(inside, wide, high, plot.story.fills),
        words=words,
        key=_key(plot, placed, letters),
        placed=tuple(placed),
    )


def document(inside: str, wide: float, high: float, fills: tuple[Fill, ...]) -> str:
    """Return an SVG document of that size in mm with the patterns of *fills*."""
    patterns = "".join(dict.fromkeys(fill.pattern for fill in fills))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.2f}mm" height="{high:.2f}mm" '
        f'viewBox="0 0 {wide:.2f} {high:.2f}"><defs>{patterns}</defs>{inside}</svg>'
    )


def _wishes(plot: Plot) -> tuple[list[Wish], dict[int, str]]:
    """Return what wants a place, in the order of choice, and the letters of areas."""
    level, view = plot.story.shown.level, plot.story.view
    few = len(level.areas) <= FEW
    order = sorted(
        range(len(level.areas)),
        key=lambda i: (
            level.areas[i].id != view.area,
            not few and not plot.story.alike[i],
            level.areas[i].km2 * (1 if few else -1),
        ),
    )
    named = [index for index, area in enumerate(level.areas) if area.name]
    letters = {index: _letter(index) for index in named} if few else {}
    wishes = []
    for index in order:
        variants = _variants(plot, index, letters.get(index, ""))
        always = level.areas[index].id == view.area or not level.areas[index].name
        if not few and plot.story.alike[index] and not always:
            variants, always = variants[-1:], True  # a mark left out would say the opposite
        if variants:
            steps = Wish.steps if few else 1
            found = (plot.points[index], plot.shapes[index], variants, always, steps)
            wishes.append(Wish(index, *found))
    return wishes, letters


def _variants(plot: Plot, index: int, letter: str) -> tuple[Lines, ...]:
    """Return the whole label, smaller ones, and the last resort; without a name the figure."""
    zoom, view = plot.zoom, plot.story.view
    value, bare = figure(plot, index), mark(plot, index)
    if "namen" not in view.layers:
        sign = f"{bare} {doubt(plot, index)}".strip()
        large = SIGN if bare else VALUE
        return ((Line(sign, large * zoom, True),),) if sign else ()
    name = plot.story.shown.level.areas[index].name
    if not name:
        return ((Line(value, VALUE * zoom, True),), (Line(value, VALUE * zoom * SMALL, True),))
    found: list[Lines] = []
    for part in (1.0, SMALL):
        below = (Line(value, VALUE * zoom * part, True),) if value else ()
        found.append((Line(name, NAME * zoom * part), *below))
        found.append((*broken(name, NAME * zoom * part), *below))
    if not letter:
        last = ((Line(bare, VALUE * zoom, True),),) if bare else ()
        return (*found[:2], below, *last) if value else tuple(found[:2])
    return (*found, (Line(f"({letter})", NAME * zoom), *below), (Line(f"({letter})", NAME * zoom),))


def figure(plot: Plot, index: int) -> str:
    """Return the figure of an area, or the sign why there is none, with the sign of doubt."""
    story = plot.story
    if not story.coloured:
        return ""
    said = figure_words(story.shown, index, texts(story.view.language))
    return " ".join(filter(None, (said, doubt(plot, index), like_city(plot, index))))


def mark(plot: Plot, index: int) -> str:
    """Return "+" or "−" of an area that has clearly changed, or "≈" of one like the city."""
    change = plot.story.shown.change
    if change is None:
        return like_city(plot, index)
    return MARKS[change.signs[index]] if plot.story.coloured else ""


def like_city(plot: Plot, index: int) -> str:
    """Return "≈" where the view marks an area that cannot be told apart from the city."""
    return texts(plot.story.view.language)["legend"]["sign_alike"] * plot.story.alike[index]


def doubt(plot: Plot, index: int) -> str:
    """Return the sign of a doubtful or estimated figure where the view marks them."""
    status, view = plot.story.shown.statuses[index], plot.story.view
    marked = status in DOUBTS and "zweifel" in view.layers
    return texts(view.language)["legend"][f"sign_{status}"] if marked else ""


def _letter(index: int) -> str:
    """Return a, b, ... z, aa, ab, ..."""
    more, last = divmod(index, len(ascii_lowercase))
    return (ascii_lowercase[more - 1] if more else "") + ascii_lowercase[last]


def _key(plot: Plot, placed: list[Placed], letters: dict[int, str]) -> tuple[tuple[str, str], ...]:
    """Return letter and name (with the figure that had no room) of areas without their name."""
    if "namen" not in plot.story.view.layers:
        return ()
    areas = plot.story.shown.level.areas
    last = {one.index: one for one in placed}
    found = []
    for index, letter in letters.items():
        one = last.get(index)
        if one is None or one.lines[0].text == f"({letter})":
            value = "" if one and len(one.lines) > 1 else figure(plot, index)
            mark = f"({letter})" if one else "–"
            found.append((mark, f"{areas[index].name}: {value}" if value else areas[index].name))
    return tuple(found)


def _words(one: Placed) -> list[Word]:
    high = sum(line.size * LEADING for line in one.lines)
    y, found = one.y - high / 2, []
    for line in one.lines:
        baseline = y + line.size * (LEADING / 2 + 0.36)
        found.append(Word(line.text, one.x - line.width / 2, baseline, line.size, line.bold))
        y += line.size * LEADING
    return found


def _edge(word: Word) -> str:
    """Return the pale edge of a word; outlines are scaled by their em, and the stroke with them."""
    move = f"translate({word.x:.2f} {word.y:.2f}) scale({word.size:.3f})"
    return (
        f'<g transform="{move}" fill="#fff" stroke="#fff" '
        f'stroke-width="{map_layers.EDGE * EM:.0f}" stroke-linejoin="round" opacity="0.9">'
        f"{text_outline(word.text, bold=word.bold)}</g>"
    )
