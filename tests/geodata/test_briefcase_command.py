"""python -m geodata briefcase as a script uses it: zip, folder, exit status, messages."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from geodata import briefcase_command
from geodata.__main__ import main
from tests.cities import write_city

FINDING = re.compile(r"[^:]+:\d*:[^:]*: .+; erwartet: .+; Abhilfe: .+")
START = re.compile(rb'<body data-start="([^"]*)">')


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return write_city(tmp_path / "kleinstadt")


def briefcase(city: Path, *options: str) -> int:
    return main(["briefcase", "--city", str(city), *options])


def test_a_zip_holds_what_a_folder_gets(city: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "tasche.ZIP", tmp_path / "tasche"

    assert briefcase(city, "--out", str(out)) == 0
    assert briefcase(city, "--out", str(folder)) == 0
    written = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file()
    }
    with zipfile.ZipFile(out) as packed:
        inside = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    assert inside == written
    assert any(name.endswith(".html") for name in written)


def test_the_zip_goes_to_standard_output(
    city: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert briefcase(city, "--out", "-") == 0
    with zipfile.ZipFile(io.BytesIO(capfdbinary.readouterr().out)) as packed:
        assert packed.testzip() is None


def test_the_first_view_can_be_asked_for_and_is_put_right(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tasche"
    assert briefcase(city, "--view", "?ansicht=tabelle&jahr=1803", "--out", str(out)) == 0
    (page,) = out.glob("*.html")
    found = START.search(page.read_bytes())

    assert found is not None
    assert b"ansicht=tabelle" in found[1]
    assert b"1803" not in found[1]
    assert "1803" in capsys.readouterr().err


def test_a_folder_that_holds_something_is_left_alone(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "brief.txt").write_text("wichtig")

    assert briefcase(city, "--out", str(tmp_path / "voll")) == 2
    assert FINDING.fullmatch(capsys.readouterr().err.strip())
    assert [path.name for path in (tmp_path / "voll").iterdir()] == ["brief.txt"]


@pytest.mark.parametrize("out", ["gibt/es/nicht.zip", "gibt/es/nicht"])
def test_a_place_that_does_not_exist_is_said(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    assert briefcase(city, "--out", str(tmp_path / out)) == 2
    assert FINDING.fullmatch(capsys.readouterr().err.strip())


def test_a_full_disk_is_said(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(briefcase_command, "write_whole", refuse)
    assert briefcase(city, "--out", str(tmp_path / "tasche.zip")) == 2
    assert "No space left on device" in capsys.readouterr().err


def test_a_broken_city_and_no_city(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = write_city(tmp_path / "kaputt", files={"values.csv": "a,b\n1,2\n"})

    assert briefcase(broken, "--out", str(tmp_path / "a.zip")) == 1
    assert briefcase(tmp_path / "nirgends", "--out", str(tmp_path / "a.zip")) == 2
    assert "ist kein Ordner" in capsys.readouterr().err
    assert not (tmp_path / "a.zip").exists()
