"""How far off transferred figures are: the section and the table of it."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.statistics.crosswalk import Crosswalk, Land, Weighting, crosswalk
from geodata.statistics.transfer_error import (
    TransferError,
    known_on_both,
    share_errors,
    transfer_errors,
)
from geodata.table_command import numbers
from layers.analysis.model import Question, Rows, Words, table_rows
from layers.numbers import german
from layers.report.model import Block, Column, Row, Section, Table, Text


def error_section(question: Question, land: Land, walk: Crosswalk) -> Section:
    """Return what was measured on counts and on shares that both divisions have."""
    return Section(
        "fehler", question.texts["reform"]["error_title"], tuple(_blocks(question, land, walk))
    )


def error_table(question: Question, land: Land) -> Rows:
    """Return the errors of all counts known on both divisions, for the CSV."""
    head = ("indicator", "year", "weighting", "weights_year", "areas", "rmse", "mape",
            "within_5_percent", "largest")  # fmt: skip
    return table_rows(head, _error_rows(question, land))


def _error_rows(question: Question, land: Land) -> Iterator[tuple[str, ...]]:
    for known in known_on_both(question.city, land.old, land.new):
        for one in transfer_errors(question.city, land, known):
            figures = numbers((one.rmse, one.mape, one.close, one.largest))
            year = str(one.weights_year or "")
            yield (known.old, str(known.old_year), str(one.weighting), year, str(one.areas),
                   *figures)  # fmt: skip


def _blocks(question: Question, land: Land, walk: Crosswalk) -> Iterator[Block]:
    words, found = question.texts["reform"], known_on_both(question.city, land.old, land.new)
    if not found:
        yield Text(words["error_none"])
    for known in found[:1]:
        errors = transfer_errors(question.city, land, known)
        nearest = errors[1] if len(errors) > 1 else errors[0]
        city = question.city
        said = words["error_lead"].format(
            old=city.indicator(known.old).name,
            old_year=known.old_year,
            new=city.indicator(known.new).name,
            new_year=known.new_year,
            residents=german(100 * nearest.mape, 1),
            surface=german(100 * errors[0].mape, 1),
        )
        yield Text(said, strong=True)
        yield _counts(words, errors)
        yield Text(words["error_note"], quiet=True)
    yield from _shares(question, land, walk)


def _counts(words: Words, errors: tuple[TransferError, ...]) -> Table:
    heads = ("error_areas", "error_mape", "error_rmse", "error_close", "error_largest")
    columns = (
        Column(words["error_weighting"], 1.6),
        *(Column(words[name], 1.0, right=True) for name in heads),
    )
    return Table(words["error_caption"], columns, tuple(_count_row(words, one) for one in errors))


def _count_row(words: Words, one: TransferError) -> Row:
    by = words["error_surface"]
    if one.weighting is Weighting.RESIDENTS:
        by = words["error_residents"].format(year=one.weights_year)
    return Row(
        (
            by,
            german(one.areas, 0),
            german(100 * one.mape, 1),
            german(one.rmse, 0),
            german(100 * one.close, 0),
            german(one.largest, 0),
        )
    )


def _shares(question: Question, land: Land, walk: Crosswalk) -> Iterator[Block]:
    words, city = question.texts["reform"], question.city
    found = share_errors(city, [walk, crosswalk(city, land, Weighting.SURFACE)])
    if not found:
        return
    yield Text(words["shares_lead"])
    columns = (
        Column(words["shares_indicator"], 2.0),
        Column(words["error_weighting"], 1.2),
        Column(words["error_areas"], 0.8, right=True),
        Column(words["shares_mean"], 1.2, right=True),
        Column(words["shares_rmse"], 1.0, right=True),
        Column(words["shares_spread"], 1.2, right=True),
    )
    rows = []
    for one in found:
        indicator = city.indicator(one.known.old)
        name = words["share_named"].format(indicator=indicator.name, year=one.known.old_year)
        by = (
            words["by_residents"]
            if one.weighting is Weighting.RESIDENTS
            else words["error_surface"]
        )
        figures = (german(each, 1) for each in (one.mean, one.rmse, one.spread))
        rows.append(Row((name, by, german(one.areas, 0), *figures)))
    yield Table(words["shares_caption"], columns, tuple(rows))
