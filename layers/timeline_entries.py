"""What the timeline says: entries with words, extents and sources, grouped in lanes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geodata.dates import PartialDate
from geodata.model import City, Source
from geodata.renewal import FundedArea, Milestone, Phase
from layers import timeline_scale as scale
from layers import timeline_words as words
from layers.phases import ACTIVE, active_in, state_text_key
from layers.timeline_entry import MOMENTS, Entry, Lane
from layers.timeline_pairs import paired
from layers.timeline_scale import Extent
from layers.timeline_sources import titled_sources
from layers.timeline_words import Room

VOID_STAGES = frozenset({"designation", "implementation"})


@dataclass(frozen=True)
class Teller:
    """What is needed to put facts into words: texts, the day of the today line, known sources."""

    room: Room
    today: datetime.date
    book: Mapping[str, Source]

    @property
    def now(self) -> float:
        """Today in decimal years."""
        return scale.decimal_year(self.today)


def teller(city: City, room: Room, today: datetime.date) -> Teller:
    """Return the teller of a city."""
    return Teller(room, today, {source.id: source for source in city.sources})


def policy_lanes(city: City, room: Room, today: datetime.date) -> tuple[Lane, ...]:
    """Return the lanes of the milestones, in the order of the package; none without entries.

    Milestones of a lane that the package does not name come last, in a lane of their own.
    """
    names, told = dict(city.lanes), teller(city, room, today)
    by_lane: dict[str, list[Entry]] = {lane: [] for lane in names}
    for milestone in city.milestones:
        lane = milestone.lane if milestone.lane in names else ""
        by_lane.setdefault(lane, []).append(milestone_entry(milestone, told))
    return tuple(
        Lane(f"policy/{lane}", names.get(lane, room["unplaced_lane"]), in_time(entries))
        for lane, entries in by_lane.items()
        if entries
    )


def area_lanes(city: City, room: Room, today: datetime.date) -> tuple[Lane, ...]:
    """Return one lane per funded area in the order of their starts, unknown starts last."""
    told = teller(city, room, today)
    ordered = sorted(
        city.funded_areas, key=lambda area: (area.start.first if area.start else 9999, area.name)
    )
    return tuple(
        Lane(
            id=f"area/{area.id}",
            name=area.name,
            entries=(
                *run_entries(area, told),
                *paired(in_time(phase_entry(area, one, told) for one in area.phases), room),
            ),
            funded_area=area.id,
            state=room[state_text_key(area, today.year)],
        )
        for area in ordered
    )


def in_time(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries in reading order: by begin, those without a date last."""
    return tuple(sorted(entries, key=lambda entry: entry.extent.begin if entry.extent else 9999))


def milestone_entry(milestone: Milestone, told: Teller) -> Entry:
    """Return the entry of a milestone; what starts after today is planned."""
    start, end, room, now = milestone.start, milestone.end, told.room, told.now
    rough = milestone.precision == "decade"
    planned = start is not None and start.first > now
    if milestone.kind == "event" and end is None:
        extent = scale.extent_of_event(start, rough) if start else None
        when = words.event_words(start, room, rough=rough, planned=planned)
    elif start is not None and end is None:
        extent = replace(scale.open_extent(start, now, rough), fade_out=scale.UNKNOWN)
        when = words.span_words(start, end, room, rough=rough)
    else:
        extent = scale.extent_of_span(start, end, rough)
        when = words.span_words(start, end, room, rough=rough)
    return Entry(
        id=f"m-{milestone.id}",
        name=milestone.title,
        stage=milestone.kind,
        when=when,
        kind=_kind(room[f"kind_{milestone.kind}"], planned, room),
        extent=extent,
        notes=(milestone.description,) if milestone.description else (),
        sources=titled_sources(milestone.source_titles, milestone.sources, told.book),
        planned=planned,
        doubtful=milestone.confidence == "low",
    )


def phase_entry(area: FundedArea, phase: Phase, told: Teller) -> Entry:
    """Return the entry of a phase of a funded area; choosing it selects the area and a year."""
    room, planned = told.room, phase.certainty == "planned"
    extent, when = _phase_time(phase, room, told.now)
    void = area.statute_state == "void_from_start" and phase.stage in VOID_STAGES
    notes = (phase.note,) if phase.note else ()
    return Entry(
        id=f"p-{phase.id}",
        name=phase.name,
        stage=phase.stage,
        when=when,
        kind=_kind(room[f"stage_{phase.stage}"], planned, room),
        extent=extent,
        notes=(void_note(area, room), *notes) if void else notes,
        sources=titled_sources((), phase.sources, told.book),
        event=choice(area, phase.start, phase.end),
        planned=planned,
        void=void,
    )


