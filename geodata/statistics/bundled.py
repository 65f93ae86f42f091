"""The money that was bundled in a funded area, and what it comes to for each resident."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

from geodata.renewal import FundedArea, Grant
from geodata.statistics.finance import STAGES, Amount, counted, may_overlap, sum_of


@dataclass(frozen=True)
class Bundled:
    """Money of one stage in a funded area. ``per_resident`` is None where residents are unknown.

    Euro of their years. ``open_end``: the last year is not known („2016 ff.“). ``may_repeat``: a
    sum over several years stands beside another of the same time that it may contain, though no
    source says so; the amount may be too high. Where years and givers make that likely, the lower
    end of ``amount`` leaves the smaller one out, see :func:`geodata.statistics.finance.sum_of`.
    """

    stage: str
    amount: Amount
    first_year: int
    last_year: int
    open_end: bool
    per_resident: Amount | None
    may_repeat: bool


def bundled_money(funded_area: FundedArea) -> tuple[Bundled, ...]:
    """Return what was planned, granted and spent, each for itself: the same euro may be in all.

    Rows that are part of another row of the same stage are not counted again. Plans that replace
    or contain each other have no sum and are left out.
    """
    found = []
    for stage in STAGES:
        grants = counted(funded_area.grants, stage)
        if grants and not (stage == "planned" and may_overlap(grants)):
            found.append(_bundled(funded_area, stage, grants))
    return tuple(found)


def _bundled(funded_area: FundedArea, stage: str, grants: tuple[Grant, ...]) -> Bundled:
    amount, living = sum_of(funded_area.grants, stage), funded_area.residents
    return Bundled(
        stage=stage,
        amount=amount,
        first_year=min(one.year for one in grants),
        last_year=max(one.last_year for one in grants),
        open_end=any(one.open_end for one in grants),
        per_resident=Amount(amount.low / living, amount.high / living) if living else None,
        may_repeat=any(_may_contain(one, other) for one, other in permutations(grants, 2)),
    )


def _may_contain(several: Grant, other: Grant) -> bool:
    """Return whether an amount of several years may contain another one."""
    elsewhere = several.project and several.project != other.project
    long = several.last_year > several.year or several.open_end
    ended = several.last_year < other.year and not several.open_end
    return bool(long and not elsewhere and not ended and several.year <= other.last_year)
