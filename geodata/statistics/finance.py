"""Sums of money that count every euro once.

A row may be part of another row (``part_of``), and a plan, a grant and an expense are three
different things. So sums are made within one stage, and a row whose whole is in the same stage is
not counted beside it. Amounts are in euro of their year, not adjusted for prices.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geodata.renewal import Grant

STAGES = ("planned", "granted", "spent")
GIVERS = ("federal", "state", "municipality", "eu", "private", "mixed", "unknown")
UNCLEAR_GIVERS = frozenset({"mixed", "unknown"})


@dataclass(frozen=True)
class Amount:
    """Euro from ``low`` to ``high``; both are the same where the sources agree."""

    low: float
    high: float

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.low + other.low, self.high + other.high)

    @property
    def is_range(self) -> bool:
        """Whether the sources differ."""
        return self.high > self.low


NOTHING = Amount(0.0, 0.0)


@dataclass(frozen=True)
class Ratio:
    """Euro of others per euro of the programme, from ``low`` to ``high``, or why there is none.

    ``obstacle`` is empty, ``programme`` (no money of the programme is known), ``others`` (no
    money of others is known) or ``unclear`` (of some money it is not known where it is from).
    """

    low: float
    high: float
    obstacle: str = ""


def amount(grant: Grant) -> Amount:
    """Return what one row says.

    Parameters
    ----------
    grant
        A row of the table ``funding``; its upper value is used where it is above the lower one.
    """
    return Amount(grant.amount_eur, max(grant.amount_high_eur or 0.0, grant.amount_eur))


def total(grants: Iterable[Grant]) -> Amount:
    """Return the sum of *grants* as they stand; choose them with :func:`counted` before."""
    return sum((amount(grant) for grant in grants), NOTHING)


def counted(grants: Sequence[Grant], stage: str) -> tuple[Grant, ...]:
    """Return the rows of *stage* that no other row of the same stage contains, in their order."""
    wholes = _wholes(grants, stage)
    return tuple(one for one in grants if one.stage == stage and one.id not in wholes)


def possible_parts(grants: Sequence[Grant], stage: str) -> tuple[Grant, ...]:
    """Return counted rows that may be inside another counted row, although nobody says so.

    "Three million in 2018" may be in "52 million from 1999 to 2018". A row may be inside another
    if its years are fewer and among the other's, its amount is not above it, and neither giver,
    programme nor project tell the two apart.
    """
    rows = counted(grants, stage)
    return tuple(one for one in rows if any(_may_contain(whole, one) for whole in rows))


def sum_of(grants: Sequence[Grant], stage: str) -> Amount:
    """Return the sum of *stage*; the lower one leaves out what may be inside another row."""
    certain = counted(_certain(grants, stage), stage)
    return Amount(total(certain).low, total(counted(grants, stage)).high)


def own_amounts(grants: Sequence[Grant], stage: str) -> tuple[tuple[Grant, Amount], ...]:
    """Return every row of *stage* with what is left of it without its parts, in their order.

    Where the parts do not exceed their whole, these amounts add up to the sum of the counted
    rows; where they do, nothing is left of the whole.
    """
    wholes = _wholes(grants, stage)
    parts: dict[str, Amount] = {}
    for one in grants:
        if one.stage == stage and one.id in wholes:
            parts[wholes[one.id]] = parts.get(wholes[one.id], NOTHING) + amount(one)
    rows = (one for one in grants if one.stage == stage)
    return tuple((one, _less(amount(one), parts.get(one.id, NOTHING))) for one in rows)


def by_giver(grants: Sequence[Grant], stage: str) -> dict[str, Amount]:
    """Return the sum of *stage* by giver, in the order of :data:`GIVERS`, without empty ones.

    Lower and upper ones add up to those of :func:`sum_of`.
    """
    return _sums_by(grants, stage, lambda one: one.giver, GIVERS)


def by_investive(grants: Sequence[Grant], stage: str) -> dict[str, Amount]:
    """Return the sum of *stage* for investive (``yes``), other (``no``), unknown (empty) money."""
    return _sums_by(grants, stage, lambda one: one.investive, ("yes", "no", ""))


def by_giver_of_each(
    grants: Sequence[Grant], stage: str
) -> tuple[tuple[Grant, dict[str, Amount]], ...]:
    """Return every counted row of *stage* with its sums by giver, as far as its parts tell."""
    wholes = _wholes(grants, stage)
    inside: dict[str, list[tuple[Grant, Amount]]] = {}
    for one, own in own_amounts(grants, stage):
        inside.setdefault(_outermost(one.id, wholes), []).append((one, own))
    return tuple(
        (one, _grouped(inside[one.id], lambda row: row.giver, GIVERS))
        for one in counted(grants, stage)
    )


def may_overlap(grants: Sequence[Grant]) -> bool:
    """Return whether counted plans may mean the same money, so that a sum would say too much.

    A later plan replaces an earlier one, and a plan for the area contains those for its projects.
    Only plans for projects that differ from each other can be added.
    """
    projects = {one.project for one in grants if one.project}
    return len(grants) > 1 and len(projects) < len(grants)


def bundling(grants: Sequence[Grant], stage: str, programmes: Iterable[str]) -> Ratio:
    """Return the euro of others per euro of the own programmes in one stage.

    Money of the programme is every row that names one of *programmes*, whoever gives it: the own
    share of the municipality belongs to the programme, and a part belongs to that of its whole.
    Money of others are the rows of another programme and those without one whose giver is known.
    """
    own_programmes = frozenset(programmes)
    found = [_bundling(rows, stage, own_programmes)
             for rows in (grants, _certain(grants, stage))]  # fmt: skip
    obstacle = next((one.obstacle for one in found if one.obstacle), "")
    if obstacle:
        return Ratio(0.0, 0.0, obstacle)
    return Ratio(min(one.low for one in found), max(one.high for one in found))


def _bundling(grants: Sequence[Grant], stage: str, programmes: frozenset[str]) -> Ratio:
    rows = {one.id: one for one in grants}
    sums = {"programme": NOTHING, "others": NOTHING, "unclear": NOTHING}
    for one, own in own_amounts(grants, stage):
        programme = next((row.programme for row in _chain(one, rows) if row.programme), "")
        side = _side(one.giver, programme, programmes)
        sums[side] = sums[side] + own
    missing = [kind for kind in ("programme", "others") if sums[kind].low <= 0]
    obstacle = missing[0] if missing else "unclear" if sums["unclear"].high > 0 else ""
    if obstacle:
        return Ratio(0.0, 0.0, obstacle)
    return Ratio(
        sums["others"].low / sums["programme"].high, sums["others"].high / sums["programme"].low
    )


def _sums_by(
    grants: Sequence[Grant], stage: str, key: Callable[[Grant], str], order: Iterable[str]
) -> dict[str, Amount]:
    most = _grouped(own_amounts(grants, stage), key, order)
    least = _grouped(own_amounts(_certain(grants, stage), stage), key, order)
    return {one: Amount(least.get(one, NOTHING).low, sum_.high) for one, sum_ in most.items()}


def _grouped(
    rows: Iterable[tuple[Grant, Amount]], key: Callable[[Grant], str], order: Iterable[str]
) -> dict[str, Amount]:
    sums = dict.fromkeys(order, NOTHING)
    for one, own in rows:
        sums[key(one)] = sums[key(one)] + own
    return {name: sum_ for name, sum_ in sums.items() if sum_.high > 0}


def _certain(grants: Sequence[Grant], stage: str) -> tuple[Grant, ...]:
    """Return *grants* without the possible parts of *stage* and what is inside them."""
    rows, doubtful = {one.id: one for one in grants}, possible_parts(grants, stage)
    left_out = {one.id for one in doubtful}
    return tuple(
        one for one in grants if not any(around.id in left_out for around in _chain(one, rows))
    )


def _may_contain(whole: Grant, part: Grant) -> bool:
    return (
        _years(part) < _years(whole)
        and whole.year <= part.year
        and _end(part) <= _end(whole)
        and amount(part).low <= amount(whole).high
        and (whole.giver == part.giver or bool({whole.giver, part.giver} & UNCLEAR_GIVERS))
        and (not whole.programme or not part.programme or whole.programme == part.programme)
        and whole.project in ("", part.project)
    )


def _end(grant: Grant) -> float:
    return math.inf if grant.open_end else grant.last_year


def _years(grant: Grant) -> float:
    return _end(grant) - grant.year


def _outermost(row: str, wholes: Mapping[str, str]) -> str:
    seen = {row}
    while row in wholes and wholes[row] not in seen:
        row = wholes[row]
        seen.add(row)
    return row


def _side(giver: str, programme: str, own_programmes: frozenset[str]) -> str:
    if programme:
        return "programme" if programme in own_programmes else "others"
    return "unclear" if giver in UNCLEAR_GIVERS else "others"


def _less(whole: Amount, parts: Amount) -> Amount:
    low = max(whole.low - parts.low, 0.0)
    return Amount(low, max(whole.high - parts.high, low))


def _wholes(grants: Sequence[Grant], stage: str) -> dict[str, str]:
    """Return, for each row of *stage* that is a part, the nearest row of that stage around it."""
    rows = {one.id: one for one in grants}
    found = {one.id: _whole(one, rows) for one in grants if one.stage == stage}
    return {part: whole for part, whole in found.items() if whole}


def _whole(grant: Grant, rows: Mapping[str, Grant]) -> str:
    around = (one.id for one in _chain(grant, rows) if one is not grant)
    return next((id_ for id_ in around if rows[id_].stage == grant.stage), "")


def _chain(grant: Grant, rows: Mapping[str, Grant]) -> Iterator[Grant]:
    """Yield a row, the row around it, and so on; a circle ends where it began."""
    seen: set[str] = set()
    here: Grant | None = grant
    while here is not None and here.id not in seen:
        yield here
        seen.add(here.id)
        here = rows.get(here.part_of)
