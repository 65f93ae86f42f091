"""The money of a funded area by year, giver and stage; planned, granted, spent are never added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from geodata.model import City
from geodata.renewal import FundedArea, Grant
from geodata.statistics import finance
from geodata.statistics.finance import Amount
from layers.numbers import german
from layers.record_bars import RANGE, Bar, bars
from layers.record_words import Fact, Proof, Words, all_years, exactly, proof, roughly, several, years

BUNDLED = ("granted", "spent")  # where the ratio is looked for, in this order
INVESTIVE = ("yes", "no", "")


@dataclass(frozen=True)
class Row:
    """One amount. ``inside`` says that it is part of the row above; ``part_of`` names another."""

    years: str
    giver: str
    amount: str
    purpose: str
    investive: str
    inside: bool
    part_of: str
    proof: Proof


@dataclass(frozen=True)
class Stage:
    """All money of one stage; ``total`` is empty where a sum would say too much: ``why``."""

    name: str
    caption: str
    total: str
    why: str
    bars: tuple[Bar, ...]
    key: tuple[tuple[str, str], ...]
    sums: tuple[Fact, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Money:
    """The section on money."""

    count: int
    stages: tuple[Stage, ...]
    bundling: str
    common: tuple[Row, ...]


def money(city: City, area: FundedArea, words: Words) -> Money:
    """Return the section on the money of *area*."""
    names = _names(city, area, words)
    found = [_stage(area.grants, stage, names, words) for stage in finance.STAGES]
    return Money(
        count=len(area.grants),
        stages=tuple(stage for stage in found if stage.rows),
        bundling=_bundling(area, words),
        common=tuple(_row(one, names, words) for one in city.common.grants),
    )


def _stage(
    grants: Sequence[Grant], stage: str, names: Mapping[str, str], words: Words
) -> Stage:
    counted = finance.counted(grants, stage)
    doubtful = stage == "planned" and finance.may_overlap(counted)
    drawn, name = bars(grants, stage, words), words[f"stage_{stage}"]
    return Stage(
        name=name,
        caption=words["money_caption"].format(stage=name),
        total="" if doubtful else roughly_and_exactly(finance.total(counted), words),
        why=_no_total(counted, words) if doubtful else "",
        bars=drawn,
        key=_key(drawn, words),
        sums=() if doubtful else _sums(grants, stage, words),
        rows=tuple(_ordered(grants, stage, names, words)),
    )


def _key(drawn: Sequence[Bar], words: Words) -> tuple[tuple[str, str], ...]:
    """Return what the colours of some bars mean, in the order of the bars' pieces."""
    used = {piece.giver for bar in drawn for piece in bar.segments}
    return tuple((one, words[f"giver_{one}"]) for one in (*finance.GIVERS, RANGE) if one in used)


def roughly_and_exactly(amount: Amount, words: Words) -> str:
    """Return an amount as one says it, with the exact one behind it where they differ."""
    said, exact = roughly(amount, words), exactly(amount, words)
    return said if said == exact else words["dated"].format(value=said, date=exact)


def _no_total(counted: Sequence[Grant], words: Words) -> str:
    highest = max(counted, key=lambda one: finance.amount(one).high)
    return words["plans_not_added"].format(
        amount=roughly(finance.amount(highest), words), years=all_years([highest], words)
    )


def _sums(grants: Sequence[Grant], stage: str, words: Words) -> tuple[Fact, ...]:
    """Return the sums by giver, then those of investive and other money."""
    givers = [
        Fact(words[f"giver_{giver}"], exactly(sum_, words))
        for giver, sum_ in finance.by_giver(grants, stage).items()
    ]
    own = finance.own_amounts(grants, stage)
    kinds = [
        Fact(
            words[f"sum_investive_{kind or 'unknown'}"],
            exactly(sum((x for one, x in own if one.investive == kind), finance.NOTHING), words),
        )
        for kind in INVESTIVE
        if any(one.investive == kind and x.high > 0 for one, x in own)
    ]
    return (*givers, *kinds)


def _ordered(
    grants: Sequence[Grant], stage: str, names: Mapping[str, str], words: Words
) -> Iterable[Row]:
    """Yield every row of *stage* by year, its parts right behind it."""
    inside = {
        part: list(rows)
        for part, rows in groupby(
            sorted((one for one in grants if one.stage == stage), key=lambda one: one.part_of),
            key=lambda one: one.part_of,
        )
    }
    here = {one.id for one in grants if one.stage == stage}
    roots = [one for one in grants if one.stage == stage and one.part_of not in here]
    waiting = sorted(roots, key=_when, reverse=True)
    while waiting:
        one = waiting.pop()
        yield _row(one, names, words, inside=one.part_of in here)
        waiting += sorted(inside.get(one.id, []), key=_when, reverse=True)


def _when(grant: Grant) -> tuple[int, int]:
    return grant.year, -grant.last_year


def _row(grant: Grant, names: Mapping[str, str], words: Words, inside: bool = False) -> Row:
    whole = names.get(f"grant {grant.part_of}", "") if grant.part_of and not inside else ""
    purposes = (names.get(f"programme {grant.programme}"), names.get(f"project {grant.project}"))
    return Row(
        years=years(grant, words),
        giver=words[f"giver_{grant.giver}"],
        amount=exactly(finance.amount(grant), words),
        purpose=several(one or "" for one in purposes),
        investive=words[f"short_investive_{grant.investive}"] if grant.investive else "",
        inside=inside,
        part_of=words["part_of"].format(whole=whole) if whole else "",
        proof=proof(grant.sources, grant.note),
    )


def _names(city: City, area: FundedArea, words: Words) -> dict[str, str]:
    """Return what to call programmes, projects and amounts, by kind and id."""
    programmes = {f"programme {one.id}": one.short_name for one in city.programmes}
    projects = {f"project {one.id}": one.title for one in area.projects}
    amounts = {
        f"grant {one.id}": words["grant"].format(
            giver=words[f"giver_{one.giver}"],
            amount=roughly(finance.amount(one), words),
            stage=words[f"stage_{one.stage}"],
            years=years(one, words),
        )
        for one in (*area.grants, *city.common.grants)
    }
    return programmes | projects | amounts


def _bundling(area: FundedArea, words: Words) -> str:
    """Return the ratio of the first stage that has one, else why there is none."""
    ratios = [(stage, finance.bundling(area.grants, stage, area.programmes)) for stage in BUNDLED]
    known = [(stage, ratio) for stage, ratio in ratios if not ratio.obstacle]
    if not known:
        with_programme = [ratio for _, ratio in ratios if ratio.obstacle != "programme"]
        return words[f"no_ratio_{(with_programme or [ratios[0][1]])[0].obstacle}"]
    stage, ratio = known[0]
    low, high = german(ratio.low, 2), german(ratio.high, 2)
    said = low if low == high else words["from_to"].format(start=low, end=high)
    return words["ratio"].format(ratio=said, stage=words[f"stage_{stage}"])
