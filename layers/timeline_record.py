"""Concept versions, money and resolutions of a funded area as lanes of the timeline."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.dates import PartialDate
from geodata.model import City
from geodata.renewal import Concept, FundedArea, Grant, Resolution
from geodata.statistics.before_after import districts_of
from geodata.statistics.finance import amount
from layers import timeline_scale as scale
from layers import timeline_words as words
from layers.record_words import exactly, roughly
from layers.texts import Texts
from layers.timeline_entries import Teller, choice, in_time, teller
from layers.timeline_entry import Entry, Lane
from layers.timeline_scale import Extent
from layers.timeline_sources import titled_sources
from layers.timeline_words import Room

PARTS = ("concepts", "money", "resolutions")


@dataclass(frozen=True)
class Scribe:
    """What is needed to put the record of one funded area (None: the whole city) into words."""

    told: Teller
    record: Room
    programmes: Mapping[str, str]  # id -> short name
    area: FundedArea | None = None

    @property
    def room(self) -> Room:
        """The texts of the timeline."""
        return self.told.room

    def event(self, start: PartialDate | None) -> Mapping[str, str] | None:
        """Return what choosing something with that date does to the view."""
        return choice(self.area, start, None) if self.area else None


def with_record(
    lanes: Sequence[Lane], city: City, texts: Texts, today: datetime.date
) -> tuple[Lane, ...]:
    """Return the lanes of funded areas with their districts and, as parts, their records.

    Each gets all three parts; one without entries says on the page that nothing is published.
    """
    scribe = _scribe(city, texts, today)
    areas = {area.id: area for area in city.funded_areas}
    return tuple(
        replace(
            lane,
            parts=_parts(lane, replace(scribe, area=areas[lane.funded_area])),
            districts=_districts(city, areas[lane.funded_area]),
        )
        for lane in lanes
    )


def _districts(city: City, area: FundedArea) -> Mapping[str, tuple[str, ...]]:
    """Return the areas that a funded area lies in by level; the level of the city says nothing."""
    levels = [level.id for level in city.levels if level.id != city.city_level]
    return {level: districts_of(city, area, level) for level in levels}


def common_lanes(city: City, texts: Texts, today: datetime.date) -> tuple[Lane, ...]:
    """Return the lanes of what concerns the whole city; none without entries."""
    scribe, common = _scribe(city, texts, today), city.common
    found = {
        "concepts": [concept_entry(one, common.concepts, scribe) for one in common.concepts],
        "money": [grant_entry(one, common.grants, scribe) for one in common.grants],
        "resolutions": [resolution_entry(one, scribe) for one in common.resolutions],
    }
    return tuple(
        Lane(f"policy/common/{part}", scribe.room[f"common_{part}"], in_time(entries))
        for part, entries in found.items()
        if entries
    )


def _scribe(city: City, texts: Texts, today: datetime.date) -> Scribe:
    names = {programme.id: programme.short_name for programme in city.programmes}
    return Scribe(teller(city, texts["timeline"], today), texts["record"], names)


def _parts(lane: Lane, scribe: Scribe) -> tuple[Lane, ...]:
    area = scribe.area
    assert area is not None
    found: tuple[Iterable[Entry], ...] = (
        (concept_entry(one, area.concepts, scribe) for one in area.concepts),
        (grant_entry(one, area.grants, scribe) for one in area.grants),
        (resolution_entry(one, scribe) for one in area.resolutions),
    )
    return tuple(
        Lane(f"{lane.id}/{part}", scribe.room[f"part_{part}"], in_time(entries), area.id,
             place=area.name)
        for part, entries in zip(PARTS, found, strict=True)
    )  # fmt: skip


def concept_entry(concept: Concept, versions: Sequence[Concept], scribe: Scribe) -> Entry:
    """Return the entry of a version of a concept; *versions* are all of the same area."""
    room, record = scribe.room, scribe.record
    before = next((one for one in versions if one.id == concept.predecessor), None)
    planned = concept.date is not None and concept.date.first > scribe.told.now
    state = record[f"concept_state_{concept.state}"]
    notes = (
        concept.content,
        room["follows"].format(title=_titled(before, room)) if before else "",
        concept.note,
    )
    return _dated(concept.date, planned, scribe, Entry(
        id=f"c-{concept.id}",
        name=_titled(concept, room),
        stage="version",
        when="",
        kind=f"{record[f'concept_{concept.kind}']}, {state}",
        extent=None,
        notes=tuple(filter(None, notes)),
        sources=titled_sources((), concept.sources, scribe.told.book),
    ))  # fmt: skip


def _titled(concept: Concept, room: Room) -> str:
    if not concept.version or concept.version in concept.title:
        return concept.title
    return room["version"].format(title=concept.title, version=concept.version)


def resolution_entry(resolution: Resolution, scribe: Scribe) -> Entry:
    """Return the entry of a resolution; its number comes first, for that is looked for."""
    room, record, book = scribe.room, scribe.record, scribe.told.book
    planned = resolution.date is not None and resolution.date.first > scribe.told.now
    binding = resolution.self_binding
    notes = (
        resolution.body,
        room["self_binding"].format(answer=record[f"binding_{binding}"]) if binding else "",
        resolution.note,
    )
    paper = titled_sources((room["paper"],), (resolution.paper,), book) if resolution.paper else ()
    if paper and not paper[0][1]:  # an id, not an address
        paper = ((f"{room['paper']} {resolution.paper}", ""),)
    number = f"{resolution.number}: " if resolution.number else ""
    return _dated(resolution.date, planned, scribe, Entry(
        id=f"r-{resolution.id}",
        name=f"{number}{resolution.title}",
        stage="resolution",
        when="",
        kind=room["kind_resolution"].format(kind=record[f"resolution_{resolution.kind}"]),
        extent=None,
        notes=tuple(filter(None, notes)),
        sources=(*paper, *titled_sources((), resolution.sources, book)),
    ))  # fmt: skip


def _dated(date: PartialDate | None, planned: bool, scribe: Scribe, entry: Entry) -> Entry:
    """Return *entry* as an event of that date."""
    return replace(
        entry,
        when=words.event_words(date, scribe.room, rough=False, planned=planned),
        extent=scale.extent_of_event(date) if date else None,
        event=scribe.event(date),
        planned=planned,
    )


def grant_entry(grant: Grant, grants: Sequence[Grant], scribe: Scribe) -> Entry:
    """Return the entry of an amount of money; *grants* are all of the same funded area."""
    room, record, told = scribe.room, scribe.record, scribe.told
    known = amount(grant)
    shown, exact = roughly(known, record), exactly(known, record)
    whole = next((one for one in grants if one.id == grant.part_of), None)
    notes = (
        room["exactly"].format(amount=exact) if exact != shown else "",
        scribe.programmes.get(grant.programme, ""),
        room["part_of"].format(amount=roughly(amount(whole), record)) if whole else "",
        grant.note,
    )
    year = PartialDate(grant.year)
    return Entry(
        id=f"g-{grant.id}",
        name=f"{shown}, {record[f'giver_{grant.giver}']}",
        stage=f"money_{grant.stage}",
        when=_years(grant, scribe),
        kind=room["kind_money"].format(stage=record[f"stage_{grant.stage}"]),
        extent=_extent(grant),
        notes=tuple(filter(None, notes)),
        sources=titled_sources((), grant.sources, told.book),
        event=choice(scribe.area, year, PartialDate(grant.last_year)) if scribe.area else None,
        planned=grant.stage == "planned",
    )


def _extent(grant: Grant) -> Extent:
    """Return full years; "2016 ff." fades out, for nobody knows until when."""
    last = grant.last_year + 1.0
    if grant.open_end:
        return Extent(float(grant.year), last + scale.UNKNOWN, 0.0, scale.UNKNOWN)
    return Extent(float(grant.year), last)


def _years(grant: Grant, scribe: Scribe) -> str:
    first, last = PartialDate(grant.year), PartialDate(grant.last_year)
    if not grant.open_end:
        return words.span_words(first, last, scribe.room)
    return scribe.room["and_later"].format(years=words.span_words(first, last, scribe.room))
