"""Amounts that are given again every year, shown as one line instead of many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geodata.renewal import Grant
from geodata.statistics.finance import amount
from layers.record_words import Words, all_years, exactly, roughly


def series(grants: Sequence[Grant]) -> list[tuple[Grant, ...]]:
    """Return *grants* by year, those together that differ in nothing but consecutive years.

    An amount with parts, with several years or with an open end stands for itself.
    """
    wholes = {one.part_of for one in grants}
    runs: dict[object, tuple[Grant, ...]] = {}
    for one in sorted(grants, key=_when):
        key = _key(one, wholes)
        run = runs.get(key, ())
        if run and run[-1].year + 1 != one.year:
            runs[run[0].id] = runs.pop(key)
            run = ()
        runs[key] = (*run, one)
    return sorted(runs.values(), key=lambda run: _when(run[0]))


def _key(grant: Grant, wholes: Iterable[str]) -> object:
    alone = grant.end_year is not None or grant.open_end or grant.id in wholes
    return grant.id if alone else replace(grant, id="", year=0)


def _when(grant: Grant) -> tuple[int, int, str]:
    return grant.year, -grant.last_year, grant.id


def amount_of_run(run: Sequence[Grant], words: Words) -> str:
    """Return the exact amount of a line: "30.000 Euro", "je Jahr 30.000 Euro"."""
    said = exactly(amount(run[0]), words)
    return words["each_year"].format(amount=said) if len(run) > 1 else said


def sentence_of_run(run: Sequence[Grant], words: Words) -> str:
    """Return a line in words: "Bund 975.000 Euro bewilligt (2019)"."""
    said = roughly(amount(run[0]), words)
    return words["grant"].format(
        giver=words[f"giver_{run[0].giver}"],
        amount=words["each_year"].format(amount=said) if len(run) > 1 else said,
        stage=words[f"stage_{run[0].stage}"],
        years=all_years(run, words),
    )
