"""python -m geodata as a user runs it: exit status, lines, never a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cities import write_city

ROOT = Path(__file__).parent.parent.parent
FINDING = re.compile(r"(Hinweis )?[^:]+:\d*:[^:]*: .+; erwartet: .+; Abhilfe: .+")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geodata", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONUTF8": "1", "PATH": ""},
    )


def test_a_sound_city_is_told_and_ends_with_0(tmp_path: Path) -> None:
    done = run("check", str(write_city(tmp_path)))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Gebiete: Gesamtstadt 1, Viertel 4",
        "Indikatoren: Bevölkerung 3, Wohnen 2",
        "Jahre: 2021, 2022",
        "Werte nach Status: ok 10, interpolated 1, doubtful 1, suppressed 1, withheld 1, "
        "missing 1, not_applicable 1",
        "Fördergebiete: 1",
        "Phasen: 2",
        "Akten der Fördergebiete: Beschlüsse 3, Konzepte 2, Projekte 2, Beträge 6, Management 2, "
        "Beteiligung 3",
        "Meilensteine: 2",
        "Quellen: 1",
        "0 Fehler, 0 Hinweise",
    ]


def test_a_broken_city_ends_with_1_and_each_finding_is_one_line(tmp_path: Path) -> None:
    edits = [("values.csv", "01,kinder", "01,kind"), ("sources.csv", "CC0-1.0", "")]
    done = run("check", str(write_city(tmp_path, edits=edits)))
    assert (done.returncode, done.stderr) == (1, "")
    findings = done.stdout.splitlines()[9:-1]
    assert len(findings) == 3
    assert all(FINDING.fullmatch(line) for line in findings)


@pytest.mark.parametrize("content", [None, b"\x00\x01\x02\xff" * 100, b"a: *b", b"42"])
def test_an_unreadable_city_ends_with_2(tmp_path: Path, content: bytes | None) -> None:
    done = run("check", str(write_city(tmp_path, files={"datapackage.yaml": content})))
    assert (done.returncode, done.stderr) == (2, "")
    assert re.match(r"datapackage.yaml:\d*:: .+; erwartet: .+; Abhilfe: .+", done.stdout)


def test_a_missing_folder_ends_with_2() -> None:
    done = run("check", "/no/such/folder")
    assert (done.returncode, done.stderr) == (2, "")
    assert "„/no/such/folder“ ist kein Ordner" in done.stdout


def test_a_call_without_command_ends_with_2_and_says_how_to_call() -> None:
    done = run()
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m geodata")


def test_a_terminal_without_umlauts_gives_no_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geodata", "check", str(write_city(tmp_path))],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"F\xf6rdergebiete: 1" in done.stdout


def test_a_reader_that_stops_reading_gives_no_traceback(tmp_path: Path) -> None:
    rows = "".join(f"0{number},einwohner,2022,1,,,ok,\n" for number in range(20_000))
    header = "area,indicator,year,value,numerator,denominator,status,note\n"
    folder = write_city(tmp_path, files={"values.csv": header + rows})
    with subprocess.Popen(
        [sys.executable, "-m", "geodata", "check", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
