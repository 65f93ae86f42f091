"""In which row of its lane each entry is drawn, and how much room its label has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layers import timeline_scale as scale
from layers.timeline_entry import Entry

Span = tuple[float, float]
Block = list[list[int]]  # lines of positions
TOUCHING = 1e-6  # years


@dataclass(frozen=True)
class Place:
    """Row of an entry, from 0, and the years until the next entry of that row (inf: none)."""

    row: int
    room: float


def places(entries: Sequence[Entry], label_years: float) -> list[Place]:
    """Return the place of each of *entries*, all of which have an extent.

    The term of a funded area stands on top. A plan stands in the row above the fact that it was
    the plan of, so that both are seen in one place. What goes on under the same name from year to
    year stands in one row. No two marks of a row overlap.

    Parameters
    ----------
    entries
        The entries of one lane, those of the same name in order of time.
    label_years
        Years that every mark, the term excepted, keeps free for its label.
    """
    spans = [_footprint(entry, label_years) for entry in entries]
    rows = _term(entries)
    below = 1 + max(rows.values(), default=-1)
    blocks = _blocks(entries, set(rows))
    tops = scale.pack([_union(block, spans) for block in blocks], [len(one) for one in blocks])
    for block, top in zip(blocks, tops, strict=True):
        rows |= {one: below + top + depth for depth, line in enumerate(block) for one in line}
    found = [rows[position] for position in range(len(entries))]
    return [Place(row, free) for row, free in zip(found, scale.room(spans, found), strict=True)]


def _footprint(entry: Entry, label_years: float) -> Span:
    assert entry.extent is not None
    wanted = 0.0 if entry.mark == "run" else label_years
    return scale.footprint(entry.extent, entry.is_point, wanted)


def _term(entries: Sequence[Entry]) -> dict[int, int]:
    """Return the rows of the term, by position: its plan that has passed, if any, and below it."""
    runs = {entry.id for entry in entries if entry.mark == "run"}
    plans = [index for index, entry in enumerate(entries) if entry.plan_of in runs]
    rows = dict.fromkeys(plans, 0)
    return rows | {
        index: len(plans) and 1 for index, entry in enumerate(entries) if entry.mark == "run"
    }


def _blocks(entries: Sequence[Entry], placed: set[int]) -> list[Block]:
    """Return what must stand together: a plan and its fact in two lines, or a chain in one."""
    plans = {entry.plan_of: index for index, entry in enumerate(entries) if entry.plan_of}
    blocks: list[Block] = []
    chains: dict[tuple[str, str], list[int]] = {}
    for index, entry in enumerate(entries):
        if index in placed or entry.plan_of:
            continue
        if entry.id in plans:
            blocks.append([[plans[entry.id]], [index]])
            continue
        chain = chains.get((entry.name, entry.stage))
        if chain is not None and _goes_on(entries[chain[-1]], entry):
            chain.append(index)
        else:
            chains[entry.name, entry.stage] = chain = [index]
            blocks.append([chain])
    return blocks


def _goes_on(before: Entry, after: Entry) -> bool:
    """Return whether one bar follows the other without a gap."""
    if before.extent is None or after.extent is None or before.is_point or after.is_point:
        return False
    return abs(after.extent.begin - before.extent.end) < TOUCHING


def _union(block: Block, spans: Sequence[Span]) -> Span:
    own = [spans[index] for line in block for index in line]
    return min(begin for begin, _ in own), max(end for _, end in own)
