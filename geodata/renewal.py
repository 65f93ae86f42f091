"""Urban renewal as data: programmes, funded areas, their phases, and the milestones around them.

Geometry is in EPSG:4326, axis order longitude, latitude. Several sources of one fact stand side
by side; what is not known is None or empty text, never filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from geodata.dates import PartialDate


@dataclass(frozen=True)
class Programme:
    """A public programme or legal procedure that funds areas; the order is that of the legend."""

    id: str
    name: str
    short_name: str
    start: PartialDate | None
    end: PartialDate | None
    legal_basis: str
    description: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Phase:
    """A dated stage of a funded area. ``certainty`` is ``actual`` or ``planned``."""

    id: str
    funded_area: str
    stage: str
    name: str
    start: PartialDate | None
    end: PartialDate | None
    certainty: str
    running: bool
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Disagreement:
    """A statement of another source about the same fact of a funded area."""

    funded_area: str
    topic: str
    statement: str
    other_statement: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class FundedArea:
    """An area with a formal programme. Empty text and None mean: not published or not found.

    ``statute_state`` is ``in_force``, ``repealed``, ``void_from_start``, ``none`` or ``unknown``.
    ``outline_quality`` is ``official`` or ``schematic``.
    """

    id: str
    name: str
    programmes: tuple[str, ...]
    legal_basis: str
    start: PartialDate | None
    planned_end: PartialDate | None
    actual_end: PartialDate | None
    statute_state: str
    statute_state_date: PartialDate | None
    statute_dates: str
    hectares: float | None
    hectares_date: str
    residents: float | None
    residents_date: str
    dwellings: float | None
    dwellings_date: str
    area_type: str
    problems: tuple[str, ...]
    potentials: tuple[str, ...]
    areas: tuple[str, ...]
    boundary: str
    summary: str
    sources: tuple[str, ...]
    source_date: str
    note: str
    confidence: str
    outline: BaseGeometry | None = field(repr=False, compare=False)
    outline_quality: str = ""
    outline_note: str = ""
    outline_sources: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True)
class Milestone:
    """An event or phase of policy, law or city history. No start means: list it, do not plot it."""

    id: str
    lane: str
    kind: str
    title: str
    description: str
    start: PartialDate | None
    end: PartialDate | None
    precision: str
    source_titles: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
