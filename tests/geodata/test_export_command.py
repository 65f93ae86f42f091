"""python -m geodata export as a script uses it: file, exit status, messages."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from callbacks.settings import Settings
from geodata import command_output
from geodata.__main__ import main
from geodata.package import read_city
from layers.export.every_format import EVERY_FORMAT as FORMATS
from layers.view import from_query
from tests.cities import write_city

ROOT = Path(__file__).parent.parent.parent
INK = 40  # between the channels of the dark blue that text is set in
FINDING = re.compile(r"[^:]+:\d*:[^:]*: .+; erwartet: .+; Abhilfe: .+")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return write_city(tmp_path / "kleinstadt")


def export(city: Path, **options: str) -> int:
    given = {"city": str(city), "format": "csv", **options}
    return main(["export", *(part for key, value in given.items() for part in (f"--{key}", value))])


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_written_as_it_is(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    out = tmp_path / "datei"
    host, query = "https://atlas.example/", "indikator=einwohner"

    assert export(city, format=name, view=query, out=str(out), host=host) == 0
    assert capsys.readouterr() == ("", "")
    loaded = read_city(city)
    view, _ = from_query(query, loaded)
    assert out.read_bytes() == FORMATS[name].write(loaded, view, host)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["datei", "kleinstadt"]


def test_the_first_view_needs_neither_address_nor_host(city: Path, tmp_path: Path) -> None:
    for name in FORMATS:
        assert export(city, format=name, out=str(tmp_path / name)) == 0, name
        assert (tmp_path / name).stat().st_size > 500


def test_a_whole_address_is_understood(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    address = "https://atlas.example/?stadt=kleinstadt&indikator=einwohner&jahr=2021"

    assert export(city, view=address, out=str(out)) == 0
    assert ",2021,Einwohnerinnen und Einwohner," in out.read_text(encoding="utf-8")


def test_a_dash_writes_to_standard_output_and_notices_go_elsewhere(city: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geodata", "export", "--city", str(city), "--view", "jahr=1900",
         "--format", "xlsx", "--out", "-"],
        cwd=ROOT, capture_output=True, check=False, env={"PYTHONUTF8": "1", "PATH": ""},
    )  # fmt: skip

    assert done.returncode == 0
    said = done.stderr.decode("utf-8").splitlines()
    assert said == ["Hinweis --view: Für 1900 gibt es hier keine Zahlen. Gezeigt wird 2021."]
    assert openpyxl.load_workbook(io.BytesIO(done.stdout))["Werte"]["B2"].value == "Altstadt"


def test_an_unknown_format_names_the_known_ones(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(city, format="docx", out=str(tmp_path / "a")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert FINDING.fullmatch(err.strip())
    assert "„docx“" in err
    assert all(name in err for name in FORMATS)


def test_a_missing_folder_for_the_file_is_told(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(city, out=str(tmp_path / "fehlt" / "a.csv")) == 2
    err = capsys.readouterr().err
    assert FINDING.fullmatch(err.strip())
    assert "gibt es nicht" in err


@pytest.mark.parametrize("out", ["kleinstadt", "/dev/null"])
def test_what_is_no_file_is_not_replaced(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    assert export(city, out=str(tmp_path / out)) == 2
    err = capsys.readouterr().err
    assert FINDING.fullmatch(err.strip())
    assert "keine gewöhnliche Datei" in err
    assert (tmp_path / out).exists()


def test_a_file_is_written_whole_or_not_at_all(
    city: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "a.csv"
    out.write_text("früher", encoding="utf-8")

    def full(path: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command_output.Path, "replace", full)
    assert export(city, out=str(out)) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "früher"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "kleinstadt"]


def test_a_written_file_has_the_rights_that_files_usually_have(city: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "a.csv", tmp_path / "b"
    other.touch()

    assert export(city, out=str(out)) == 0
    assert out.stat().st_mode == other.stat().st_mode


def test_a_broken_city_ends_with_1_and_each_finding_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = [("values.csv", "01,kinder", "01,kind"), ("sources.csv", "CC0-1.0", "")]
    broken = write_city(tmp_path / "kaputt", edits=edits)

    assert export(broken, out=str(tmp_path / "a.csv")) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert all(FINDING.fullmatch(line) for line in err.splitlines())
    assert len(err.splitlines()) >= 2
    assert not (tmp_path / "a.csv").exists()


def test_an_unreadable_city_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(tmp_path / "nirgends", out=str(tmp_path / "a.csv")) == 2
    assert "ist kein Ordner" in capsys.readouterr().err


def test_a_call_without_what_is_needed_says_how_to_call(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["export"])
    assert "--format" in capsys.readouterr().err


def pixels(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_a_picture_can_have_another_paper_shape_width_and_be_grey(
    city: Path, tmp_path: Path
) -> None:
    plain, other = tmp_path / "a.png", tmp_path / "b.png"

    assert export(city, format="png", out=str(plain), width="800") == 0
    assert export(city, format="png", out=str(other), width="800", shape="hoch", paper="a3") == 0
    assert pixels(plain)[0] == pixels(other)[0] == 800
    assert pixels(plain)[0] > pixels(plain)[1]
    assert pixels(other)[0] < pixels(other)[1]


def test_a_grey_picture_has_no_colour_but_that_of_its_ink(tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    given = ["export", "--city", str(Settings.city), "--view", "karte=indikator", "--format", "png",
             "--width", "800", "--out", str(out)]  # fmt: skip

    assert main(given) == 0
    assert strongest_colour(out) > INK
    assert main([*given, "--grey"]) == 0
    assert strongest_colour(out) <= INK


def strongest_colour(path: Path) -> int:
    with Image.open(path) as picture:
        colours = picture.convert("RGB").getcolors(1_000_000) or []
    return max(max(colour) - min(colour) for _, colour in colours)


@pytest.mark.parametrize(
    ("option", "value"),
    [("paper", "a0"), ("shape", "schief"), ("width", "399"), ("width", "6001"), ("width", "-5")],
)
def test_a_picture_that_is_not_possible_is_said(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    given = f"--{option}={value}"
    out = str(tmp_path / "a.png")

    assert main(["export", "--city", str(city), "--format", "png", "--out", out, given]) == 2
    assert FINDING.fullmatch(capsys.readouterr().err.strip())
    assert not Path(out).exists()


def test_two_cities_are_compared_in_a_file(city: Path, tmp_path: Path) -> None:
    beside = write_city(tmp_path / "b", edits=[("datapackage.yaml", "name: kleinstadt", "name: b")])
    out = tmp_path / "a.csv"
    view = "vergleich=karten&mit-stadt=b"

    assert main(["export", "--city", str(city), "--beside", str(beside), "--view", view,
                 "--format", "csv", "--out", str(out)]) == 0  # fmt: skip
    alone = tmp_path / "alone.csv"
    assert export(city, view="", out=str(alone)) == 0
    assert len(out.read_text("utf-8").splitlines()) > len(alone.read_text("utf-8").splitlines())
