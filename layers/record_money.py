"""The money of a funded area by year, giver and stage; planned, granted, spent are never added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geodata.model import City
from geodata.renewal import FundedArea, Grant
from geodata.statistics import finance
from geodata.statistics.finance import Amount
from layers.numbers import german
from layers.record_bars import RANGE, Bar, bars
from layers.record_series import amount_of_run, sentence_of_run, series
from layers.record_words import (
    Fact,
    Proof,
    Words,
    all_years,
    exactly,
    proof,
    roughly,
    several,
    years,
)

BUNDLED = ("granted", "spent")  # where the ratio is looked for, in this order

Names = Mapping[str, str]  # what to call programmes, projects, amounts: by "kind id"


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
    """All money of one stage. ``why`` says why ``total`` is a range or, if empty, missing."""

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
        common=tuple(_row(run, names, words) for run in series(city.common.grants)),
    )


def _stage(grants: Sequence[Grant], stage: str, names: Names, words: Words) -> Stage:
    counted = finance.counted(grants, stage)
    replaced = stage == "planned" and finance.may_overlap(counted)
    drawn, name = bars(grants, stage, words), words[f"stage_{stage}"]
    total = roughly_and_exactly(finance.sum_of(grants, stage), words)
    return Stage(
        name=name,
        caption=words["money_caption"].format(stage=name),
        total="" if replaced else total,
        why=_no_total(counted, words) if replaced else _why_range(grants, stage, words),
        bars=drawn,
        key=_key(drawn, words),
        sums=() if replaced else _sums(grants, stage, words),
        rows=tuple(_rows(grants, stage, names, words)),
    )


def _why_range(grants: Sequence[Grant], stage: str, words: Words) -> str:
    """Return which amounts the lower sum leaves out; empty text where there are none."""
    doubtful = finance.possible_parts(grants, stage)
    if not doubtful:
        return ""
    named = several(
        words["amount_of"].format(
            amount=roughly(finance.amount(one), words), years=years(one, words)
        )
        for one in doubtful
    )
    return words["may_be_inside"].format(amounts=named)


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
    givers = finance.by_giver(grants, stage)
    kinds = finance.by_investive(grants, stage)
    return (
        *(Fact(words[f"giver_{one}"], exactly(sum_, words)) for one, sum_ in givers.items()),
        *(
            Fact(words[f"sum_investive_{one or 'unknown'}"], exactly(sum_, words))
            for one, sum_ in kinds.items()
        ),
    )


def _rows(grants: Sequence[Grant], stage: str, names: Names, words: Words) -> Iterator[Row]:
    """Yield every row of *stage* by year, its parts right behind it."""
    here = [one for one in grants if one.stage == stage]
    known = {one.id for one in here}
    parts: dict[str, list[tuple[Grant, ...]]] = {}
    for run in series(here):
        whole = run[0].part_of if run[0].part_of in known else ""
        parts.setdefault(whole, []).append(run)
    waiting = parts.get("", [])[::-1]
    while waiting:
        run = waiting.pop()
        yield _row(run, names, words, inside=run[0].part_of in known)
        waiting += parts.get(run[0].id, [])[::-1]


def _row(run: Sequence[Grant], names: Names, words: Words, inside: bool = False) -> Row:
    grant = run[0]
    whole = "" if inside else names.get(f"grant {grant.part_of}", "")
    purposes = (names.get(f"programme {grant.programme}"), names.get(f"project {grant.project}"))
    return Row(
        years=all_years(run, words),
        giver=words[f"giver_{grant.giver}"],
        amount=amount_of_run(run, words),
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
        f"grant {one.id}": sentence_of_run([one], words)
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
