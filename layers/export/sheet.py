"""A sheet: everything that a snapshot of a view says, as one value, before it is set on paper."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from geodata.model import City, Kind, Source
from geodata.statistics.classify import round_half_up
from layers import change_words
from layers.export.ground import Frame, fit, ground, path
from layers.export.legend import legend
from layers.export.legend_parts import Block
from layers.export.map_svg import document
from layers.export.plot import Story
from layers.export.sentences import headline, sentence, subline, with_unit
from layers.numbers import german
from layers.record_words import Words, listed
from layers.scene import is_empty, scene
from layers.texts import texts
from layers.view import View

INSET = (17.0, 17.0)  # mm, the small figure of the city
COARSE = 0.04  # mm, an outline of the small figure may be off
PERCENT = "%"


@dataclass(frozen=True)
class Selection:
    """The chosen area or funded area: where it lies and what is said of it."""

    title: str
    name: str
    lines: tuple[str, ...]
    figure: str


@dataclass(frozen=True)
class Sheet:
    """The words and figures of a snapshot, in the order in which they are read.

    ``picture`` describes the map to those who cannot see it. ``logo`` is an image file of the
    operator (SVG or PNG), or empty; so is ``funder_note``.
    """

    language: str
    kicker: str
    title: str
    subline: str
    sentence: str
    picture: str
    blocks: tuple[Block, ...]
    selection: Selection | None
    sources: tuple[str, ...]
    data_date: str
    exported: str
    address: str
    operator: str = ""
    logo: bytes = b""
    funder_note: str = ""


def sheet(story: Story, address: str, today: datetime.date) -> Sheet:
    """Return the sheet of *story*; *address* leads back to the view, *today* is printed on it."""
    city, view = story.city, story.view
    words = texts(view.language)
    room = words["sheet"]
    said = sentence(story)
    level = story.shown.level.name_plural
    return Sheet(
        language=view.language,
        kicker=room["kicker"].format(product=words["page"]["product"], level=level, city=city.name),
        title=headline(story),
        subline=subline(story),
        sentence=said,
        picture=room["picture"].format(title=headline(story), level=level, sentence=said),
        blocks=legend(story),
        selection=_selection(story),
        sources=sources([story]),
        data_date=data_dates([story]),
        exported=room["exported"].format(date=f"{today.day}.{today.month}.{today.year}"),
        address=address,
        operator=city.operator.name,
        logo=city.operator.logo,
        funder_note=city.operator.funder_note,
    )


def file_name(city: City, view: View, ending: str) -> str:
    """Return a name for people: ``Flensburg, Arbeitslose, 2022.pdf``."""
    words = texts(view.language)["sheet"]
    shown = scene(city, view).indicator
    about = shown.short_name if shown.signed else f"{shown.short_name}, {view.year}"
    name = words["file_name"].format(city=city.name, about=about)
    return "".join(sign if sign not in '\\/:*?"<>|\r\n\t' else "-" for sign in name) + f".{ending}"


def sources(stories: Sequence[Story]) -> tuple[str, ...]:
    """Return what licences ask for: who, what, licence with address, where, what was changed."""
    words = texts(stories[0].view.language)["sheet"]
    uses: dict[Source, dict[str, None]] = {}
    for story in stories:
        second = [] if story.second is None else [story.second.indicator]
        for indicator in (story.shown.indicator, *second):
            uses.setdefault(indicator.source, {})[indicator.name] = None
    said = [_source(source, ", ".join(names), words) for source, names in uses.items()]
    if any(story.funded or story.projects or story.need is not None for story in stories):
        said.append(words["funded_source"])
    return tuple(said)


def data_dates(stories: Sequence[Story]) -> str:
    """Return of which years the figures are, and what their date means."""
    words = texts(stories[0].view.language)
    years: dict[str, set[int]] = {}
    for story in stories:
        change = story.shown.change
        own = {story.view.year} if change is None else {change.first.year, change.last.year}
        years.setdefault(story.shown.indicator.data_date, set()).update(own)
    return "; ".join(
        words["sheet"]["data_date"].format(
            year=spans(sorted(found), stories[0].view.language), date=date
        )
        for date, found in years.items()
    )


def spans(years: Sequence[int], language: str) -> str:
    """Return ascending *years* in words: "2013 bis 2016 und 2019"."""
    words, runs = texts(language), list[list[int]]()
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    said = words["beside"]["years_run"]
    parts = (
        [said.format_map({"from": run[0], "to": run[-1]})] if len(run) > 2 else map(str, run)
        for run in runs
    )
    return listed([part for run in parts for part in run], words["record"])


def _source(source: Source, use: str, words: Words) -> str:
    said = [
        words["source"].format(
            use=use, publisher=source.publisher, title=source.title, year=source.year
        )
    ]
    licence = words["licence"].format(licence=source.licence)
    said.append(f"{licence}, {source.licence_url}." if source.licence_url else f"{licence}.")
    if source.url:
        said.append(f"{source.url}.")
    if source.changes:
        said.append(words["edited"].format(changes=source.changes))
    return " ".join(said)


def _selection(story: Story) -> Selection | None:
    """Return the chosen area with its figure, or the chosen funded area with its state."""
    words, view = texts(story.view.language), story.view
    found = ground(story.city, story.shown.level.id)
    ids = story.shown.level.area_ids
    if view.area in ids:
        index = ids.index(view.area)
        name, lines = story.shown.level.areas[index].name, _said_of_area(story, index)
        shape = found.shapes[index]
    elif view.funded_area:
        area = story.city.funded_area(view.funded_area)
        name, shape = area.name, found.funded.get(area.id)
        lines = _said_of_funded(story)
    else:
        return None
    frame = fit(found.bounds, *INSET)
    return Selection(words["sheet"]["selected"], name, lines, _figure(story, frame, shape))


def _said_of_area(story: Story, index: int) -> tuple[str, ...]:
    shown, words = story.shown, texts(story.view.language)
    status = shown.statuses[index]
    if shown.change is not None:
        told = change_words.ends(shown, index, words)
        return (told,) if is_empty(status) else (
            with_unit(shown.figures[index], shown.indicator),
            told,
            change_words.clear(shown, index, words),
        )  # fmt: skip
    if is_empty(status):
        reason = words["legend"][f"status_{status}"]
        return (words["sheet"]["selected_empty"].format(reason=reason),)
    value = with_unit(shown.figures[index], shown.indicator)
    if not math.isfinite(shown.middle) or shown.indicator.classes:
        return (value,)
    return value, difference(story, index)


def difference(story: Story, index: int) -> str:
    """Return how far the figure of an area is from what it is compared with."""
    shown, words = story.shown, texts(story.view.language)["sheet"]
    decimals, unit = shown.indicator.decimals, shown.indicator.unit
    apart = round_half_up(shown.figures[index] - round_half_up(shown.middle, decimals), decimals)
    if apart == 0:
        return words["same"]
    way, value = ("above" if apart > 0 else "below"), german(abs(apart), decimals)
    if shown.indicator.kind is Kind.COUNT:
        return words[f"{way}_mean"].format(value=value)
    if unit == PERCENT:
        return words[f"points_{way}"].format(value=value)
    return words[way].format(value=f"{value}\u00a0{unit}")


def _said_of_funded(story: Story) -> tuple[str, ...]:
    words = texts(story.view.language)
    one = next((x for x in story.funded if x.area.id == story.view.funded_area), None)
    if one is None:
        return ()
    state = words["map"][f"state_{one.state}"]
    said = words["sheet"]["selected_programme"].format(
        programme=one.programme, year=story.view.year, state=state
    )
    return (said, words["sheet"]["selected_schematic"]) if one.schematic else (said,)


def _figure(story: Story, frame: Frame, shape: object) -> str:
    """Return the city in small, the chosen area dark in it."""
    whole = ground(story.city, story.city.city_level).shapes
    outlines = [shapely.simplify(frame.shape(one), COARSE) for one in whole]
    drawn = f'<path d="{"".join(map(path, outlines))}" fill="#e6eaec" stroke="#33424d" '
    found = f'{drawn}stroke-width="0.2"/>'
    if isinstance(shape, shapely.Geometry):
        dark = path(frame.shape(shape))
        found += f'<path d="{dark}" fill="#1b2733" stroke="#1b2733" stroke-width="0.3"/>'
    return document(found, frame.width, frame.height, ())
