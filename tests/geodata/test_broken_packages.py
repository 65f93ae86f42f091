"""Each file in tests/packages says what it changes in Kleinstadt and every finding that follows.

Keys: ``files`` (whole files, null leaves one out), ``edits`` (file, old text, new text),
``encodings`` (by file) and ``findings``, in the order in which the command line prints them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from geodata.__main__ import main
from geodata.errors import BrokenCity
from geodata.package import check_city, read_city
from tests.cities import write_city

PACKAGES = sorted((Path(__file__).parent.parent / "packages").glob("*.yaml"))
FEWEST = 150


def test_there_are_enough_broken_packages() -> None:
    assert len(PACKAGES) >= FEWEST


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.stem)
def test_a_broken_package_gives_exactly_its_findings(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = yaml.safe_load(package.read_text(encoding="utf-8"))
    findings = changes.pop("findings")
    folder = write_city(tmp_path, **changes)
    faults = [finding for finding in findings if not finding.startswith("Hinweis ")]

    status = main(["check", str(folder)])

    printed = capsys.readouterr().out.splitlines()
    assert printed[9:-1] == findings
    assert printed[-1] == f"{len(faults)} Fehler, {len(findings) - len(faults)} Hinweise"
    assert status == (1 if faults else 0)


def test_all_faults_are_found_in_one_run(tmp_path: Path) -> None:
    folder = write_city(
        tmp_path,
        edits=[
            ("values.csv", "01,kinder,2022,40", "01,kinder,1800,-40"),
            ("sources.csv", "CC0-1.0", ""),
            ("areas-viertel.geojson", '"name": "Nordost"', '"name": ""'),
        ],
    )
    places = [(fault.file, fault.row, fault.field) for fault in check_city(folder).faults]
    assert places == [
        ("areas-viertel.geojson", 4, "name"),
        ("sources.csv", 2, "licence"),
        ("values.csv", 15, "year"),
        ("values.csv", 15, "value"),
    ]


def test_reading_a_broken_city_raises_every_fault(tmp_path: Path) -> None:
    folder = write_city(
        tmp_path,
        edits=[("sources.csv", "CC0-1.0", ""), ("values.csv", "01,kinder", "01,kind")],
    )
    with pytest.raises(BrokenCity, match=r"sources.csv:2:licence: leer.*\n.*values.csv") as caught:
        read_city(folder)
    assert [fault.field for fault in caught.value.faults] == ["licence", "indicator"]


def test_a_broken_catalogue_does_not_make_every_value_a_fault(tmp_path: Path) -> None:
    folder = write_city(tmp_path, files={"indicators.csv": "id,name\nkinder,Kinder\n"})
    assert {fault.file for fault in check_city(folder).faults} == {"indicators.csv"}


def test_a_cell_as_long_as_a_book_is_a_fault(tmp_path: Path) -> None:
    edit = ("milestones.csv", "Leitbild der Stadt", "Leitbild" * 20_000)
    (fault,) = check_city(write_city(tmp_path, edits=[edit])).faults
    assert (fault.file, fault.row) == ("milestones.csv", 3)
    assert "eine Zelle ist länger als 131.072 Zeichen" in fault.found


def test_a_number_of_five_thousand_digits_is_a_fault(tmp_path: Path) -> None:
    edits = [
        ("areas-viertel.geojson", '"id": "04"', f'"id": {"9" * 5000}'),
        ("values.csv", "02,miete,2022,7.25", f"02,miete,2022,{'9' * 5000}"),
    ]
    findings = [str(fault) for fault in check_city(write_city(tmp_path, edits=edits)).faults]
    assert len(findings) == 2
    assert "kein gültiges JSON" in findings[0]
    assert "ist keine Zahl" in findings[1]


def test_a_finding_stays_on_one_line_and_carries_no_control_character(tmp_path: Path) -> None:
    edit = ("milestones.csv", ",1998,", ',"19\n98\u202e",')
    (fault,) = check_city(write_city(tmp_path, edits=[edit])).faults
    assert fault.found == "„19\\n98\\u202e“ ist kein Datum"
