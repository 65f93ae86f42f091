"""Figures of a funded area itself: worked out by hand, laws, and what must never be estimated."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geodata.model import EMPTY_STATES, City, Kind, Status
from geodata.statistics.aggregate import NONE, city_figures
from geodata.statistics.apportion import Estimate, Reason, Weighting, apportion
from geodata.statistics.overlap import overlaps, shares_of_areas, united
from geodata.statistics.ranges import Ratio, ratio_range
from geodata.statistics.weights import tilted, weights
from tests.geodata.squares import (
    CRS,
    HIDDEN,
    NAN,
    YEAR,
    box,
    counts,
    indicator,
    ratios,
    squares,
    with_series,
)
from tests.geodata.test_overlap import lots, rectangles

COUNT, SHARE, RATE = (indicator(kind) for kind in (Kind.COUNT, Kind.SHARE, Kind.RATE))
WHOLE, HALF = (0.0, 0.0, 1.0, 1.0), (0.0, 0.0, 0.5, 1.0)
PEOPLE = st.integers(0, 1000)
HALF_AND_WHOLE = box(0.5, 0, 2, 1)  # half of the first square, all of the second


def estimate(
    city: City, outline: BaseGeometry | None, asked=COUNT, residents: str = ""
) -> Estimate:
    return apportion(city, overlaps(city, [outline]), asked, YEAR, residents)[0]


def figures(found: Estimate) -> tuple[float, ...]:
    return found.least, found.low, found.value, found.high, found.most


def counted(*values: float, statuses: tuple[Status, ...] = ()) -> City:
    return with_series(squares(len(values)), square__x=counts(values, statuses))


@st.composite
def square_ratios(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Cases and people of four squares; at least one lives there."""
    people = draw(st.lists(PEOPLE, min_size=4, max_size=4))
    assume(sum(people))
    return [draw(st.integers(0, number)) for number in people], people


# -- by hand --


def test_a_count_is_the_sum_of_what_lies_in_the_outline() -> None:
    found = estimate(counted(100, 30, 7), HALF_AND_WHOLE)

    assert found.value == pytest.approx(0.5 * 100 + 30)
    assert (found.method, found.status, found.reason) == (Weighting.AREA, Status.OK, None)
    assert found.level == "square"
    assert [part.area for part in found.parts] == ["square0", "square1"]
    assert [part.weight for part in found.parts] == pytest.approx([0.5, 1])
    assert [part.share_of_outline for part in found.parts] == pytest.approx([1 / 3, 2 / 3])


def test_cases_may_be_four_times_as_dense_in_a_part_as_in_the_rest() -> None:
    # Half of a square: with 4 times the density 4 of 5 live there, with a quarter 1 of 5.
    found = estimate(counted(100, 30), HALF_AND_WHOLE)

    assert figures(found) == pytest.approx((30, 20 + 30, 80, 80 + 30, 130))


def test_residents_may_be_three_times_as_dense_in_a_part_as_in_the_rest() -> None:
    found = estimate(counted(100, 30), HALF_AND_WHOLE, residents="x")

    assert figures(found) == pytest.approx((30, 25 + 30, 80, 75 + 30, 130))


def test_a_share_is_computed_from_people_and_never_from_shares() -> None:
    city = with_series(squares(2), square__x=ratios([10, 90], [1000, 100]))

    # 5 + 90 of 500 + 100; the mean of the shares would be above 60.
    assert estimate(city, HALF_AND_WHOLE, SHARE).value == pytest.approx(100 * 95 / 600)


def test_a_rate_takes_its_own_factor() -> None:
    city = with_series(squares(2), square__x=ratios([10, 90], [1000, 100], factor=1000))

    assert estimate(city, HALF_AND_WHOLE, RATE).value == pytest.approx(1000 * 95 / 600)


def test_the_share_in_half_a_square_may_be_up_to_twice_that_in_the_rest() -> None:
    # 10 of 100: at twice the rate 2 of 3 cases are in this half, so 13.3 %, else 6.7 %.
    city = with_series(squares(2), square__x=ratios([10, 5], [100, 100]))
    found = estimate(city, box(*HALF), SHARE)

    assert figures(found) == pytest.approx((0, 20 / 3, 10, 40 / 3, 100))


