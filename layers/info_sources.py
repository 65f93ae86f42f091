"""What the page of sources lists: sources of figures, sheets by theme, funded areas, milestones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from geodata.dates import PartialDate
from geodata.model import City, Source
from geodata.renewal import FundedArea, Milestone
from layers.info_visit import Visit
from layers.texts import texts

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Reference:
    """One source of a statement: its text, its address (may be empty), what rests on it."""

    title: str
    address: str
    uses: tuple[str, ...] = ()


def sources_content(city: City, visit: Visit) -> Mapping[str, object]:
    """Return everything that the template of the sources page shows."""
    t = texts(visit.language)["info"]
    return {
        "sources": [(one, _german(one.retrieved), _used(one, city, t)) for one in city.sources],
        "themes": [
            (theme, [x for x in city.indicators if x.theme == theme.id]) for theme in city.themes
        ],
        "funded_areas": [(area, _funded_area(area, t)) for area in city.funded_areas],
        "programmes": [(x.name, _references((a, "") for a in x.sources)) for x in city.programmes],
        "lanes": [
            (lane, name, [(m, _milestone(m)) for m in city.milestones if m.lane == lane])
            for lane, name in city.lanes
        ],
        "source_of_id": {source.id: source for source in city.sources},
    }


def _german(date: str) -> str:
    """Return an ISO date in German; a text that is no date stays as it is."""
    try:
        return PartialDate.parse(date).german
    except ValueError:
        return date


def _used(source: Source, city: City, t: Labels) -> str:
    number = sum(indicator.source.id == source.id for indicator in city.indicators)
    if number == 1:
        return t["source_used_one"]
    return t["source_used_count"].format(number=number) if number else ""


def _funded_area(area: FundedArea, t: Labels) -> tuple[Reference, ...]:
    uses = [(address, t["use_fact_sheet"]) for address in area.sources]
    uses += [(address, t["use_outline"]) for address in area.outline_sources]
    for phase in area.phases:
        uses += [(address, t["use_phase"].format(name=phase.name)) for address in phase.sources]
    for other in area.disagreements:
        label = t["use_disagreement"].format(topic=other.topic)
        uses += [(address, label) for address in other.sources]
    return _references(uses)


def _references(uses: Iterable[tuple[str, str]]) -> tuple[Reference, ...]:
    """Join what rests on the same address, in the order of first mention."""
    found: dict[str, list[str]] = {}
    for address, use in uses:
        known = found.setdefault(address, [])
        if use and use not in known:
            known.append(use)
    return tuple(Reference("", address, tuple(uses)) for address, uses in found.items())


def _milestone(milestone: Milestone) -> tuple[Reference, ...]:
    """Pair titles and addresses of a milestone; either may be the longer list."""
    pairs = zip_longest(milestone.source_titles, milestone.sources, fillvalue="")
    return tuple(Reference(title, address) for title, address in pairs)
