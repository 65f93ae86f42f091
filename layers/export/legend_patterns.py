"""The legend of patterns: how neighbourhoods stand out, what social spaces are named after."""

from __future__ import annotations

from layers.export.legend_parts import Block, Row, counted
from layers.export.map_patterns import DASHES, INK, VIOLET, dash
from layers.export.plot import Story
from layers.patterns import CLUSTERS, SPACES, clusters_shown, spaces_shown
from layers.texts import texts

WIDE, HIGH = 7.0, 4.0  # mm of a swatch


def patterns(story: Story) -> tuple[Block, ...]:
    """Return what the layers of patterns mean; nothing where they are off."""
    return (*_clusters(story), *_spaces(story))


def _clusters(story: Story) -> list[Block]:
    words = texts(story.view.language)["legend"]
    if CLUSTERS not in story.view.layers:
        return []
    classes = clusters_shown(story.city, story.shown)
    if classes is None:
        return [Block(words["clusters"], notes=(words["clusters_not"],))]
    rows = tuple(
        Row(words[f"cluster_{number}"], count=counted(classes.count(number), words),
            swatch=_line(INK, dash(number)))
        for number in DASHES
        if number in classes
    )  # fmt: skip
    return [Block(words["clusters"], rows, () if rows else (words["clusters_none"],))]


def _spaces(story: Story) -> list[Block]:
    words = texts(story.view.language)["legend"]
    if SPACES not in story.view.layers:
        return []
    found = spaces_shown(story.city, story.shown)
    if found is None:
        return [Block(words["spaces"], notes=(words["spaces_none"],))]
    colour = story.ink(VIOLET)
    rows = [
        Row(", ".join(names), badge=str(number), colour=colour)
        for number, names in enumerate(found["names"], start=1)
    ]
    return [Block(words["spaces"], tuple(rows))]


def _line(colour: str, dashes: str) -> str:
    middle = HIGH / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}mm" height="{HIGH}mm" '
        f'viewBox="0 0 {WIDE} {HIGH}"><path d="M0.3 {middle}H{WIDE - 0.3}" fill="none" '
        f'stroke="{colour}" stroke-width="0.7"{dashes}/></svg>'
    )