def test_the_bounds_of_a_share_let_everyone_move_within_the_half_covered_square() -> None:
    # Certain: 5 of 20. Open: 10 cases and 40 others; so from 5 of 60 to 15 of 30.
    city = with_series(squares(2), square__x=ratios([10, 5], [50, 20]))
    found = estimate(city, HALF_AND_WHOLE, SHARE)

    assert (found.least, found.most) == pytest.approx((100 * 5 / 60, 100 * 15 / 30))


def test_the_bounds_of_a_share_where_all_or_none_are_cases() -> None:
    everyone = with_series(squares(1), square__x=ratios([9], [9]))
    nobody = with_series(squares(1), square__x=ratios([0], [9]))

    assert figures(estimate(everyone, box(*HALF), SHARE))[::4] == (100, 100)
    assert figures(estimate(nobody, box(*HALF), SHARE))[::4] == (0, 0)


def test_a_rate_has_no_upper_bound_where_nobody_is_certain_to_live() -> None:
    city = with_series(squares(2), square__x=ratios([10, 5], [50, 20], factor=1000))
    half, more = estimate(city, box(*HALF), RATE), estimate(city, HALF_AND_WHOLE, RATE)

    assert (half.least, half.most) == (0, math.inf)
    assert (more.least, more.most) == pytest.approx((1000 * 5 / 70, 1000 * 15 / 20))
    none = with_series(squares(1), square__x=ratios([0], [50]))
    assert estimate(none, box(*HALF), RATE).most == 0


# -- smaller areas with residents --


def halves(*people: float, statuses: tuple[Status, ...] = ()) -> City:
    """Return two squares with 100 cases among 1000 each, and residents of their four halves."""
    return with_series(
        squares(2),
        square__x=counts([100, 100]),
        square__y=ratios([100, 100], [1000, 1000]),
        half__people=counts(people, statuses),
    )


def test_residents_of_smaller_areas_decide_how_many_live_in_a_part() -> None:
    found = estimate(halves(300, 100, 5, 5), box(*HALF), residents="people")

    assert found.value == pytest.approx(75)
    assert found.method is Weighting.RESIDENTS
    assert found.parts[0].weight == pytest.approx(0.75)
    assert found.parts[0].share_of_area == pytest.approx(0.5)
    # Who lives where is known; only the cases may lean, to twice the rate: 75 % becomes 6 of 7.
    assert (found.low, found.high) == pytest.approx((60, 600 / 7))


def test_a_share_leans_less_where_residents_are_known() -> None:
    found = estimate(halves(300, 100, 5, 5), box(*HALF), indicator(Kind.SHARE, "y"), "people")

    assert found.value == pytest.approx(10)
    assert (found.low, found.high) == pytest.approx((10 * 0.6 / 0.75, 10 * (6 / 7) / 0.75))


def test_residents_decide_over_two_levels() -> None:
    city = with_series(squares(2), city__x=counts([100]), half__people=counts([30, 10, 50, 10]))
    found = estimate(city, box(0.5, 0, 2, 1), residents="people")

    assert (found.value, found.level) == (pytest.approx(70), "city")
    assert found.method is Weighting.RESIDENTS


def test_without_the_name_of_the_residents_surface_decides() -> None:
    found = estimate(halves(300, 100, 5, 5), box(*HALF))

    assert (found.value, found.method) == (pytest.approx(50), Weighting.AREA)


@pytest.mark.parametrize("status", HIDDEN)
def test_a_hidden_number_of_residents_is_never_guessed(status: Status) -> None:
    city = halves(300, 100, 5, 5, statuses=(Status.OK, status, Status.OK, Status.OK))
    found = estimate(city, box(*HALF), residents="people")

    assert (found.value, found.method) == (pytest.approx(50), Weighting.AREA)
    elsewhere = estimate(city, box(1, 0, 1.5, 1), residents="people")
    assert elsewhere.method is Weighting.RESIDENTS


