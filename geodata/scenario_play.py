"""A city as it would be: a scenario played on it. The real city stays as it is.

Every change is played on what the changes before it have made; one that the city cannot play is
left out and told. Classes of indices are computed anew. What is played carries the mark of
:mod:`geodata.scenario_values` in figures, :data:`TITLE` in the title of the city, and has a
fingerprint of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from geodata.dates import PartialDate
from geodata.index_layers import with_indices
from geodata.indices import Part, SocialIndex
from geodata.model import City
from geodata.renewal import FundedArea, Programme
from geodata.scenario import Refused, Scenario, parse
from geodata.scenario_changes import (
    Change,
    ClassLimit,
    EndedFunding,
    MovedFunding,
    NeedLimit,
    NewFunding,
    Reason,
    ValueChange,
)
from geodata.scenario_values import UnplayableError, level_of, with_value
from geodata.statistics.activity import active_in
from geodata.statistics.overlap import united

TITLE = "Planspiel"
PROGRAMME = "planspiel"
OUTLINE_NOTE = "Planspiel: aus ganzen statistischen Gebieten zusammengesetzt"
Shape = Callable[[City], City]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds a city
class Played:
    """A scenario played on a city.

    Attributes
    ----------
    city : City
        As it would be; the real city itself where nothing is played.
    scenario : Scenario
        The changes that were played.
    refused : tuple of Refused
        What was left out, in the order of the text.
    """

    city: City
    scenario: Scenario
    refused: tuple[Refused, ...] = ()

    def limit(self, indicator: str, usual: float | None) -> float | None:
        """Return the limit of need of an indicator in the scenario, else *usual*."""
        for one in self.scenario.changes:
            if isinstance(one, NeedLimit) and one.indicator == indicator:
                return one.limit
        return usual


def played(city: City, text: str) -> Played:
    """Return the scenario that *text* describes, played on *city*; nothing raises.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> found = played(city, "ende:neustadt:2020~ende:atlantis:2020")
    >>> found.scenario.text, str(found.refused[0].reason)
    ('ende:neustadt:2020', 'funded_area')
    >>> active_in(city.funded_area("neustadt"), 2021), active_in(
    ...     found.city.funded_area("neustadt"), 2021)
    ('running', 'ended')
    """
    scenario, unread = parse(text)
    found = play(city, scenario)
    return replace(found, refused=(*unread, *found.refused))


def apply(city: City, scenario: Scenario) -> City:
    """Return *city* as it would be; changes that it cannot play are left out."""
    return play(city, scenario).city


def play(city: City, scenario: Scenario) -> Played:
    """Return *scenario* played on *city*, and what of it could not be."""
    now, kept, refused = city, [], []
    limits = [one for one in scenario.changes if isinstance(one, ClassLimit)]
    for change in scenario.changes:
        try:
            now = _step(now, change, limits)
        except UnplayableError as error:
            refused.append(Refused(change.text, error.reason))
        else:
            kept.append(change)
    left = Scenario(tuple(kept))
    if kept:
        mark = hashlib.sha256(f"{city.fingerprint} {left.text}".encode()).hexdigest()
        now = with_indices(now)
        now = replace(now, title=f"{TITLE}: {city.title}", fingerprint=mark)
    return Played(now, left, tuple(refused))


def _step(city: City, change: Change, limits: list[ClassLimit]) -> City:
    if isinstance(change, ValueChange):
        return with_value(city, change)
    if isinstance(change, NewFunding):
        return _with_funding(city, change)
    if isinstance(change, MovedFunding):
        return _moved(city, change)
    if isinstance(change, EndedFunding):
        return _ended(city, change)
    if isinstance(change, ClassLimit):
        return _with_limits(city, change, limits)
    if all(one.id != change.indicator for one in city.indicators):
        raise UnplayableError(Reason.INDICATOR)
    return city


def _with_funding(city: City, change: NewFunding) -> City:
    taken = {one.id for one in city.funded_areas}
    number = next(n for n in range(1, len(taken) + 2) if f"{PROGRAMME}-{n}" not in taken)
    area = _bare(f"{PROGRAMME}-{number}", f"{TITLE}-Gebiet {number}")
    made = replace(_placed(city, area, change.areas), start=PartialDate(change.year))
    programmes = city.programmes
    if all(one.id != PROGRAMME for one in programmes):
        told = Programme(PROGRAMME, TITLE, TITLE, None, None, "", OUTLINE_NOTE, ())
        programmes = (*programmes, told)
    return replace(city, funded_areas=(*city.funded_areas, made), programmes=programmes)


def _moved(city: City, change: MovedFunding) -> City:
    return _put(city, _placed(city, _funded(city, change.funded_area), change.areas))


def _ended(city: City, change: EndedFunding) -> City:
    area = _funded(city, change.funded_area)
    if active_in(area, change.year) in ("planned", "void") or _never_begun(area, change.year):
        raise UnplayableError(Reason.NOT_BEGUN)
    end = PartialDate(change.year, 12, 31)
    ended = replace(area, actual_end=end, statute_state="repealed", statute_state_date=end)
    return _put(city, ended)


def _never_begun(area: FundedArea, year: int) -> bool:
    """Return whether no beginning is known: such an area is of unknown state in every year."""
    closed = replace(area, actual_end=PartialDate(year, 12, 31))
    return active_in(closed, year) == "unknown"


def _with_limits(city: City, change: ClassLimit, limits: list[ClassLimit]) -> City:
    """Move a limit; all limits of one part are judged together, as they will stand."""
    index = next((one for one in city.indices if one.id == change.index), None)
    part = None if index is None else _part(index, change.part)
    if index is None or part is None or change.place > len(part.limits):
        raise UnplayableError(Reason.INDEX)
    together = [one for one in limits if (one.index, one.part) == (change.index, change.part)]
    moved = list(part.limits)
    for one in together:
        if one.place <= len(moved):
            moved[one.place - 1] = one.limit
    if sorted(set(moved)) != moved:
        raise UnplayableError(Reason.ORDER)
    other = replace(part, limits=tuple(moved))
    status = change.part == "status"
    made = replace(index, status=other) if status else replace(index, dynamics=other)
    return replace(city, indices=tuple(made if one is index else one for one in city.indices))


def _part(index: SocialIndex, name: str) -> Part | None:
    return index.status if name == "status" else index.dynamics


def _funded(city: City, id_: str) -> FundedArea:
    found = next((one for one in city.funded_areas if one.id == id_), None)
    if found is None:
        raise UnplayableError(Reason.FUNDED_AREA)
    return found


def _put(city: City, area: FundedArea) -> City:
    others = (area if one.id == area.id else one for one in city.funded_areas)
    return replace(city, funded_areas=tuple(others))


def _placed(city: City, area: FundedArea, ids: tuple[str, ...]) -> FundedArea:
    """Return *area* with the outline of whole statistical areas."""
    shapes = {one.id: one.geometry for id_ in ids for one in level_of(city, id_).areas}
    outline = united([shapes[one] for one in ids], city.crs)
    return replace(
        area,
        areas=ids,
        outline=outline,
        outline_quality="schematic",
        outline_note=OUTLINE_NOTE,
        outline_sources=(),
    )


def _bare(id_: str, name: str) -> FundedArea:
    """Return a funded area of which nothing is known but that its statute is in force."""
    return FundedArea(
        id=id_, name=name, programmes=(PROGRAMME,), legal_basis="", start=None,
        planned_end=None, actual_end=None, statute_state="in_force", statute_state_date=None,
        statute_dates="", hectares=None, hectares_date="", residents=None, residents_date="",
        dwellings=None, dwellings_date="", area_type="", problems=(), potentials=(), areas=(),
        boundary="", summary="", sources=(), source_date="", note=OUTLINE_NOTE, confidence="",
        outline=None,
    )  # fmt: skip
