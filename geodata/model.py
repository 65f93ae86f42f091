"""The city as one immutable value: what the package says, nothing that is drawn.

Geometry is in EPSG:4326, axis order longitude, latitude. Figures are float64; NaN means that
there is no figure, and the status of the same cell says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geodata.dates import PartialDate
from geodata.early_warning import EarlyWarning
from geodata.indices import SocialIndex
from geodata.presentation import Presentation
from geodata.renewal import CommonRecord, FieldOfAction, FundedArea, Milestone, Programme


class Status(StrEnum):
    """How far a figure can be trusted, or why there is none."""

    OK = "ok"
    SUPPRESSED = "suppressed"  # hidden by the source
    WITHHELD = "withheld"  # hidden by the operator's own disclosure control
    MISSING = "missing"  # not collected or not published
    NOT_APPLICABLE = "not_applicable"  # the question does not arise (nobody lives there)
    DOUBTFUL = "doubtful"  # a figure with a known fault, told in its note
    INTERPOLATED = "interpolated"  # estimated between two years


EMPTY_STATES = (Status.SUPPRESSED, Status.WITHHELD, Status.MISSING, Status.NOT_APPLICABLE)


class Kind(StrEnum):
    """What sort of figure an indicator is."""

    COUNT = "count"  # persons, cases
    SHARE = "share"  # 100 * numerator / denominator, numerator is part of denominator
    RATE = "rate"  # factor * numerator / denominator, not bounded by 100
    NUMBER = "number"  # published as it is, cannot be computed again
    CLASS = "class"  # the number of a named class, from 1 on: computed, never in a package


class Direction(StrEnum):
    """Whether a higher figure means more disadvantage."""

    WORSE = "worse"
    BETTER = "better"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Source:
    """Where figures come from, with what dl-de/by-2-0 and CC licences ask to be named."""

    id: str
    publisher: str
    title: str
    year: str
    url: str
    licence: str
    licence_url: str
    retrieved: str
    changes: str


@dataclass(frozen=True)
class Theme:
    """A group of indicators in the catalogue."""

    id: str
    name: str


class ClassScale(StrEnum):
    """How the classes of an indicator belong together, and so how they are coloured."""

    ORDERED = "ordered"  # from low to high
    GRID = "grid"  # four rows from low to high, each in three columns
    NAMED = "named"  # no order


@dataclass(frozen=True)
class ClassName:
    """A class. ``code`` is short enough for the map; ``quiet`` means: nothing special here.

    ``hue`` is the place of its colour among those of classes without order; None: in turn.
    """

    code: str
    name: str
    quiet: bool = False
    hue: int | None = None


@dataclass(frozen=True)
class Indicator:
    """A defined measure.

    ``sentence`` is plain language with ``{value}`` for the figure: "Von 100 Einwohnern sind
    {value} unter 18 Jahre alt." ``related`` is the share that belongs to a count (or empty).
    ``signed`` marks a difference: its figures are written with their sign. Of the kind ``class``
    figures are places in ``classes``, counted from 1.
    """

    id: str
    theme: str
    name: str
    short_name: str
    sentence: str
    definition: str
    unit: str
    kind: Kind
    numerator: str
    denominator: str
    factor: float
    decimals: int
    direction: Direction
    related: str
    source: Source
    data_date: str
    note: str
    signed: bool = False
    classes: tuple[ClassName, ...] = ()
    scale: ClassScale = ClassScale.ORDERED


@dataclass(frozen=True)
class Area:
    """A statistical area. ``km2`` is computed in the city's projected CRS."""

    id: str
    name: str
    parent: str
    geometry: BaseGeometry = field(repr=False, compare=False)
    point: Point = field(repr=False, compare=False)  # inside the area, for names and symbols
    km2: float = 0.0


@dataclass(frozen=True)
class Level:
    """All areas of one kind; ``parent`` names the level above or is empty.

    ``valid_from`` and ``valid_until`` say from when to when the city is divided like this; None:
    no such date is known.
    """

    id: str
    name: str
    name_plural: str
    parent: str
    areas: tuple[Area, ...]
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None

    @cached_property
    def area_ids(self) -> tuple[str, ...]:
        """Ids in the order of the rows of every series of this level."""
        return tuple(area.id for area in self.areas)


