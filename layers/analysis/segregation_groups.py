"""The part of the answer about several groups at once."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.statistics.segregation_groups import (
    REST,
    Groups,
    GroupsOverlap,
    YearGroups,
)
from layers.analysis.estimates import percent, span_of
from layers.analysis.model import Choice, Entry, Field
from layers.analysis.segregation_asked import GROUPS, Asked
from layers.report.model import Block, Column, Range, Ranges, Row, Table, Text


def groups_choice(asked: Asked) -> Iterator[Choice]:
    """Yield the choice of groups where there is more than one of the same people."""
    city, able = asked.question.city, asked.able
    if len(able) < 2:
        return
    themes = {one.id: one.name for one in city.themes}
    entries = tuple(
        Entry(name, group_name(asked, name), themes[city.indicator(name).theme]) for name in able
    )
    value = ",".join(asked.chosen)
    words = asked.words
    yield Choice(GROUPS, words["groups"], value, entries, Field.MANY, words["groups_hint"])


def several_groups(asked: Asked) -> Iterator[Block]:
    """Yield Theil's H of the chosen groups and how far each lives from all others."""
    words, found = asked.words, asked.several
    if isinstance(found, GroupsOverlap):
        yield Text(words["groups_overlap"].format(areas=found.areas))
        return
    year = next((one for one in found.years if one.year == asked.year), None)
    if year is None:
        key = "groups_none" if not found.groups else "groups_no_year"
        yield Text(words[key].format(year=asked.year))
        return
    yield Text(words["groups_lead"].format(
        year=year.year, value=percent(year.information.value, 1),
        span=span_of(year.information, words)), strong=True)  # fmt: skip
    yield _ranges(asked, year)
    yield _table(asked, found, year)
    if len(found.years) > 1:
        yield _years(asked, found)


def group_name(asked: Asked, name: str) -> str:
    """Return what a group is called; :data:`REST` is everybody else."""
    return asked.words["rest"] if name == REST else asked.called(name)


def _ranges(asked: Asked, year: YearGroups) -> Ranges:
    words = asked.words
    rows = tuple(
        Range(group_name(asked, name), 100 * one.corrected, 100 * one.low, 100 * one.high,
              said=percent(one.corrected))
        for name, one in year.apart.items()
    )  # fmt: skip
    spoken = "; ".join(f"{row.name} {row.said}" for row in rows)
    return Ranges(words["groups_figure"], words["of_100"], rows,
                  words["groups_alt"].format(rows=spoken),
                  value=words["index_corrected"])  # fmt: skip


def _table(asked: Asked, found: Groups, year: YearGroups) -> Table:
    words = asked.words
    columns = (Column(words["group"], 2.4), Column(words["share"], 1.0, right=True),
               Column(words["short_dissimilarity"], 1.0, right=True),
               Column(words["corrected"], 1.0, right=True),
               Column(words["interval"], 1.3, right=True))  # fmt: skip
    rows = tuple(
        Row((group_name(asked, name), percent(year.share[name]), percent(one.value),
             percent(one.corrected), span_of(one, words)))
        for name, one in year.apart.items()
    )  # fmt: skip
    caption = words["groups_caption"].format(
        year=year.year, counted=year.counted, all=year.counted + year.without,
        count=len(found.groups),
    )  # fmt: skip
    return Table(caption, columns, rows)


def _years(asked: Asked, found: Groups) -> Table:
    words = asked.words
    columns = (Column(words["year"], 0.7), Column(words["information"], 1.0, right=True),
               Column(words["corrected"], 1.0, right=True),
               Column(words["interval"], 1.3, right=True))  # fmt: skip
    rows = tuple(
        Row((str(one.year), percent(one.information.value), percent(one.information.corrected),
             span_of(one.information, words)))
        for one in found.years
    )  # fmt: skip
    return Table(words["groups_years"], columns, rows)
