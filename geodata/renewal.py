"""Urban renewal as data: programmes, funded areas, their phases, and the milestones around them.

Geometry is in EPSG:4326, axis order longitude, latitude. Several sources of one fact stand side
by side; what is not known is None or empty text, never filled in. Amounts are in euro of their
year. The words that a field may hold stand in its table schema (``geodata/schemas``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from geodata.dates import PartialDate

CONCEPT_PARTS = (
    "role", "problems", "plans", "vision", "measures", "organisation", "participation",
    "evaluation", "costs",
)  # fmt: skip


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
class Resolution:
    """A decision of the council, another body or a court.

    ``funded_area`` is empty where it concerns the whole city. ``self_binding`` is ``yes``, ``no``
    or empty (not published). ``paper`` is the address of the paper or its OParl id.
    """

    id: str
    funded_area: str
    date: PartialDate | None
    number: str
    body: str
    title: str
    kind: str
    self_binding: str
    paper: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Concept:
    """One version of a concept or a study; without a ``funded_area`` it is for the whole city.

    ``predecessor`` is the id of the version before, ``resolution`` that of the decision on it.
    ``parts`` are ids of :data:`CONCEPT_PARTS`; an absent id means: not known to be there.
    """

    id: str
    funded_area: str
    title: str
    kind: str
    version: str
    date: PartialDate | None
    predecessor: str
    state: str
    parts: tuple[str, ...]
    evaluation: str
    resolution: str
    content: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Project:
    """A project of a funded area. ``fields`` are ids of the city's fields of action.

    ``cost_high_eur`` is the upper value where sources differ. ``lon`` and ``lat`` are degrees in
    EPSG:4326; both are known or none. ``investive`` is ``yes``, ``no``, ``both`` or empty.
    """

    id: str
    funded_area: str
    title: str
    fields: tuple[str, ...]
    carrier: str
    addressees: tuple[str, ...]
    departments: tuple[str, ...]
    investive: str
    planned_start: PartialDate | None
    planned_end: PartialDate | None
    start: PartialDate | None
    end: PartialDate | None
    state: str
    cost_eur: float | None
    cost_high_eur: float | None
    place: str
    lon: float | None
    lat: float | None
    place_source: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Grant:
    """An amount of money: a row of the table ``funding``.

    ``funded_area`` is empty where the money is for the whole city. ``end_year`` is None where the
    amount belongs to ``year`` alone; ``open_end`` means „2016 ff.“: the last year is not known.
    ``amount_high_eur`` is the upper value where sources differ. ``part_of`` is the id of the
    amount that contains this one: a sum must not count both.
    """

    id: str
    funded_area: str
    project: str
    year: int
    end_year: int | None
    open_end: bool
    giver: str
    programme: str
    investive: str
    stage: str
    amount_eur: float
    amount_high_eur: float | None
    part_of: str
    sources: tuple[str, ...]
    note: str

    @property
    def last_year(self) -> int:
        """The last known year of the amount: ``end_year``, or ``year`` where there is none."""
        return self.year if self.end_year is None else self.end_year


@dataclass(frozen=True)
class ManagementPart:
    """An organisation in the management of a funded area (of all, if ``funded_area`` is empty).

    ``level`` is ``administration``, ``intermediate`` or ``quarter``. ``coordination``,
    ``activation`` and ``projects`` say in words what it does in each group of tasks.
    """

    id: str
    funded_area: str
    organisation: str
    role: str
    level: str
    office: str
    coordination: str
    activation: str
    projects: str
    tasks: str
    start: PartialDate | None
    end: PartialDate | None
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Participation:
    """A format of participation, or the disposition fund of a year (``kind`` is ``fund``).

    ``people`` is the number of people who took part; ``groups`` are the groups reached.
    """

    id: str
    funded_area: str
    date: PartialDate | None
    kind: str
    format: str
    people: float | None
    groups: tuple[str, ...]
    amount_eur: float | None
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class FieldOfAction:
    """A field in which projects act, such as housing or green space."""

    id: str
    name: str


@dataclass(frozen=True)
class CommonRecord:
    """What concerns the whole city or all funded areas; in order of date, undated rows last."""

    resolutions: tuple[Resolution, ...] = ()
    grants: tuple[Grant, ...] = ()
    management: tuple[ManagementPart, ...] = ()
    participation: tuple[Participation, ...] = ()
    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True)
class FundedArea:
    """An area with a formal programme. Empty text and None mean: not published or not found.

    ``statute_state`` is ``in_force``, ``repealed``, ``void_from_start``, ``none`` or ``unknown``.
    ``outline_quality`` is ``official`` or ``schematic``. The tuples of the record (concepts to
    resolutions) are in order of date, undated rows last.
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
    role_in_city: str = ""
    what_stays: str = ""
    carried_by: str = ""
    concepts: tuple[Concept, ...] = ()
    projects: tuple[Project, ...] = ()
    grants: tuple[Grant, ...] = ()
    management: tuple[ManagementPart, ...] = ()
    participation: tuple[Participation, ...] = ()
    resolutions: tuple[Resolution, ...] = ()


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
