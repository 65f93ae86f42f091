"""``python -m geodata effect``: Flensburg is too small and says so; a city without funding too."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.commands.effect import TABLES
from geodata.model import City
from geodata.statistics.before_after import before_after
from geodata.table_command import Chosen
from tests.geodata.effect_city import panel_city, values, with_effect

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"
Rows = list[dict[str, str]]


def run(
    capsys: pytest.CaptureFixture[str], *arguments: str, city: Path = FLENSBURG
) -> tuple[int, Rows, str]:
    status = main(["effect", "--city", str(city), *arguments])
    captured = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(captured.out))), captured.err


def test_flensburg_shows_no_effect_but_the_rules_and_the_gap(
    flensburg: City, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--indicator", "wohngeld-anteil", "--funded-area", "westliche-altstadt"]
    _, effects, said = run(capsys, *place)
    _, rules, _ = run(capsys, *place, "--show", "rules")
    _, areas, _ = run(capsys, *place, "--show", "areas")
    _, gaps, _ = run(capsys, *place, "--show", "gaps")
    curve = before_after(
        flensburg,
        flensburg.funded_area("westliche-altstadt"),
        flensburg.indicator("wohngeld-anteil"),
        "stadtteil",
    )

    assert effects == []
    assert "nie geförderte Gebiete: 6, gebraucht 19" in said
    assert {row["rule"] for row in rules if row["met"] == "0"} == {"controls", "before"}
    assert [row["area"] for row in areas if row["role"] == "funded"] == ["01"]
    assert sum(row["role"] == "never" for row in areas) == 6
    assert [float(row["gap"]) for row in gaps] == pytest.approx(
        [point.gap_to_rest for point in curve.points], abs=1e-6
    )


def test_berlin_has_no_funded_areas_and_says_so(
    berlin_package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--indicator", "alter-unter-6-anteil"]
    status, effects, said = run(capsys, *place, city=berlin_package)
    _, areas, _ = run(capsys, *place, "--show", "areas", city=berlin_package)

    assert (status, effects) == (0, [])
    assert "Gebiete, die als gefördert zählen: 0, gebraucht 1" in said
    assert {row["role"] for row in areas} == {"never"}


def test_the_tables_of_a_simulated_city_agree() -> None:
    from argparse import Namespace
    from dataclasses import replace

    city = replace(panel_city(with_effect(values(60, 11), 4.0)), city_level="city")
    asked = Namespace(
        level="square", indicator="x", year=None, covered=50.0, funded_area="a", controls="alle"
    )
    chosen = Chosen(city, asked)
    effects = [dict(zip(TABLES_HEAD, row, strict=True)) for row in TABLES["effect"](chosen)][1:]
    gaps = [row for row in TABLES["gaps"](chosen) if row[0] == "synthetic"]
    after = [float(row[-1]) for row in gaps if row[2] == "during"]
    weights = [float(row[-1]) for row in list(TABLES["areas"](chosen))[1:] if row[-1]]

    assert [(row["method"], row["what"]) for row in effects] == [
        ("differences", "effect"), ("differences", "trend_before"), ("synthetic", "effect"),
    ]  # fmt: skip
    assert float(effects[2]["estimate"]) == pytest.approx(sum(after) / len(after), abs=1e-5)
    assert sum(weights) == pytest.approx(1, abs=1e-4)
    assert chosen.warned == []


TABLES_HEAD = (
    "method", "what", "estimate", "low", "high", "p", "detectable", "placebos", "rank_p", "fit",
)  # fmt: skip


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--indicator", "wohngeld", "eine Wirkung auf die Anzahl „wohngeld“"),
        ("--funded-area", "nirgends", "das Fördergebiet „nirgends“ gibt es nicht"),
        ("--covered", "0", "1 bis 100"),
        ("--controls", "alles", "erwartet: alle, vergleichbare"),
    ],
)
def test_wrong_usage_says_what_is_possible(
    capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    status, rows, error = run(capsys, option, value)

    assert (status, rows) == (2, [])
    assert said in error
