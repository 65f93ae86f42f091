"""No hidden figure follows from the same number in another indicator; nor from any output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from geodata.model import City, Status
from geodata.package import read_city
from layers.documents import CATALOGUE, resources
from tests.odd_cases import ALL, hidden
from tests.odd_cities import Odd, write

MORE = 3000  # people and cases in the hidden area beyond what its neighbours let expect
USUAL = Odd(areas=6, years=(2020, 2022))


def twins(folder: Path, odd: Odd) -> tuple[City, City]:
    """Return two cities whose figures differ in hidden ones and the wholes that hold them alone."""
    return (
        read_city(write(folder / "some", odd)),
        read_city(write(folder / "more", replace(odd, more=MORE))),
    )


def children_alone(name: str, place: int, _: int) -> str:
    """Children are hidden in one area; their share is known of the whole city only."""
    if name == "kinder":
        return "suppressed" if place == 1 else "ok"
    return "missing" if name == "kinderanteil" else "ok"


def test_residents_do_not_follow_from_the_denominators_of_shares(tmp_path: Path) -> None:
    for city in twins(tmp_path, replace(USUAL, state=hidden(ALL, 1))):
        for name in ("einwohner", "kinderanteil", "umzuege"):
            whole = city.series["stadt", name]
            assert set(whole.status.flat) == {Status.WITHHELD}
            assert np.isnan([whole.value, whole.numerator, whole.denominator]).all()


def test_a_count_does_not_follow_from_the_share_of_the_whole(tmp_path: Path) -> None:
    for city in twins(tmp_path, replace(USUAL, state=children_alone)):
        for name in ("kinder", "kinderanteil"):
            whole = city.series["stadt", name]
            assert set(whole.status.flat) == {Status.WITHHELD}
            assert np.isnan([whole.value, whole.numerator]).all()


def test_what_is_known_everywhere_stays(tmp_path: Path) -> None:
    """The share is hidden in one area, residents nowhere: their total is no secret."""
    city = read_city(write(tmp_path, replace(USUAL, state=hidden(("kinderanteil",), 1))))

    assert set(city.series["stadt", "einwohner"].status.flat) == {Status.OK}
    assert set(city.series["stadt", "kinder"].status.flat) == {Status.OK}
    assert set(city.series["stadt", "kinderanteil"].status.flat) == {Status.WITHHELD}


@pytest.mark.parametrize("place", [0, 3])
def test_no_document_for_browsers_tells_hidden_figures(tmp_path: Path, place: int) -> None:
    some, more = twins(tmp_path, replace(USUAL, state=hidden(ALL, place)))
    one, other = resources(some), resources(more)

    assert list(one) == list(other)
    for name in set(one) - {CATALOGUE}:  # it holds addresses, which change with every package
        assert one[name].content == other[name].content, name


def test_a_number_that_is_alike_by_chance_in_another_year_stays(tmp_path: Path) -> None:
    state: Callable[[str, int, int], str] = lambda name, place, year: (  # noqa: E731
        "suppressed" if (name, place, year) == ("kinder", 1, 2020) else "ok"
    )
    whole = read_city(write(tmp_path, replace(USUAL, state=state))).series["stadt", "kinder"]

    assert list(whole.status[:, 0]) == [Status.WITHHELD, Status.OK]