def test_where_nobody_lives_in_the_smaller_areas_surface_decides() -> None:
    found = estimate(halves(0, 0, 5, 5), box(*HALF), residents="people")

    assert (found.value, found.method) == (pytest.approx(50), Weighting.AREA)


def test_an_empty_half_has_no_people_to_share() -> None:
    city = halves(0, 100, 5, 5)

    assert estimate(city, box(*HALF), residents="people").value == 0
    share = estimate(city, box(*HALF), indicator(Kind.SHARE, "y"), "people")
    assert share.reason is Reason.NOBODY


def test_the_finest_level_with_figures_of_that_year_is_used() -> None:
    city = with_series(
        counted(100, 100), half__x=counts([1, 2, 3, 4]), half__z=counts([1] * 4, year=YEAR - 1)
    )

    assert estimate(city, box(*HALF)).value == 1
    assert estimate(city, box(*HALF)).level == "half"
    other = with_series(counted(100, 100), half__x=counts([1] * 4, year=YEAR - 1))
    assert estimate(other, box(*HALF)).level == "square"


def test_an_outline_of_whole_areas_has_the_published_figure_of_the_coarsest_level() -> None:
    # 7 of the city's people live in no square, as in a register with unknown addresses.
    city = with_series(counted(100, 100), city__x=counts([207]), half__x=counts([50] * 4))
    two, one = estimate(city, box(0, 0, 2, 1)), estimate(city, box(*WHOLE))

    assert (figures(two), two.level, two.method) == ((207,) * 5, "city", Weighting.WHOLE)
    assert (figures(one), one.level) == ((100,) * 5, "square")


def test_a_hidden_figure_of_the_city_leaves_the_sum_of_its_areas() -> None:
    city = with_series(counted(100, 20), city__x=counts([0], [Status.SUPPRESSED]))
    found = estimate(city, box(0, 0, 2, 1))

    assert (found.value, found.level, found.method) == (120, "square", Weighting.WHOLE)


def test_a_published_number_stands_for_exactly_its_own_area() -> None:
    number = indicator(Kind.NUMBER)
    city = counted(41.5, 30)

    assert estimate(city, box(*WHOLE), number).value == 41.5
    assert estimate(city, box(0, 0, 2, 1), number).reason is Reason.NUMBER


# -- not estimable --


def no_figure(found: Estimate) -> bool:
    return all(math.isnan(figure) for figure in figures(found)) and found.parts == ()


@pytest.mark.parametrize(
    ("outline", "asked", "reason"),
    [
        (None, COUNT, Reason.NO_OUTLINE),
        (box(*HALF), indicator(Kind.NUMBER), Reason.NUMBER),
        (box(*HALF), indicator(Kind.COUNT, "other"), Reason.NO_FIGURES),
        (box(5, 5, 6, 6), COUNT, Reason.OUTSIDE),
        (box(-0.51, 0, 0.49, 1), COUNT, Reason.OUTSIDE),
        (box(0, 0, 0.19, 1), COUNT, Reason.TOO_SMALL),
        (box(0.85, 0, 1.15, 1), COUNT, Reason.TOO_SMALL),
    ],
)
def test_there_is_no_figure_and_the_reason_is_told(outline, asked, reason: Reason) -> None:
    found = estimate(counted(100, 30), outline, asked)

    assert (found.reason, found.status, found.method) == (reason, Status.MISSING, Weighting.NONE)
    assert no_figure(found)


@pytest.mark.parametrize("outline", [box(-0.5, 0, 0.5, 1), box(0, 0, 0.2, 1)])
def test_half_on_land_and_a_fifth_of_an_area_are_enough(outline: BaseGeometry) -> None:
    assert estimate(counted(100, 30), outline).reason is None


def test_a_level_without_that_year_has_no_figures() -> None:
    city = with_series(squares(2), square__x=counts([1, 2], year=YEAR - 1))

    assert estimate(city, box(*HALF)).reason is Reason.NO_FIGURES


