"""Early warning: by hand, laws for random figures, past hits and misses, the command."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.early_warning import Against, Condition, EarlyWarning, Measure, Topic
from geodata.model import City, Kind, Series, Status
from geodata.statistics.early_warning import Held, Notice, early_warning, warning_years
from geodata.statistics.early_warning_past import past, share
from tests.geodata.squares import NAN, indicator, squares, with_series

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"
YEARS = (2000, 2001, 2002)


def sign(
    name: str = "x", above: float | None = None, below: float | None = None, **other: object
) -> Condition:
    fields: dict[str, object] = {
        "name": name, "topic": Topic.LEVEL, "indicator": name, "measure": Measure.VALUE,
        "against": Against.UNIT, "above": above is not None,
        "limit": above if above is not None else below, "years": 0,
    }  # fmt: skip
    return Condition(**(fields | other))  # type: ignore[arg-type]


def rule(*conditions: Condition, least: int = 1, **other: object) -> EarlyWarning:
    return EarlyWarning("r", "R", "", "", (), least, conditions, **other)  # type: ignore[arg-type]


def city_of(**figures: list[list[float]]) -> City:
    """Return squares with figures by year; NaN is suppressed."""
    size = len(next(iter(figures.values()))[0])
    made = squares(size)
    for name, rows in figures.items():
        value = np.array(rows, dtype=float)
        status = np.where(np.isnan(value), str(Status.SUPPRESSED), "ok")
        nothing = np.full(value.shape, NAN)
        one = Series(name, "square", YEARS[: len(rows)], value, nothing, nothing, status, {})
        made = with_series(made, **{f"square__{name}": one})
    return replace(made, indicators=tuple(indicator(Kind.NUMBER, name) for name in figures))


def held(city: City, condition: Condition, year: int = 2000) -> list[int]:
    return early_warning(city, rule(condition), "square", year).held[:, 0].tolist()


# -- conditions --


def test_every_measure_by_hand() -> None:
    city = city_of(x=[[1, 2, 3, 4], [2, 2, 2, 8]])
    change = {"measure": Measure.CHANGE, "years": 1}
    percent = {"measure": Measure.PERCENT, "years": 1}

    assert held(city, sign(above=2)) == [0, 0, 1, 1]
    assert held(city, sign(below=2)) == [1, 0, 0, 0]
    assert held(city, sign(above=0, **change), 2001) == [1, 0, 0, 1]
    assert held(city, sign(below=-30, **percent), 2001) == [0, 0, 1, 0]
    assert held(city, sign(above=1.3, against=Against.DEVIATIONS)) == [0, 0, 0, 1]
    assert held(city, sign(above=1.35, against=Against.DEVIATIONS)) == [0, 0, 0, 0]
    assert held(city, sign(above=62, against=Against.RANK)) == [0, 0, 1, 1]
    assert held(city, sign(above=1, against=Against.DEVIATIONS, **change), 2001) == [0, 0, 0, 1]


def test_all_equal_is_in_the_middle_and_no_outlier() -> None:
    city = city_of(x=[[0.1 + 0.2] * 5])

    assert held(city, sign(above=0, against=Against.DEVIATIONS)) == [0] * 5
    assert held(city, sign(above=50, against=Against.RANK)) == [0] * 5
    assert held(city, sign(above=49, against=Against.RANK)) == [1] * 5


def test_a_change_from_nothing_has_no_percent() -> None:
    city = city_of(x=[[0, 2], [5, 3]])

    assert held(city, sign(above=10, measure=Measure.PERCENT, years=1), 2001) == [-1, 1]


def test_unknown_is_never_counted_as_not_met() -> None:
    city = city_of(x=[[9, 9, 1, NAN]], y=[[9, NAN, NAN, NAN]], z=[[1, 1, 1, NAN]])
    two = rule(*(sign(name, above=5) for name in "xyz"), least=2)
    found = early_warning(city, two, "square", 2000)

    assert found.notice.tolist() == [
        Notice.NOTICED, Notice.UNDECIDED, Notice.QUIET, Notice.UNDECIDED,
    ]  # fmt: skip
    assert found.unknown.tolist() == [0, 1, 1, 3]
    assert found.state[3].tolist() == ["suppressed"] * 3
    assert (found.held + 1 == 0).sum() == np.isnan(found.figures).sum()


def test_a_year_or_an_indicator_that_is_not_there_is_unknown_everywhere() -> None:
    city = city_of(x=[[1, 2], [3, 4]])
    both = rule(sign(above=0, measure=Measure.CHANGE, years=1), sign("gone", above=0))
    found = early_warning(city, both, "square", 2000)

    assert (found.held == Held.UNKNOWN).all()
    assert set(found.state.ravel().tolist()) == {"missing"}
    assert warning_years(city, both, "square") == (2001,)


@given(st.data())
def test_a_hidden_figure_is_known_to_nobody_and_order_does_not_matter(data) -> None:  # type: ignore[no-untyped-def]
    rows = data.draw(
        st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(NAN)), min_size=2, max_size=9)
    )
    order = data.draw(st.permutations(range(len(rows))))
    against = data.draw(st.sampled_from(list(Against)))
    one = sign(above=data.draw(st.sampled_from([-1.0, 0.0, 40.0])), against=against)
    straight = np.array(held(city_of(x=[rows]), one))
    turned = np.array(held(city_of(x=[[rows[place] for place in order]]), one))

    assert (turned == straight[list(order)]).all()
    assert ((straight == Held.UNKNOWN) == np.isnan(rows)).all()
    known = [figure for figure in rows if not np.isnan(figure)]
    if known:
        assert (straight[~np.isnan(rows)] == held(city_of(x=[known]), one)).all()


# -- the past --


def test_hits_and_misses_by_hand() -> None:
    # Noticed in 2000 are the first three; it comes a year later in areas 0, 1 and 4.
    city = city_of(x=[[9, 8, 7, 3, 2, 1]], y=[[0] * 6, [5, 5, 0, 0, 5, 0]])
    came = sign("y", above=4)
    found = past(city, rule(sign(above=5), outcome=came, ahead=1), "square")

    assert found is not None
    assert found.years == (2000,)
    assert (found.rule.precision.part, found.rule.precision.whole) == (2, 3)
    assert (found.rule.recall.part, found.rule.recall.whole) == (2, 3)
    assert (found.rule.right.part, found.always_no.part, found.base.part) == (4, 3, 3)
    assert found.level_alone == found.rule
    assert found.too_few


def test_undecided_and_unknown_outcomes_are_left_out() -> None:
    city = city_of(x=[[9, NAN, 1, 9]], y=[[0] * 4, [5, 5, NAN, 0]])
    found = past(city, rule(sign(above=5), outcome=sign("y", above=4), ahead=1), "square")

    assert found is not None
    assert (found.base.whole, found.left_out) == (2, 2)


def test_level_alone_is_given_as_many_areas_and_a_low_figure_can_be_the_high_level() -> None:
    city = city_of(x=[[1, 2, 3, 4]], m=[[-1, -1, 1, 1]], y=[[0] * 4, [5, 5, 0, 0]])
    move = sign("m", below=0, topic=Topic.MIGRATION)
    came = sign("y", above=4)
    low = past(city, rule(sign(below=9), move, least=2, outcome=came, ahead=1), "square")
    none = past(city, rule(move, outcome=came, ahead=1), "square")

    assert low is not None
    assert none is not None
    assert low.level_alone is not None
    assert low.level_alone.precision.part == 2
    assert none.level_alone is None
    assert none.rule.precision.part == 2


def test_without_a_later_year_or_an_outcome_nothing_is_said() -> None:
    city = city_of(x=[[9, 1]])

    assert past(city, rule(sign(above=5)), "square") is None
    assert past(city, rule(sign(above=5), outcome=sign(above=5), ahead=1), "square") is None


def test_wilson_by_hand() -> None:
    # 8 of 10, z = 1.96: (0.8 + 0.192) / 1.384 -+ 1.96 / 1.384 * sqrt(0.016 + 0.0096)
    found = share(8, 10)

    assert (found.low, found.high) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert np.isnan(share(0, 0).value)


# -- the cities and the command --


def run(capsys: pytest.CaptureFixture[str], *arguments: str, city: Path = FLENSBURG):  # type: ignore[no-untyped-def]
    status = main(["warning", "--city", str(city), *arguments])
    captured = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(captured.out))), captured.err


def test_flensburg_in_full(flensburg: City, capsys: pytest.CaptureFixture[str]) -> None:
    _, areas, _ = run(capsys, "--year", "2020")
    _, conditions, _ = run(capsys, "--year", "2020", "--show", "conditions")
    _, hits, said = run(capsys, "--show", "past")
    series = flensburg.series["stadtteil", "kinder-unter-18"]
    rows = [series.years.index(year) for year in (2018, 2020)]
    for area in areas:
        own = [row["held"] for row in conditions if row["area"] == area["area"]]
        assert own.count("met") == int(area["met"])
        assert (own.count("met") >= 3) is (area["notice"] == "noticed")
    for place, row in enumerate(row for row in conditions if row["condition"] == "4"):
        before, now = series.value[rows, place]
        assert float(row["measured"]) == pytest.approx(100 * (now - before) / before, abs=1e-5)
    assert {row["way"] for row in hits} == {"all", "always_no", "rule", "level_alone"}
    assert "zu wenige Fälle" in said


def test_berlin_looks_at_migration_too(
    berlin_package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, areas, _ = run(capsys, city=berlin_package)
    _, conditions, _ = run(capsys, "--show", "conditions", city=berlin_package)
    _, hits, said = run(capsys, "--show", "past", city=berlin_package)
    moved = [row for row in conditions if row["indicator"] == "mss-k12" and row["measured"]]

    assert len(areas) == 542
    assert {row["topic"] for row in conditions} == {"level", "change", "migration"}
    assert all((row["held"] == "met") is (float(row["measured"]) < 0) for row in moved)
    assert hits == []
    assert "lässt sich nicht prüfen" in said


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--rule", "gibtesnicht", "die Regel „gibtesnicht“ gibt es nicht; erwartet: hinsehen"),
        ("--year", "1999", "das Jahr „1999“ gibt es nicht"),
        ("--level", "stadt", "die Ebene „stadt“ gibt es nicht; erwartet: stadtteil"),
    ],
)
def test_wrong_usage_says_what_is_possible(
    capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    status, rows, error = run(capsys, option, value)

    assert (status, rows) == (2, [])
    assert said in error