def _phase_time(phase: Phase, room: Room, now: float) -> tuple[Extent | None, str]:
    start, end, planned = phase.start, phase.end, phase.certainty == "planned"
    if start is not None and phase.running and not planned:
        return scale.open_extent(start, now), words.since_words(start, room)
    if start is not None and end is None and (planned or phase.stage in MOMENTS):
        when = words.event_words(start, room, rough=False, planned=planned)
        return scale.extent_of_event(start), when
    if start is None and end is not None and phase.stage in MOMENTS:
        when = words.event_words(end, room, rough=False, planned=planned)
        return scale.extent_of_event(end), when
    say = words.planned_words if planned else words.span_words
    return scale.extent_of_span(start, end), say(start, end, room)


def run_entries(area: FundedArea, told: Teller) -> tuple[Entry, ...]:
    """Return the whole term of a funded area and, where it is a fact of its own, the planned end.

    Nothing without a start: a term that nobody dates is not drawn.
    """
    if area.start is None:
        return ()
    room, now = told.room, told.now
    extent, when = _term(area, room, now)
    void = area.statute_state == "void_from_start"
    statute = (room["statute"].format(text=area.statute_dates),) if area.statute_dates else ()
    run = Entry(
        id=f"a-{area.id}",
        name=room["run_void" if void else "run"],
        stage="run",
        when=when,
        kind=_kind(room["kind_run"], area.start.first > now, room),
        extent=extent,
        notes=(void_note(area, room), *statute) if void else statute,
        sources=titled_sources((), area.sources, told.book),
        event=choice(area, area.start, area.actual_end),
        planned=area.start.first > now,
        void=void,
        doubtful=area.confidence.lower().startswith(("low", "niedrig", "gering", "unsicher")),
        mark="run",
    )
    return (run, *_planned_end(area, run, room))


def _term(area: FundedArea, room: Room, now: float) -> tuple[Extent, str]:
    start, plan = area.start, area.planned_end
    assert start is not None
    end = area.actual_end or (area.statute_state_date if _is_over(area) else None)
    if end is not None:
        extent = scale.extent_of_span(start, end)
        assert extent is not None
        return extent, words.span_words(start, end, room)
    first = words.date_words(start, room)
    last = words.date_words(plan, room) if plan else ""
    if start.first <= now and active_in(area, int(now)) in (*ACTIVE, "void"):
        key = "since_planned_until" if plan and plan.last > now else "since"
        return scale.open_extent(start, now), room[key].format(start=first, end=last)
    if plan is not None:
        extent = Extent(start.first, plan.last, start.last - start.first, scale.UNKNOWN)
        return extent, room["from_planned_until"].format(start=first, end=last)
    extent = scale.extent_of_span(start, None)
    assert extent is not None
    return extent, words.span_words(start, None, room)


def _is_over(area: FundedArea) -> bool:
    return area.statute_state in ("repealed", "void_from_start")


def _planned_end(area: FundedArea, run: Entry, room: Room) -> tuple[Entry, ...]:
    plan = area.planned_end
    if plan is None or run.extent is None:
        return ()
    date = words.date_words(plan, room)
    rest = Extent(run.extent.end, plan.last)
    goes_on = run.extent.open_end and rest.end - rest.begin > scale.SHORT
    entry = Entry(
        id=f"a-{area.id}-plan",
        name=room["planned_end"],
        stage="plan",
        when=room["planned_until" if goes_on else "planned_at"].format(end=date, date=date),
        kind=room["certainty_planned"],
        extent=rest if goes_on else scale.extent_of_event(plan),
        sources=run.sources,
        event=choice(area, plan, None),
        planned=True,
        mark="run" if goes_on else "item",
        plan_of="" if goes_on else run.id,
    )
    return (entry,)


def choice(
    area: FundedArea, start: PartialDate | None, end: PartialDate | None
) -> Mapping[str, str]:
    """Return the event of choosing something of a funded area: the area and a year, if known."""
    year = scale.full_year(start, end)
    return {"funded_area": area.id} if year is None else {"funded_area": area.id, "year": str(year)}


def void_note(area: FundedArea, room: Room) -> str:
    """Return the sentence that a court declared the statute void from the start."""
    date = area.statute_state_date
    return room["void_note"].format(date=date.german) if date else room["void_note_undated"]


def _kind(name: str, planned: bool, room: Room) -> str:
    return f"{name}, {room['certainty_planned' if planned else 'certainty_actual']}"