@pytest.mark.parametrize("status", HIDDEN)
@pytest.mark.parametrize("asked", [COUNT, SHARE, RATE])
def test_a_figure_that_is_hidden_or_missing_never_enters(asked, status: Status) -> None:
    statuses = (Status.OK, status)
    series = counts([100, 30], statuses) if asked is COUNT else ratios([1, 2], [9, 9], statuses)
    found = estimate(with_series(squares(2), square__x=series), HALF_AND_WHOLE, asked)

    assert (found.reason, found.status) == (Reason(status.value), status)
    assert no_figure(found)


@given(st.lists(st.sampled_from(list(Status)), min_size=4, max_size=4), lots())
def test_what_is_estimated_rests_on_known_figures_only(statuses: list[Status], outline) -> None:
    city = counted(100, 30, 20, 10, statuses=tuple(statuses))
    found = estimate(city, box(*outline))

    for part in found.parts:
        status = statuses[int(part.area[-1])]
        drawn = part.share_of_area >= 0.01 or part.share_of_outline >= 0.01
        assert not (drawn and status in HIDDEN)
        assert status not in EMPTY_STATES or part.weight == 0


def test_the_width_of_a_pen_over_a_hidden_area_is_left_out() -> None:
    city = counted(100, 30, statuses=(Status.OK, Status.SUPPRESSED))
    found = estimate(city, box(0.5, 0, 1.004, 1))

    assert found.value == pytest.approx(50)
    assert [part.weight for part in found.parts] == [pytest.approx(0.5), 0]
    assert estimate(city, box(0.5, 0, 1.02, 1)).reason is Reason.SUPPRESSED


def test_an_area_in_which_the_question_does_not_arise_is_left_out() -> None:
    city = with_series(
        squares(2), square__x=ratios([10, 0], [100, 50], (Status.OK, Status.NOT_APPLICABLE))
    )

    assert estimate(city, box(0.5, 0, 2, 1), SHARE).value == pytest.approx(10)
    alone = estimate(city, box(1, 0, 2, 1), SHARE)
    assert (alone.reason, alone.status) == (Reason.NOT_APPLICABLE, Status.NOT_APPLICABLE)


def test_a_share_without_numerator_cannot_be_apportioned() -> None:
    known = ratios([10, 20], [100, 100])
    series = replace(known, numerator=np.array([[10.0, NAN]]))
    city = with_series(squares(2), square__x=series)

    assert estimate(city, HALF_AND_WHOLE, SHARE).reason is Reason.NO_PARTS
    assert estimate(city, box(1, 0, 2, 1), SHARE).value == 20  # published for just that area
    none = with_series(squares(2), square__x=replace(known, numerator=known.value * NAN))
    assert estimate(none, box(*HALF), SHARE).reason is Reason.NO_PARTS


def test_where_nobody_lives_there_is_no_share() -> None:
    city = with_series(squares(2), square__x=ratios([0, 5], [0, 50]))

    assert estimate(city, box(*HALF), SHARE).reason is Reason.NOBODY


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (Status.OK, Status.DOUBTFUL, Status.DOUBTFUL),
        (Status.INTERPOLATED, Status.DOUBTFUL, Status.DOUBTFUL),
        (Status.INTERPOLATED, Status.OK, Status.INTERPOLATED),
        (Status.OK, Status.OK, Status.OK),
    ],
)
def test_one_doubtful_figure_makes_the_estimate_doubtful(
    first: Status, second: Status, expected: Status
) -> None:
    assert estimate(counted(1, 2, statuses=(first, second)), HALF_AND_WHOLE).status is expected
    assert estimate(counted(1, 2, statuses=(first, second)), box(*WHOLE)).status is first


# -- laws --


@given(square_ratios(), st.sampled_from([COUNT, SHARE, RATE]))
def test_the_whole_city_has_exactly_the_figure_of_the_city(numbers, asked) -> None:
    cases, people = numbers
    series = counts(cases) if asked is COUNT else ratios(cases, people)
    city = with_series(squares(4), square__x=series)
    whole = united([area.geometry for area in city.level("square").areas], CRS)
    found = estimate(city, whole, asked)

    expected = sum(cases) if asked is COUNT else asked.factor * sum(cases) / sum(people)
    assert figures(found) == (expected,) * 5


