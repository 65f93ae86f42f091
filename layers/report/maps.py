"""The map of a report: drawn as on snapshots, its words and its legend apart."""

from __future__ import annotations

from layers.export.data_about import told
from layers.export.ground import MARGIN, Box, bar, fit, ground
from layers.export.legend import legend
from layers.export.legend_parts import Block, Row
from layers.export.map_svg import picture
from layers.export.plot import Plot, Story
from layers.export.sentences import headline, subline
from layers.numbers import german
from layers.report.model import Map
from layers.texts import texts

UPRIGHT = (108.0, 112.0)  # mm on a page in A4
METRES = 1000


def map_of(story: Story, size: tuple[float, float] = UPRIGHT) -> Map:
    """Return the map of *story* in *size* (mm); names that have no room stand in the legend."""
    words = texts(story.view.language)["sheet"]
    land = ground(story.city, story.shown.level.id)
    frame = fit(land.bounds, *_room(land.bounds, *size))
    drawn = picture(Plot(story, land, frame))
    named = Block(words["names"], tuple(Row(name, badge=mark) for mark, name in drawn.key))
    metres, length = bar(frame)
    far = ("kilometres", metres / METRES) if metres >= METRES else ("metres", metres)
    return Map(
        title=headline(story),
        subline=subline(story),
        svg=drawn.svg,
        names=tuple(area.name for area in story.shown.level.areas),
        words=drawn.words,
        width=frame.width,
        height=frame.height,
        legend=(*legend(story), *((named,) if drawn.key else ())),
        bar=(length, words[far[0]].format(number=german(far[1], 0))),
        alt=texts(story.view.language)["report"]["map_alt"].format(
            title=headline(story),
            level=story.shown.level.name_plural,
            sentence=told(story.city, story.shown, texts(story.view.language)),
        ),
    )


def _room(bounds: Box, wide: float, high: float) -> tuple[float, float]:
    """Return the part of the room that the city fills: no paper stays empty below a wide one."""
    west, south, east, north = bounds
    needed = (wide - 2 * MARGIN) * (north - south) / max(east - west, 1.0) + 2 * MARGIN
    return wide, min(high, max(needed, high / 3))
