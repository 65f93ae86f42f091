"""Own questions: ratio, scatter and conditions, by hand, against libraries, and with gaps."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from callbacks.settings import Settings
from geodata.__main__ import main
from geodata.model import EMPTY_STATES, City, Kind, Status
from geodata.statistics.conditions import MOST, Answer, as_text, met, parse, possible
from geodata.statistics.ratio import Senseless, ratio, senseless
from geodata.statistics.scatter import FEWEST, leverages, scatter, slopes_without
from tests.geodata.squares import NAN, counts, indicator, ratios, squares, with_series

COUNT, OTHER = indicator(Kind.COUNT, "a"), indicator(Kind.COUNT, "b")
FLENSBURG = str(Settings.city)


def pair(one: list[float], other: list[float], *states: Status) -> City:
    shown = (*states, *[Status.OK] * (len(one) - len(states)))
    made = with_series(squares(len(one)), square__a=counts(one, shown), square__b=counts(other))
    return replace(made, indicators=(COUNT, OTHER))


def test_a_ratio_of_counts_is_per_hundred_and_that_of_the_city_from_sums() -> None:
    found = ratio(pair([1, 3, 0], [2, 12, 0]), "square", COUNT, OTHER, 2022)

    assert found.value[:2].tolist() == [50, 25]
    assert [str(one) for one in found.status] == ["ok", "ok", "not_applicable"]
    assert found.city == pytest.approx(100 * 4 / 14), "never the mean of the ratios"


@pytest.mark.parametrize("status", list(Status))
def test_a_ratio_is_no_better_than_its_weaker_part(status: Status) -> None:
    found = ratio(pair([4, 3], [2, 12], status), "square", COUNT, OTHER, 2022)

    assert str(found.status[0]) == status
    assert math.isnan(found.value[0]) == (status in EMPTY_STATES)
    assert math.isnan(found.city) == (status in EMPTY_STATES)


def test_a_hidden_figure_over_zero_stays_hidden() -> None:
    found = ratio(pair([4, 3], [0, 12], Status.SUPPRESSED), "square", COUNT, OTHER, 2022)

    assert str(found.status[0]) == "suppressed"


def test_only_ratios_that_mean_something() -> None:
    share, rate = indicator(Kind.SHARE, "s", unit="%"), indicator(Kind.RATE, "r", unit="je 1.000")
    whole = indicator(Kind.NUMBER, "n")

    assert senseless(COUNT, COUNT) is Senseless.SAME
    assert senseless(COUNT, share) is Senseless.KINDS
    assert senseless(whole, COUNT) is Senseless.KINDS
    assert senseless(share, rate) is Senseless.UNITS
    assert senseless(replace(share, signed=True), share) is Senseless.SAME
    assert senseless(replace(share, id="t", signed=True), share) is Senseless.SIGNED
    assert senseless(COUNT, OTHER) is None
    assert senseless(share, replace(share, id="t")) is None


def points(seed: int, number: int = 40) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    source = np.random.default_rng(seed)
    x = source.uniform(0, 30, number)
    y = 2 + 0.7 * x + source.normal(0, 1 + x / 10, number)
    return [f"{place:03d}" for place in range(number)], x, y, source.uniform(100, 9000, number)


def test_the_line_is_that_of_statsmodels_with_hc3() -> None:
    names, x, y, _ = points(1)
    found = scatter(names, x, y)
    fitted = sm.OLS(y, sm.add_constant(x)).fit(cov_type="HC3", use_t=True)
    influence = sm.OLS(y, sm.add_constant(x)).fit().get_influence()

    assert found.line is not None
    assert found.line.slope == pytest.approx(fitted.params[1])
    assert (found.line.low, found.line.high) == pytest.approx(tuple(fitted.conf_int()[1]))
    assert found.line.r2 == pytest.approx(fitted.rsquared)
    assert found.rank == pytest.approx(stats.spearmanr(x, y).statistic)
    assert [one.cook for one in found.influences] == pytest.approx(influence.cooks_distance[0])
    assert [one.leverage for one in found.influences] == pytest.approx(influence.hat_matrix_diag)
    assert [one.slope_without for one in found.influences] == pytest.approx(
        fitted.params[1] - influence.dfbeta[:, 1]
    )


def test_without_an_area_the_weighted_line_is_the_one_fitted_anew() -> None:
    names, x, y, w = points(2, 12)
    found = scatter(names, x, y, w)

    for place, one in enumerate(found.influences):
        others = np.arange(len(x)) != place
        anew = sm.WLS(y[others], sm.add_constant(x[others]), weights=w[others]).fit()
        assert one.slope_without == pytest.approx(anew.params[1])
    assert leverages(x, w).sum() == pytest.approx(2)


@given(st.permutations(range(15)), st.floats(0.01, 100))
def test_order_and_unit_of_weights_do_not_matter(order: list[int], factor: float) -> None:
    names, x, y, w = points(3, 15)
    one = scatter(names, x, y, w)
    other = scatter([names[at] for at in order], x[order], y[order], factor * w[order])

    assert one.areas == other.areas
    assert one.line is not None
    assert other.line is not None
    assert other.line.slope == pytest.approx(one.line.slope)
    assert other.line.low == pytest.approx(one.line.low)


def test_scale_of_figures_scales_the_slope() -> None:
    names, x, y, _ = points(4)
    one, other = scatter(names, x, y), scatter(names, 10 * x, y - 5)

    assert one.line is not None
    assert other.line is not None
    assert other.line.slope == pytest.approx(one.line.slope / 10)
    assert other.line.r2 == pytest.approx(one.line.r2)
    assert other.rank == pytest.approx(one.rank)


def test_an_area_far_out_that_turns_the_line_is_named() -> None:
    x = np.array([*np.linspace(0, 1, 12), 50.0])
    y = np.array([*np.linspace(1, 0, 12), 50.0])
    found = scatter([f"{place:02d}" for place in range(13)], x, y)
    last = found.influences[-1]

    assert (last.outlying, last.turns) == (True, True)
    assert last.slope_without == pytest.approx(-1)


def test_one_area_alone_with_another_figure_gives_no_interval() -> None:
    x = np.array([0.0] * 9 + [1.0])
    found = scatter([str(place) for place in range(10)], x, np.arange(10.0))

    assert found.line is not None
    assert math.isnan(found.line.low)
    assert math.isnan(found.influences[-1].slope_without)


@pytest.mark.parametrize("number", [0, 1, 2, FEWEST - 1])
def test_too_few_areas_give_no_line(number: int) -> None:
    names, x, y, _ = points(5, 40)
    found = scatter(names[:number], x[:number], y[:number])

    assert found.line is None
    assert math.isnan(found.rank)
    assert found.influences == ()


def test_gaps_are_left_out_and_named_and_equal_figures_have_no_line() -> None:
    names, x, y, w = points(6, 12)
    x[0], y[1], w[2] = NAN, NAN, 0
    found, flat = scatter(names, x, y, w), scatter(names[3:], x[3:], np.ones(9))

    assert found.left_out == ("000", "001", "002")
    assert flat.line is None
    assert slopes_without(np.ones(5), np.arange(5.0), np.ones(5)).tolist() == pytest.approx(
        [NAN] * 5, nan_ok=True
    )


def conditions(city: City, text: str) -> list[str]:
    found, wrong = parse(text)
    assert wrong == ()
    return [str(one) for one in met(city, "square", found).answers]


def test_what_is_not_known_is_not_taken_for_no() -> None:
    hidden = pair([5, 5, 9, 9], [1, 9, 1, 9], Status.SUPPRESSED, Status.MISSING)

    assert conditions(hidden, "a:2022:ab:5") == ["unknown", "unknown", "yes", "yes"]
    assert conditions(hidden, "a:2022:ab:5~b:2022:ab:5") == ["no", "unknown", "no", "yes"]
    assert conditions(hidden, "b:2022:zwischen:1:5") == ["yes", "no", "yes", "no"]
    assert conditions(hidden, "") == ["yes"] * 4


def test_figures_are_compared_as_they_are_printed() -> None:
    made = with_series(squares(2), square__s=ratios([1495, 1494], [10000, 10000]))
    city = replace(made, indicators=(indicator(Kind.SHARE, "s"),))

    assert conditions(city, "s:2022:ab:15") == ["yes", "no"]
    assert conditions(city, "s:2022:bis:14.9") == ["no", "yes"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
def test_conditions_only_ever_narrow(values: list[tuple[int, int]]) -> None:
    city = pair([float(a) for a, _ in values], [float(b) for _, b in values])
    one, both = conditions(city, "a:2022:ab:4"), conditions(city, "a:2022:ab:4~b:2022:bis:6")
    expected = ["yes" if a >= 4 and b <= 6 else "no" for a, b in values]

    assert both == expected
    assert all(first == "yes" for first, second in zip(one, both, strict=True) if second == "yes")


@given(st.text(max_size=60))
def test_no_text_makes_conditions_fail(text: str) -> None:
    found, _ = parse(text)

    assert parse(as_text(found)) == (found, ())


def test_conditions_that_do_not_fit_are_told(flensburg: City) -> None:
    many = "~".join(f"einwohner:2022:ab:{place}" for place in range(MOST + 1))
    found, wrong = parse(f"a:22:ab:1~a:2022:gleich:1~a:2022:ab:1:2~a:2022:ab:x~:2022:ab:1~{many}")

    assert len(found) == MOST
    assert len(wrong) == 6
    assert not possible(flensburg, "stadtteil", parse("nichts:2022:ab:1")[0][0])
    assert not possible(flensburg, "stadtteil", parse("einwohner:1900:ab:1")[0][0])
    assert {one.value for one in Answer} == {"yes", "no", "unknown"}


def run(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[dict[str, str]], str]:
    status = main(["question", "--city", FLENSBURG, *options])
    said = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(said.out))), said.err


def test_the_command_filters(capsys: pytest.CaptureFixture[str], flensburg: City) -> None:
    text = "sgb-ii-anteil:2022:ab:15~unsinn"
    status, rows, said = run(capsys, "--conditions", text)
    series = flensburg.series["stadtteil", "sgb-ii-anteil"]

    assert status == 0
    assert "„unsinn“ passt nicht" in said
    assert [row["answer"] for row in rows] == [
        "yes" if math.floor(value * 10 + 0.5) >= 150 else "no" for value in series.value[-1]
    ]


@pytest.mark.parametrize("show", ["line", "scatter"])
@pytest.mark.parametrize("weight", ["none", "residents"])
def test_the_command_warns_of_the_fallacy(
    capsys: pytest.CaptureFixture[str], show: str, weight: str
) -> None:
    status, rows, said = run(capsys, "--show", show, "--other", "arbeitslose-anteil",
                             "--weight", weight)  # fmt: skip

    assert (status, len(rows)) == (0, 1 if show == "line" else 13)
    assert "ökologischer Fehlschluss" in said


@pytest.mark.parametrize(
    "options",
    [
        ["--show", "ratio", "--indicator", "sgb-ii", "--other", "sgb-ii-anteil"],
        ["--show", "ratio", "--indicator", "sgb-ii", "--other", "nichts"],
        ["--show", "line", "--other", "einwohner", "--year", "1950"],
        ["--conditions", ""],
    ],
)
def test_what_the_city_does_not_have_is_refused(
    capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    status, rows, said = run(capsys, *options)

    assert (status, rows) == (2, [])
    assert "erwartet:" in said
