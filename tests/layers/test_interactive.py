"""Plots to examine: the same figures as the picture, names that stay names."""

from __future__ import annotations

import json

from layers.analysis.interactive import figures
from layers.analysis.model import Answer
from layers.report.model import Curve, Plot, Range, Ranges, Section, Text

PLOT = Plot(
    "",
    "Anteil (%), eine Beschriftung, die für ein Telefon zu lang ist",
    "Wert",
    (
        Curve("Gebiete", (1.0, 2.0), (3.0, 5.0), line=False, dots=True, names=("<b>A", "B & C")),
        Curve("Stadt", (1.0, 2.0), (4.0, 4.0), own=True, low=(3.0, 3.5), high=(5.0, 4.5)),
    ),
    "alt",
)
RANGES = Ranges(
    "",
    "Abstand",
    (
        Range("Arbeit", group=True),
        Range("Arbeitslose", 1.0, 0.5, 1.75, 0.25, "1,0 %"),
        Range("Fehlt", said="nicht veröffentlicht"),
    ),
    "alt",
    compared="Stadt",
)


def made(*blocks: Plot | Ranges | Text) -> list[dict[str, object]]:
    found = json.loads(figures(Answer("", (), (), (Section("a", "", blocks),))))
    assert isinstance(found, list)
    return found


def test_only_plots_and_ranges_become_figures_in_their_order() -> None:
    found = made(Text("x"), RANGES, Text("y"), PLOT)

    assert len(found) == 2
    assert "Abstand" in str(found[0]["layout"])
    assert made() == []


def test_curves_keep_their_figures_and_their_intervals() -> None:
    (figure,) = made(PLOT)
    dots, low, high, city = figure["data"]  # type: ignore[misc]

    assert (dots["x"], dots["y"], dots["mode"]) == ([1.0, 2.0], [3.0, 5.0], "markers")
    assert (low["y"], high["y"], high["fill"]) == ([3.0, 3.5], [5.0, 4.5], "tonexty")
    assert (city["y"], city["name"]) == ([4.0, 4.0], "Stadt")


def test_names_are_no_markup() -> None:
    (figure,) = made(PLOT)

    assert figure["data"][0]["text"] == ["&lt;b&gt;A", "B &amp; C"]  # type: ignore[index]


def test_ranges_keep_ends_and_leave_out_what_is_not_known() -> None:
    (figure,) = made(RANGES)
    own, city = figure["data"]  # type: ignore[misc]

    assert (own["x"], own["y"]) == ([1.0], ["Arbeitslose"])
    assert (own["error_x"]["array"], own["error_x"]["arrayminus"]) == ([0.75], [0.5])
    assert city["x"] == [0.25]


def test_long_titles_of_an_axis_are_broken() -> None:
    (figure,) = made(PLOT)

    assert "<br>" in figure["layout"]["xaxis"]["title"]["text"]  # type: ignore[index]