@given(square_ratios(), lots(), st.sampled_from([SHARE, RATE, COUNT]))
def test_every_figure_lies_within_its_range_and_the_range_within_the_bounds(
    numbers, outline, asked
) -> None:
    cases, people = numbers
    series = counts(cases) if asked is COUNT else ratios(cases, people)
    found = estimate(with_series(squares(4), square__x=series), box(*outline), asked)
    assume(found.reason is None)

    assert list(figures(found)) == sorted(figures(found))
    assert found.least >= 0
    assert found.most <= {Kind.SHARE: 100 + 1e-9, Kind.COUNT: sum(cases)}.get(asked.kind, math.inf)


@given(st.lists(PEOPLE, min_size=8, max_size=8), st.data())
def test_the_truth_lies_within_the_bounds_wherever_in_its_square_each_person_lives(
    people: list[int], data: st.DataObject
) -> None:
    cases = [data.draw(st.integers(0, number)) for number in people]
    chosen = data.draw(st.sets(st.integers(0, 7), min_size=1))
    true_cases, true_people = (sum(part[half] for half in chosen) for part in (cases, people))
    assume(true_people)
    by_square = [[part[2 * x] + part[2 * x + 1] for x in range(4)] for part in (cases, people)]
    city = with_series(squares(4), square__x=counts(by_square[0]), square__y=ratios(*by_square))
    outline = united([box(half / 2, 0, half / 2 + 0.5, 1) for half in chosen], CRS)
    count, share = (estimate(city, outline, one) for one in (COUNT, indicator(Kind.SHARE, "y")))

    assert count.least - 1e-9 <= true_cases <= count.most + 1e-9
    assert share.least - 1e-9 <= 100 * true_cases / true_people <= share.most + 1e-9


@given(st.lists(PEOPLE, min_size=4, max_size=4), st.integers(1, 15))
def test_two_parts_of_the_city_have_together_what_the_city_has(numbers, cut: int) -> None:
    city = counted(*numbers)
    west, east = (estimate(city, box(*one)) for one in ((0, 0, cut / 4, 1), (cut / 4, 0, 4, 1)))
    assume(west.reason is None)
    assume(east.reason is None)

    assert west.value + east.value == pytest.approx(sum(numbers))
    assert west.low + east.high == pytest.approx(sum(numbers))  # nobody is lost at the ends either


@given(st.lists(PEOPLE, min_size=4, max_size=4), lots(), lots())
def test_a_larger_outline_never_has_fewer_people(numbers, one, other) -> None:
    city = counted(*numbers)
    outlines = [box(*one), united([box(*one), box(*other)], CRS)]
    small, large = apportion(city, overlaps(city, outlines), COUNT, YEAR)

    for less, more in zip(figures(small), figures(large), strict=True):
        assert less <= more + 1e-6


@given(st.lists(PEOPLE, min_size=4, max_size=4), st.lists(lots(), min_size=1, max_size=4))
def test_funded_areas_that_lie_over_each_other_count_once_when_united(numbers, outlines) -> None:
    city = counted(*numbers)
    shapes = [box(*one) for one in outlines]
    once, twice = united(shapes, CRS), united([*shapes, *shapes[::-1]], CRS)
    found, again = apportion(city, overlaps(city, [once, twice]), COUNT, YEAR)

    assert again.value == pytest.approx(found.value)
    assert found.value <= sum(numbers)


@given(square_ratios(), st.lists(rectangles() | lots(), min_size=1, max_size=4), st.randoms())
def test_an_outline_does_not_care_which_others_are_asked_about(numbers, outlines, chance) -> None:
    city = with_series(squares(4), square__x=ratios(*numbers))
    shapes = [box(*one) for one in outlines]
    order = list(range(len(shapes)))
    chance.shuffle(order)
    together = apportion(city, overlaps(city, [shapes[at] for at in order]), SHARE, YEAR)

    for at, found in zip(order, together, strict=True):
        alone = estimate(city, shapes[at], SHARE)
        assert found.reason is alone.reason
        assert figures(found) == pytest.approx(figures(alone), nan_ok=True)