@dataclass(frozen=True, eq=False)
class Series:
    """All figures of one indicator on one level; read-only arrays of shape (years, areas).

    ``numerator`` and ``denominator`` are NaN where the source does not give them. ``status``
    holds :class:`Status` values as text. ``notes`` has (year, area id) as key.
    """

    indicator: str
    level: str
    years: tuple[int, ...]
    value: NDArray[np.float64]
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    status: NDArray[np.str_]
    notes: Mapping[tuple[int, str], str]

    def __post_init__(self) -> None:
        """Refuse a figure in a cell whose status says that there is none: it must not leak."""
        empty = np.isin(self.status, EMPTY_STATES)
        known = np.isfinite(self.value) | np.isfinite(self.numerator)
        if (empty & known).any():
            row, _ = np.argwhere(empty & known)[0]
            raise ValueError(
                f"series {self.indicator!r} on level {self.level!r} has a figure in an empty cell "
                f"of {self.years[row]}; expected NaN as value and numerator; "
                "drop the figure or its status"
            )


@dataclass(frozen=True)
class Operator:
    """Who runs this atlas; empty text means that the operator has not said so yet.

    ``logo`` is an SVG or PNG file, ``funder_note`` a sentence that a funder asks for; both stand
    on snapshots.
    """

    name: str = ""
    address: str = ""
    responsible: str = ""
    email: str = ""
    phone: str = ""
    logo: bytes = field(default=b"", repr=False)
    funder_note: str = ""


@dataclass(frozen=True)
class StartView:
    """What the page shows when the address says nothing."""

    indicator: str
    year: int
    level: str
    layers: tuple[str, ...]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class City:
    """One city package, read and checked. ``city_level`` is the id of the level with one area.

    ``pages`` maps a page name (``impressum``, ``datenschutz`` ...) to Markdown of the operator.
    ``fingerprint`` is a SHA-256 over the package files: same files, same fingerprint.
    ``residents`` is the id of the indicator (a count) that holds residents, or empty: not known.
    ``others`` are cities that the operator lets this one be compared with; not in the package.
    ``common`` holds resolutions, money, management, participation, concepts of the whole city.
    """

    id: str
    name: str
    title: str
    crs: str
    levels: tuple[Level, ...]
    city_level: str
    themes: tuple[Theme, ...]
    indicators: tuple[Indicator, ...]
    series: Mapping[tuple[str, str], Series]  # (level id, indicator id)
    sources: tuple[Source, ...]
    programmes: tuple[Programme, ...]
    funded_areas: tuple[FundedArea, ...]
    milestones: tuple[Milestone, ...]
    lanes: tuple[tuple[str, str], ...]  # (lane id, name) in drawing order
    operator: Operator
    pages: Mapping[str, str]
    start: StartView
    version: str
    fingerprint: str
    fields_of_action: tuple[FieldOfAction, ...] = ()  # in the order of the matrix
    common: CommonRecord = field(default_factory=CommonRecord)
    residents: str = ""
    indices: tuple[SocialIndex, ...] = ()
    warnings: tuple[EarlyWarning, ...] = ()
    presentations: tuple[Presentation, ...] = ()
    others: tuple[City, ...] = ()

    def level(self, level_id: str) -> Level:
        """Return the level of that id (KeyError if there is none)."""
        return {level.id: level for level in self.levels}[level_id]

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator of that id (KeyError if there is none)."""
        return {indicator.id: indicator for indicator in self.indicators}[indicator_id]

    def index(self, index_id: str) -> SocialIndex:
        """Return the social index of that id (KeyError if there is none)."""
        return {index.id: index for index in self.indices}[index_id]

    def warning(self, warning_id: str) -> EarlyWarning:
        """Return the early warning of that id (KeyError if there is none)."""
        return {warning.id: warning for warning in self.warnings}[warning_id]

    def funded_area(self, funded_area_id: str) -> FundedArea:
        """Return the funded area of that id (KeyError if there is none)."""
        return {area.id: area for area in self.funded_areas}[funded_area_id]
