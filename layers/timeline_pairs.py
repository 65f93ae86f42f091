"""Plan and fact of the same stage of a funded area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layers.timeline_entry import Entry
from layers.timeline_scale import Extent
from layers.timeline_words import Room

NEAR = 2.0  # years that plan and fact may lie apart


def paired(entries: Sequence[Entry], room: Room) -> tuple[Entry, ...]:
    """Return *entries* where each plan names the fact that came of it, and the fact the plan.

    A plan belongs to the fact of the same stage that it overlaps or that lies within two years
    of it, the nearest one first; a fact has at most one plan. Anything else stays as it is: a
    fact eight years before a plan is not what was planned.
    """
    facts = [entry for entry in entries if not entry.planned and entry.extent]
    plan_of: dict[str, Entry] = {}  # id of the fact -> its plan
    for plan in entries:
        fact = _nearest(plan, [fact for fact in facts if fact.id not in plan_of])
        if fact is not None:
            plan_of[fact.id] = plan
    fact_of = {plan.id: fact for fact, plan in plan_of.items()}
    return tuple(_told(entry, plan_of.get(entry.id), fact_of.get(entry.id, ""), room)
                 for entry in entries)  # fmt: skip


def _nearest(plan: Entry, facts: Sequence[Entry]) -> Entry | None:
    if not plan.planned or plan.extent is None:
        return None
    extent = plan.extent
    near = [
        (apart(extent, fact.extent), abs(extent.begin - fact.extent.begin), index)
        for index, fact in enumerate(facts)
        if fact.extent and fact.stage == plan.stage and apart(extent, fact.extent) <= NEAR
    ]
    return facts[min(near)[2]] if near else None


def apart(one: Extent, other: Extent) -> float:
    """Return the years between two extents, 0 where they meet.

    Examples
    --------
    >>> apart(Extent(2000, 2002), Extent(2005, 2006)), apart(Extent(2000, 2002), Extent(2001, 2009))
    (3, 0.0)
    """
    return max(0.0, one.begin - other.end, other.begin - one.end)


def _told(entry: Entry, plan: Entry | None, fact: str, room: Room) -> Entry:
    if plan is not None:
        return replace(entry, notes=(room["plan_was"].format(when=plan.when), *entry.notes))
    return replace(entry, plan_of=fact) if fact else entry
