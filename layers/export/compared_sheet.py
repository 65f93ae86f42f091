"""The sheet of several maps: words of all of them, one legend where it holds for all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from layers.export.legend import cells, class_rows, empties, extras, fills, method_notes
from layers.export.legend_parts import Block, Row
from layers.export.panels import Panels, both_said, headline, label, value_of, without_words
from layers.export.sheet import Selection, Sheet, data_dates, sheet, sources
from layers.texts import texts


def compared_sheet(found: Panels, address: str, today: datetime.date) -> Sheet:
    """Return the sheet of *found*; of a map alone that of its story.

    Parameters
    ----------
    address
        Leads back to the view.
    today
        Printed on the sheet.
    """
    plain = sheet(found.first, address, today)
    if not found.compares:
        return plain
    stories = [panel.story for panel in found.all]
    said = both_said(found) if len(found.all) > 1 else plain.sentence
    return replace(
        plain,
        title=headline(found),
        subline=plain.subline if found.small else "",
        sentence=" ".join(part for part in (said, without_words(found)) if part),
        blocks=_shared(found) if found.share else _apart(found),
        selection=_selection(found, plain.selection),
        sources=sources(stories),
        data_date=data_dates(stories),
    )


def _shared(found: Panels) -> tuple[Block, ...]:
    """Return one legend for all maps: without counts and figures, which differ from map to map."""
    one, blocks = found.first, []
    if one.coloured and one.need is not None:
        blocks += [replace(block, rows=_uncounted(block.rows)) for block in cells(one)]
    elif one.coloured:
        title = texts(one.view.language)["sheet"]["legend_all"]
        title = title.format(unit=one.shown.indicator.unit)
        blocks.append(Block(title, _uncounted(class_rows(one)), method_notes(one)))
    if one.coloured:
        gaps = [block for panel in found.all for block in empties(panel.story)]
        rows = _uncounted(row for block in gaps for row in block.rows)
        blocks += [Block(max(block.title for block in gaps), rows)] if rows else []
    return (*blocks, *extras(one))


def _uncounted(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return every row once, without its count."""
    return tuple({row.text: replace(row, count="") for row in rows}.values())


def _apart(found: Panels) -> tuple[Block, ...]:
    """Return the legends of both maps, one after the other, each named after its map."""
    blocks: list[Block] = []
    for panel in found.all:
        name = label(panel.story, found.other(panel.story))
        named = texts(panel.story.view.language)["sheet"]["legend_of"]
        blocks += [
            replace(
                block,
                title=block.title
                if name in block.title
                else named.format(map=name, title=block.title),
            )
            for block in fills(panel.story)
        ]
    return (*blocks, *extras(found.first))


def _selection(found: Panels, plain: Selection | None) -> Selection | None:
    """Return the chosen area with its figure on each large map."""
    one = found.first
    if plain is None or one.view.area not in one.shown.level.area_ids:
        return plain
    lines = []
    for panel in found.all if not found.small else (found.all[0], found.all[-1]):
        ids = panel.story.shown.level.area_ids
        if panel.story.city is one.city and one.view.area in ids:
            at = ids.index(one.view.area)
            name = label(panel.story, found.other(panel.story))
            lines.append(f"{name}: {value_of(panel.story, at)}")
    return replace(plain, lines=tuple(dict.fromkeys(lines)))
