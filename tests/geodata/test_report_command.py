"""python -m geodata report as a script uses it: files, exit status, messages, progress."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from callbacks.settings import ROOT, Settings
from geodata import command_output
from geodata.__main__ import main
from geodata.package import read_city
from tests.cities import write_city

FINDING = re.compile(r"[^:]+:\d*:[^:]*: .+; erwartet: .+; Abhilfe: .+")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return write_city(tmp_path / "kleinstadt")


def report(city: Path, *options: str) -> int:
    return main(["report", "--city", str(city), *options])


def test_all_writes_a_file_for_each_area_and_funded_area_of_flensburg(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "alle"
    flensburg = read_city(Settings.city)

    options = ("--all", "--format", "pdf", "--sections", "ueberblick", "--out", str(out))
    assert report(Settings.city, *options) == 0
    assert capsys.readouterr().out == ""
    names = sorted(path.name for path in out.iterdir())
    areas = [f"-{area.id}-" for area in flensburg.level("stadtteil").areas]
    funded = [f"foerdergebiet-{area.id}." for area in flensburg.funded_areas]
    assert len(names) == len(areas) + len(funded)
    assert all(any(part in name for name in names) for part in (*areas, *funded))
    assert all((out / name).read_bytes().startswith(b"%PDF") for name in names)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_and_nowhere_else(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--all", "--sections", "ueberblick", "--out", str(tmp_path / "a"))
    assert report(city, *options) == 0
    assert capsys.readouterr() == ("", "")

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert report(city, *options) == 0
    assert "5/5" in screen.getvalue()  # four areas, one funded area
    assert "100%" in screen.getvalue()


@pytest.mark.parametrize(
    ("ending", "start"), [("pdf", b"%PDF"), ("docx", b"PK\x03\x04"), ("pptx", b"PK\x03\x04")]
)
def test_one_area_becomes_one_file(city: Path, tmp_path: Path, ending: str, start: bytes) -> None:
    out = tmp_path / f"a.{ending}"

    assert report(city, "--area", "01", "--format", ending, "--out", str(out)) == 0
    assert out.read_bytes().startswith(start)


def test_several_choices_become_files_in_a_folder(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "mehrere"
    options = ("--area", "01", "--area", "02", "--funded-area", "altmarkt", "--out", str(out))

    assert report(city, *options) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "kleinstadt-foerdergebiet-altmarkt.pdf",
        "kleinstadt-viertel-01-altstadt.pdf",
        "kleinstadt-viertel-02-ueberseehafen.pdf",
    ]


def test_a_single_report_finds_its_name_in_a_folder(city: Path, tmp_path: Path) -> None:
    assert report(city, "--area", "01", "--out", str(tmp_path)) == 0
    assert (tmp_path / "kleinstadt-viertel-01-altstadt.pdf").is_file()


def test_a_view_chooses_the_map_of_a_profile(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    options = ("--view", "?indikator=einwohner&jahr=2022", "--sections", "karte")

    assert report(city, "--area", "01", *options, "--out", str(out)) == 0
    assert "Einwohnerinnen und Einwohner, 2022" in PdfReader(out).pages[0].extract_text()


def test_several_views_are_one_report_and_a_dash_is_standard_output(city: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geodata", "report", "--city", str(city), "--view", "",
         "--view", "indikator=einwohner", "--sections", "karte", "--out", "-"],
        cwd=ROOT, capture_output=True, check=False, env={"PYTHONUTF8": "1", "PATH": ""},
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, b"")
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(done.stdout)).pages)
    assert "Einwohnerinnen und Einwohner, 20" in said
    assert "Anteil der Kinder" in said


FAULTS = [
    (("--format", "doc", "--out", "a"), "unbekanntes Format „doc“ (gemeint: „docx“?)"),
    (("--sections", "karte,gelt", "--out", "a"), "Abschnitt „gelt“ (gemeint: „geld“?)"),
    (("--area", "99", "--out", "a"), "unbekanntes Gebiet „99“"),
    (("--area", "../..", "--out", "a"), "unbekanntes Gebiet „../..“"),
    (("--funded-area", "altmark", "--out", "a"), "Fördergebiet „altmark“ (gemeint: „altmarkt“?)"),
    (("--presentation", "nichts", "--out", "a"), "unbekannter Vortrag „nichts“"),
    (("--all", "--area", "01", "--out", "a"), "zusammen mit einer Auswahl"),
    (("--all", "--out", "-"), "„-“ ist kein Ordner"),
    (("--all", "--out", "fehlt/tief"), "ist kein Ordner"),
    (("--area", "01", "--out", "fehlt/a.pdf"), "gibt es nicht"),
    (("--area", "01", "--view", "a", "--view", "b", "--out", "a"), "mehrere Ansichten"),
]


@pytest.mark.parametrize(("options", "said"), FAULTS)
def test_wrong_usage_is_told_in_one_line_and_nothing_is_written(
    city: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    said: str,
) -> None:
    empty = tmp_path / "leer"
    empty.mkdir()
    monkeypatch.chdir(empty)

    assert report(city, *options) == 2
    out, err = capsys.readouterr()
    assert out == ""
    lines = [line for line in err.splitlines() if not line.startswith("Hinweis")]
    assert all(FINDING.fullmatch(line) for line in lines)
    assert said in err
    assert list(empty.iterdir()) == []


def test_a_broken_city_ends_with_1_and_an_unreadable_one_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = write_city(tmp_path / "kaputt", edits=[("values.csv", "01,kinder", "01,kind")])

    assert report(broken, "--area", "01", "--out", str(tmp_path / "a.pdf")) == 1
    assert all(FINDING.fullmatch(line) for line in capsys.readouterr().err.splitlines())
    assert report(tmp_path / "nirgends", "--all", "--out", str(tmp_path / "b")) == 2
    assert "ist kein Ordner" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_a_full_disk_is_told_and_leaves_no_half_file(
    city: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(path: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(command_output.Path, "replace", full)
    out = tmp_path / "alle"
    assert report(city, "--all", "--sections", "ueberblick", "--out", str(out)) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(out.iterdir()) == []
