"""What a city package holds, in counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geodata.reading.contents import Contents

RECORD_NAMES = {
    "resolutions": "Beschlüsse",
    "concepts": "Konzepte",
    "projects": "Projekte",
    "funding": "Beträge",
    "management": "Management",
    "participation": "Beteiligung",
}


@dataclass(frozen=True)
class Summary:
    """Counts of what could be read; a table that is missing or broken counts as 0.

    ``levels`` has (name, areas), ``indicators`` (theme, indicators), ``values`` (status, rows),
    ``record`` (what the record of the funded areas holds, rows).
    """

    levels: tuple[tuple[str, int], ...]
    indicators: tuple[tuple[str, int], ...]
    years: tuple[str, ...]
    values: tuple[tuple[str, int], ...]
    funded_areas: int
    phases: int
    record: tuple[tuple[str, int], ...]
    milestones: int
    sources: int


def summarise(contents: Contents) -> Summary:
    """Return the counts of *contents*."""
    descriptor = contents.descriptor
    themes = Counter(contents.column("indicators", "theme"))
    return Summary(
        levels=tuple(
            (level.name_plural, len(contents.areas[level.id].properties))
            for level in descriptor.levels
            if level.id in contents.areas
        ),
        indicators=tuple((theme.name, themes[theme.id]) for theme in descriptor.themes),
        years=tuple(sorted(set(contents.column("values", "year")) - {""})),
        values=tuple(Counter(contents.column("values", "status")).most_common()),
        funded_areas=len(contents.column("funded-areas", "id")),
        phases=len(contents.column("phases", "id")),
        record=tuple((name, len(contents.column(of, "id"))) for of, name in RECORD_NAMES.items()),
        milestones=len(contents.column("milestones", "id")),
        sources=len(contents.column("sources", "id")),
    )
