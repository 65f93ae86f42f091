"""Colours carry order by lightness alone, so that a grey print of the map can still be read."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from layers.colours import diverging, lightness, sequential

NUMBERS = range(1, 8)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("ramp", [sequential, diverging])
def test_there_is_one_colour_a_class_and_no_two_are_alike(ramp, number: int) -> None:
    colours = ramp(number)

    assert len(set(colours)) == number
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


@pytest.mark.parametrize("number", NUMBERS[1:])
def test_from_class_to_class_it_gets_darker_in_even_steps(number: int) -> None:
    light = [lightness(colour) for colour in sequential(number)]
    steps = [one - other for one, other in pairwise(light)]

    assert min(steps) > 0.07
    assert max(steps) < 1.5 * min(steps)


@pytest.mark.parametrize("number", NUMBERS[2:])
def test_deviation_gets_darker_towards_both_ends(number: int) -> None:
    light = [lightness(colour) for colour in diverging(number)]
    middle = (number - 1) / 2

    for (i, one), (j, other) in pairwise(enumerate(light)):
        if j <= middle:
            assert one < other, f"{i} to {j}"
        if i >= middle:
            assert one > other, f"{i} to {j}"
    assert abs(light[0] - light[-1]) < 0.1


def blueness(colour: str) -> int:
    return int(colour[5:], 16) - int(colour[1:3], 16)


@pytest.mark.parametrize("number", NUMBERS[2:])
def test_below_and_above_the_city_differ_in_hue(number: int) -> None:
    colours = diverging(number)

    assert blueness(colours[0]) < -40
    assert blueness(colours[-1]) > 40


@pytest.mark.parametrize(
    ("colour", "expected"), [("#000000", 0.0), ("#ffffff", 1.0), ("#808080", 0.5999)]
)
def test_lightness_is_that_of_oklab(colour: str, expected: float) -> None:
    assert lightness(colour) == pytest.approx(expected, abs=1e-3)


def test_the_ends_of_the_ramps_are_the_colours_that_were_chosen() -> None:
    assert (sequential(5)[0], sequential(5)[-1]) == ("#f2ecd0", "#12355e")
    assert diverging(5) == (
        "#7a4a12", diverging(5)[1], "#f4f1e6", diverging(5)[3], "#11506b",
    )  # fmt: skip
