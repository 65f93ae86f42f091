"""Every table of every analysis command, on cities as an opponent would send them."""

from __future__ import annotations

import csv
import io
import re
from functools import lru_cache
from pathlib import Path

import pytest

from geodata import table_command
from geodata.__main__ import main
from geodata.analysis_commands import COMMANDS
from geodata.package import read_city
from tests.odd_cases import CITIES
from tests.odd_cities import ids, write

TABLES = [(one, shown) for one in COMMANDS for shown in one.shown]
ASKED = (("kinderanteil", ""), ("miete", "stadt"), ("einwohner", "feld"))
NAMES = ("one area", "torn", "nothing at all", "levels in turn", "no residents")
BARE = re.compile(r"(?i)(?<!\w)(nan|-?inf|null)(?!\w)")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: write(tmp_path_factory.mktemp("odd"), CITIES[name]) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_answers_with_a_table_or_a_sentence(
    folders: dict[str, Path],
    name: str,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table_command, "read_city", lru_cache(read_city))
    for command, shown in TABLES:
        for indicator, level in ASKED:
            own = {one.flag for one in command.options}
            wanted = ["--area", ids(CITIES[name])[0]] if "--area" in own else []
            said = [command.name, "--city", str(folders[name]), "--show", shown, *wanted,
                    "--indicator", indicator, "--level", level]  # fmt: skip
            status = main(said)
            out, error = (text.decode() for text in capfdbinary.readouterr())
            if status:
                assert status == 2, said
                assert "; Abhilfe: " in error, said
                assert not out, said
            else:
                rows = list(csv.reader(io.StringIO(out)))
                assert {len(row) for row in rows} == {len(rows[0])}, said
                assert not BARE.search(out), said