@given(st.lists(PEOPLE, min_size=8, max_size=8), rectangles())
def test_weights_by_residents_are_shares_that_grow_with_the_outline(people, outline) -> None:
    city = with_series(squares(4), half__people=counts(people))
    outlines = [box(*outline), united([box(*outline), box(1, 0, 3, 1)], CRS)]
    shares = shares_of_areas(overlaps(city, outlines))
    found = weights(city, "square", shares, "people", YEAR)

    for name in ("least", "low", "people", "high", "most"):
        values = getattr(found, name)
        assert ((values >= 0) & (values <= 1)).all()
        assert (values[0] <= values[1] + 1e-9).all()
    assert (found.low <= found.people + 1e-12).all()
    assert (found.people <= found.high + 1e-12).all()
    assert (found.people[shares["square"] == 1] == 1).all()
    assert (found.people[shares["square"] == 0] == 0).all()


SHARES = st.integers(0, 20).map(lambda twentieth: twentieth / 20)


@given(st.lists(st.tuples(PEOPLE, PEOPLE, SHARES), min_size=1, max_size=6))
def test_no_choice_of_ends_goes_beyond_the_range_of_a_ratio(areas) -> None:
    cases, more, weight = (np.array(part, dtype=float) for part in zip(*areas, strict=True))
    ratio = Ratio(cases, cases + more)
    low, high = tilted(weight, 1 / 3), tilted(weight, 3)
    assume((ratio.base * weight).sum() > 0)
    lean = {k: np.divide(tilted(weight, k), weight, out=np.ones_like(weight), where=weight > 0)
            for k in (0.5, 2.0)}  # fmt: skip
    reached = {
        k: [
            (ratio.cases * lean[k] * end).sum() / (ratio.base * end).sum()
            for end in (np.where(choice, high, low) for choice in product([0, 1], repeat=len(low)))
        ]
        for k in lean
    }

    least, most = ratio_range(ratio, weight, low, high)
    assert least == pytest.approx(min(reached[0.5]))
    assert most == pytest.approx(max(reached[2.0]))


# -- the real city --


def test_the_whole_of_flensburg_has_the_figure_of_the_city_in_every_year(flensburg: City) -> None:
    whole = united([area.geometry for area in flensburg.level("stadtteil").areas], flensburg.crs)
    measured = overlaps(flensburg, [whole])
    compared = 0
    for level_id, indicator_id in flensburg.series:
        asked = flensburg.indicator(indicator_id)
        expected, basis = city_figures(flensburg, level_id, asked)
        years = flensburg.series[level_id, indicator_id].years
        for year, figure, rests_on in zip(years, expected.tolist(), basis, strict=True):
            found = apportion(flensburg, measured, asked, year, "einwohner")[0]
            assert found.value == figure or rests_on == NONE, (indicator_id, year)
            assert (found.reason is None) == math.isfinite(found.value)
            compared += rests_on != NONE
    assert compared > 500


def test_neustadt_itself_in_2022(flensburg: City) -> None:
    outline = flensburg.funded_area("neustadt").outline
    measured = overlaps(flensburg, [outline])
    share, people = (
        apportion(flensburg, measured, flensburg.indicator(id_), 2022, "einwohner")[0]
        for id_ in ("sgb-ii-anteil", "einwohner")
    )

    # It lies in the Stadtteile Neustadt (21.7 %) and Nordstadt (18.2 %), hardly in others.
    assert 18.2 < share.value < 21.7
    assert (share.method, share.status) == (Weighting.AREA, Status.OK)
    assert share.low < 15 < 25 < share.high
    # The office counted 4,532 residents around the year 2000.
    assert people.low < 4532 < people.high


def test_a_funded_area_that_is_a_corner_of_its_stadtteil_has_no_figure(flensburg: City) -> None:
    outline = flensburg.funded_area("fruerlund-sued").outline
    asked = flensburg.indicator("sgb-ii-anteil")
    found = apportion(flensburg, overlaps(flensburg, [outline]), asked, 2022)[0]

    assert found.reason is Reason.TOO_SMALL
