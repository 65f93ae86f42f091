"""Presentations of a city package: read in order, free to be absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.package import check_city, read_city
from geodata.presentation import Slide
from tests.cities import city_files, write_city


def test_slides_stand_in_order_of_their_number_and_presentations_in_order_of_the_table(
    tmp_path: Path,
) -> None:
    tour, short = read_city(write_city(tmp_path)).presentations

    assert (tour.id, tour.title) == ("rundgang", "Rundgang durch Kleinstadt")
    assert tour.slides == (
        Slide("", "Die Stadt", "Vier Viertel in zwei Reihen."),
        Slide("auswahl=02&jahr=2022", "Der Nordosten", "Hier steht der Altmarkt."),
    )
    assert [slide.headline for slide in short.slides] == ["Eine Zahl"]


def test_a_city_needs_no_presentation(tmp_path: Path) -> None:
    line = "  - {name: slides, path: slides.csv}\n"
    description = city_files()["datapackage.yaml"].replace(line, "")
    folder = write_city(tmp_path, files={"slides.csv": None, "datapackage.yaml": description})

    assert check_city(folder).notes == ()
    assert read_city(folder).presentations == ()


@pytest.mark.parametrize("number", ["2.5", "zwei", ""])
def test_a_number_that_is_none_is_one_finding_and_no_gap(tmp_path: Path, number: str) -> None:
    edit = ("slides.csv", "Kleinstadt,2,", f"Kleinstadt,{number},")

    (fault,) = check_city(write_city(tmp_path, edits=[edit])).faults
    assert (fault.row, fault.field) == (2, "slide")
