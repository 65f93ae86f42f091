"""Money, dates and sources as the record writes them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.dates import PartialDate
from geodata.statistics.finance import Amount
from layers.record_series import amount_of_run, sentence_of_run, series
from layers.record_words import (
    all_years,
    exactly,
    link,
    listed,
    roughly,
    span,
    span_text,
    without_address,
)
from layers.texts import texts
from tests.layers.record_city import grant
from tests.layers.timeline_city import phase

WORDS = texts("de")["record"]


@pytest.mark.parametrize(
    ("low", "high", "rough", "exact"),
    [
        (0.0, 0.0, "0 Euro", "0 Euro"),
        (975_000.0, 975_000.0, "975.000 Euro", "975.000 Euro"),
        (999_999.0, 999_999.0, "999.999 Euro", "999.999 Euro"),
        (1_000_000.0, 1_000_000.0, "1 Mio. Euro", "1.000.000 Euro"),
        (1_234_567.0, 1_234_567.0, "1,2 Mio. Euro", "1.234.567 Euro"),
        (52_740_000.0, 52_740_000.0, "52,7 Mio. Euro", "52.740.000 Euro"),
        (1_266_666.67, 1_266_666.67, "1,3 Mio. Euro", "1.266.666,67 Euro"),
        (10_200_000.0, 12_000_000.0, "10,2 bis 12 Mio. Euro", "10.200.000 bis 12.000.000 Euro"),
        (900_000.0, 1_500_000.0, "900.000 Euro bis 1,5 Mio. Euro", "900.000 bis 1.500.000 Euro"),
        (1_000_000.0, 1_010_000.0, "1 Mio. Euro", "1.000.000 bis 1.010.000 Euro"),
    ],
)  # fmt: skip
def test_money_is_written_as_in_german(low: float, high: float, rough: str, exact: str) -> None:
    assert roughly(Amount(low, high), WORDS) == rough
    assert exactly(Amount(low, high), WORDS) == exact


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "2010"),
        ({"end_year": 2010}, "2010"),
        ({"end_year": 2014}, "2010 bis 2014"),
        ({"open_end": True}, "ab 2010, Ende offen"),
    ],
)
def test_the_years_of_an_amount(change: dict[str, object], said: str) -> None:
    assert all_years([replace(grant("a", 1.0), **change)], WORDS) == said


def test_the_years_of_amounts_go_from_the_first_to_the_last() -> None:
    rows = [grant("a", 1.0, year=2015), grant("b", 1.0, year=1999, end_year=2020)]

    assert all_years(rows, WORDS) == "1999 bis 2020"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2005", "2021-12-08", "2005 bis 08.12.2021"),
        ("2005", "2005", "2005"),
        ("", "2010-03", "bis 03.2010"),
        ("2000-01-30", "", "ab 30.01.2000"),
        ("", "", ""),
    ],
)
def test_dates_are_german_and_as_precise_as_known(start: str, end: str, said: str) -> None:
    known = [PartialDate.parse(one) if one else None for one in (start, end)]

    assert span(known[0], known[1], WORDS) == said


@pytest.mark.parametrize(
    ("start", "end", "running", "said"),
    [
        ("2005", "2021-12-08", False, "2005 bis 08.12.2021"),
        ("2005", "2005", False, "2005"),
        ("", "2010", False, "bis 2010"),
        ("2000", "", True, "seit 2000"),
        ("2000-01-30", "", False, "30.01.2000"),
        ("", "", False, "ohne Datum"),
    ],
)
def test_when_a_phase_was_is_said_in_german(start: str, end: str, running: bool, said: str) -> None:
    assert span_text(phase("a", "support", start, end, running=running), WORDS) == said


@pytest.mark.parametrize(
    ("source", "label", "href"),
    [
        ("https://www.flensburg.de/a?b=1", "flensburg.de", "https://www.flensburg.de/a?b=1"),
        ("HTTP://IHRSAN.DE:80/x", "ihrsan.de", "HTTP://IHRSAN.DE:80/x"),
        ("https://xn--frde-5qa.news/a", "f\u00f6rde.news", "https://xn--frde-5qa.news/a"),
        ("https://xn--\u00e4.de/", "xn--\u00e4.de", "https://xn--\u00e4.de/"),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("mailto:a@b.de", "mailto:a@b.de", ""),
        ("https://a.de/<b>", "https://a.de/<b>", ""),
        ("//a.de", "//a.de", ""),
        ("Akte 3", "Akte 3", ""),
    ],
)
def test_only_web_addresses_become_links(source: str, label: str, href: str) -> None:
    assert (link(source).label, link(source).href) == (label, href)


def test_addresses_are_taken_out_of_a_text() -> None:
    text, links = without_address("Ungefähr: Markt 4 (Karte, https://karte.beispiel.de/a)")

    assert text == "Ungefähr: Markt 4 (Karte)"
    assert [one.href for one in links] == ["https://karte.beispiel.de/a"]
    assert without_address("Markt 4") == ("Markt 4", ())


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a und b"), (["a", "", "b", "c"], "a, b und c")],
)
def test_lists_end_with_and(parts: list[str], said: str) -> None:
    assert listed(parts, WORDS) == said


def test_the_same_amount_in_years_that_follow_is_one_line() -> None:
    rows = [grant(str(year), 30_000.0, year=year) for year in (2018, 2016, 2017, 2020)]
    runs = series(rows)

    assert [[one.year for one in run] for run in runs] == [[2016, 2017, 2018], [2020]]
    assert amount_of_run(runs[0], WORDS) == "je Jahr 30.000 Euro"
    assert sentence_of_run(runs[0], WORDS) == (
        "mehrere Geber zusammen je Jahr 30.000 Euro bewilligt (2016 bis 2018)"
    )
    assert sentence_of_run(runs[1], WORDS) == (
        "mehrere Geber zusammen 30.000 Euro bewilligt (2020)"
    )


@pytest.mark.parametrize(
    "change",
    [{"amount_eur": 5.0}, {"giver": "eu"}, {"note": "anders"}, {"sources": ("Akte",)},
     {"end_year": 2019}, {"open_end": True}, {"stage": "spent"}],
)  # fmt: skip
def test_amounts_that_differ_in_anything_else_stay_apart(change: dict[str, object]) -> None:
    rows = [grant("a", 1.0, year=2016), replace(grant("b", 1.0, year=2017), **change)]

    assert [len(run) for run in series(rows)] == [1, 1]


def test_an_amount_with_parts_stands_for_itself() -> None:
    rows = [grant("a", 1.0, year=2016), grant("b", 1.0, year=2017),
            grant("c", 1.0, year=2017, part_of="b", giver="eu")]  # fmt: skip

    assert sorted(len(run) for run in series(rows)) == [1, 1, 1]
