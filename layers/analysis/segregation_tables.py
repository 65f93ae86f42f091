"""The tables of the answer about segregation as files: those that the command writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geodata.commands import segregation_rows as rows
from geodata.statistics.segregation import Segregation
from geodata.statistics.segregation_groups import Groups
from layers.analysis.model import Rows
from layers.analysis.segregation_asked import Asked


def tables(asked: Asked, found: Segregation | None) -> Mapping[str, Rows]:
    """Return all tables by name; only the fifths where nobody is counted."""
    far = {"fuenftel": _plain(rows.polarisation_rows(asked.far))}
    if found is None:
        return far
    several = asked.several
    groups = (
        {"gruppen": _plain(rows.group_rows(several))}
        if isinstance(several, Groups) and several.years
        else {}
    )
    return {
        "jahre": _plain(rows.year_rows(found)),
        "gebiete": _named(asked, rows.area_rows(found, asked.series, asked.year)),
        "ebenen": _plain(rows.level_rows(asked.levels)),
        **groups,
        **far,
    }


def _plain(found: Iterable[Sequence[str]]) -> Rows:
    return tuple(tuple(row) for row in found)


def _named(asked: Asked, found: Iterable[Sequence[str]]) -> Rows:
    """Return the rows of areas with the name behind the id."""
    head, *body = found
    names = [one.name for one in asked.level.areas]
    told = [(row[0], name, *row[1:]) for row, name in zip(body, names, strict=True)]
    return ((head[0], "name", *head[1:]), *told)
