"""What read_city makes of Kleinstadt, held against figures worked out by hand."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pytest
from shapely import box

from geodata.dates import PartialDate
from geodata.errors import BrokenCity, UnreadableCity
from geodata.model import City, Direction, Kind, Status
from geodata.package import check_city, read_cities, read_city
from tests.cities import KLEINSTADT, city_files, collection, feature, many_areas, square, write_city

NAN = np.nan


@pytest.fixture(scope="module")
def kleinstadt(tmp_path_factory: pytest.TempPathFactory) -> City:
    return read_city(write_city(tmp_path_factory.mktemp("kleinstadt")))


def test_the_hand_drawn_city_has_neither_fault_nor_note(tmp_path: Path) -> None:
    report = check_city(write_city(tmp_path))
    assert (report.faults, report.notes) == ((), ())


def test_the_report_counts_what_the_package_holds(tmp_path: Path) -> None:
    summary = check_city(write_city(tmp_path)).summary
    assert summary.levels == (("Gesamtstadt", 1), ("Viertel", 4))
    assert summary.indicators == (("Bevölkerung", 3), ("Wohnen", 2))
    assert summary.years == ("2021", "2022")
    assert dict(summary.values) == {status.value: 1 for status in Status} | {"ok": 10}
    assert (summary.funded_areas, summary.phases, summary.milestones, summary.sources) == (
        1,
        2,
        2,
        1,
    )


def test_the_city_is_named_after_its_one_area(kleinstadt: City) -> None:
    assert (kleinstadt.id, kleinstadt.name) == ("kleinstadt", "Kleinstadt")
    assert (kleinstadt.title, kleinstadt.version) == ("Sozialraumatlas Kleinstadt", "1.0")
    assert kleinstadt.level("stadt").area_ids == ("ks",)
    assert kleinstadt.level("viertel").area_ids == ("01", "02", "03", "04")


def test_a_count_becomes_an_array_of_years_by_areas(kleinstadt: City) -> None:
    people = kleinstadt.series["viertel", "einwohner"]
    assert people.years == (2021, 2022)
    np.testing.assert_array_equal(people.value, [[390, NAN, NAN, NAN], [400, 300, 200, 100]])
    assert people.status.tolist() == [
        ["ok", "missing", "missing", "missing"],
        ["ok", "ok", "interpolated", "doubtful"],
    ]
    assert people.notes == {(2022, "04"): "Zahl wie im Vorjahr"}


def test_a_share_is_computed_from_its_parts(kleinstadt: City) -> None:
    share = kleinstadt.series["viertel", "anteil-kinder"]
    np.testing.assert_allclose(
        share.value, [[NAN, NAN, NAN, NAN], [10, 100 * 20 / 300, NAN, NAN]], rtol=1e-12
    )
    np.testing.assert_array_equal(share.denominator[1], [400, 300, 200, NAN])
    assert share.status[:, 1].tolist() == ["not_applicable", "ok"]
    assert share.status[1].tolist() == ["ok", "ok", "suppressed", "withheld"]
    assert kleinstadt.series["stadt", "anteil-kinder"].value.tolist() == [[8.0]]


def test_a_rate_may_exceed_one_hundred(kleinstadt: City) -> None:
    assert kleinstadt.series["viertel", "umzuege"].value[0, 0] == 1000 * 50 / 400


def test_there_is_no_series_where_the_package_has_no_row(kleinstadt: City) -> None:
    assert ("stadt", "miete") not in kleinstadt.series
    assert ("viertel", "miete") in kleinstadt.series


@pytest.mark.parametrize("name", ["value", "numerator", "denominator", "status"])
def test_the_arrays_cannot_be_written(kleinstadt: City, name: str) -> None:
    array = getattr(kleinstadt.series["viertel", "einwohner"], name)
    with pytest.raises(ValueError, match="read-only"):
        array[0, 0] = array[0, 1]


def test_the_city_cannot_be_changed(kleinstadt: City) -> None:
    with pytest.raises(FrozenInstanceError, match="title"):
        kleinstadt.title = "anders"  # type: ignore[misc]
    with pytest.raises(TypeError, match="does not support item assignment"):
        kleinstadt.pages["impressum"] = ""  # type: ignore[index]


def test_an_area_is_measured_in_the_projected_system(kleinstadt: City) -> None:
    quarter = kleinstadt.level("viertel").areas[0]
    # 0.01 degrees of longitude and 0.006 of latitude at 54.783 degrees north on the ellipsoid
    assert quarter.km2 == pytest.approx(0.6438 * 0.6679, rel=0.002)
    assert quarter.point.within(quarter.geometry)
    assert quarter.point.distance(quarter.geometry.centroid) < 0.001


def test_the_point_of_a_ring_lies_on_the_ring_and_of_islands_on_the_largest(tmp_path: Path) -> None:
    outer, hole = square(0, 0, 2, 2)["coordinates"], square(0.2, 0.2, 1.2, 1.2)["coordinates"]
    ring = {"type": "Polygon", "coordinates": [*outer, *hole]}
    small, large = square(3, 0)["coordinates"], square(5, 0, 2, 2)["coordinates"]
    islands = {"type": "MultiPolygon", "coordinates": [small, large]}
    fields = [
        feature(ring, id="f0001", name="Ring", parent="rs"),
        feature(islands, id="f0002", name="Inseln", parent="rs"),
    ]
    folder = many_areas(tmp_path, 2)
    (folder / "areas-feld.geojson").write_text(collection(fields), encoding="utf-8")
    city = read_city(folder)
    first, second = city.level("feld").areas
    assert first.point.within(first.geometry)
    assert second.point.within(box(9.45, 54.78, 9.47, 54.792))


def test_an_indicator_carries_its_source_and_kind(kleinstadt: City) -> None:
    share = kleinstadt.indicator("anteil-kinder")
    assert (share.kind, share.direction, share.factor) == (Kind.SHARE, Direction.NEUTRAL, 100.0)
    assert share.source.licence == "CC0-1.0"
    assert kleinstadt.indicator("kinder").related == "anteil-kinder"
    assert kleinstadt.indicator("miete").decimals == 2


def test_a_funded_area_carries_its_facts_phases_and_outline(kleinstadt: City) -> None:
    area = kleinstadt.funded_area("altmarkt")
    assert area.start == PartialDate(1999, 9)
    assert area.problems == ("Leerstand", "Lärm")
    assert area.areas == ("01", "02")
    assert area.sources == ("atlas-2022", "Amtsblatt 3/1999")
    assert (area.hectares, area.residents, area.dwellings) == (12.5, 350.0, None)
    assert [phase.stage for phase in area.phases] == ["admission", "implementation"]
    assert [one.topic for one in area.disagreements] == ["Fläche"]
    assert area.outline_quality == "schematic"
    assert area.outline is not None


def test_milestones_lanes_pages_and_start_are_read(kleinstadt: City) -> None:
    assert [milestone.id for milestone in kleinstadt.milestones] == ["stbaufg", "leitbild"]
    assert kleinstadt.lanes == (("recht", "Recht"), ("stadt", "Stadt"))
    assert kleinstadt.pages["impressum"].startswith("# Impressum")
    assert (kleinstadt.start.year, kleinstadt.start.layers) == (2022, ("names",))
    assert kleinstadt.operator.name == "Stadt Kleinstadt"
    assert kleinstadt.operator.phone == ""


def test_the_same_files_have_the_same_fingerprint(tmp_path: Path) -> None:
    first = read_city(write_city(tmp_path / "one")).fingerprint
    second = read_city(write_city(tmp_path / "two")).fingerprint
    edit = ("values.csv", "01,kinder,2022,40", "01,kinder,2022,41")
    third = read_city(write_city(tmp_path / "three", edits=[edit])).fingerprint
    assert first == second != third
    assert len(first) == 64


@pytest.mark.parametrize("count", [1, 60, 2000])
def test_a_city_without_funded_areas_and_milestones_loads(tmp_path: Path, count: int) -> None:
    report = check_city(many_areas(tmp_path, count))
    assert (report.faults, report.notes) == ((), ())
    assert report.city is not None
    assert len(report.city.level("feld").areas) == count
    assert report.city.series["feld", "einwohner"].value.shape == (1, count)
    assert (report.city.funded_areas, report.city.milestones) == ((), ())


def test_five_levels_load(tmp_path: Path) -> None:
    names = ["stadt", "bezirk", "region", "raum", "block"]
    above = ["", *names[:-1]]
    levels = "".join(
        f'    - {{id: {name}, name: {name}, name_plural: {name}, parent: "{parent}"}}\n'
        for name, parent in zip(names, above, strict=True)
    )
    resources = "".join(f"  - {{name: areas-{name}, path: {name}.geojson}}\n" for name in names)
    package = city_files()["datapackage.yaml"]
    before, _, after = package.partition("    - {id: stadt, name: Stadt, name_plural")
    package = f"{before}{levels}{after[after.index('  themes:') :]}"
    lines = [line for line in package.splitlines(keepends=True) if "name: areas-" not in line]
    package = "".join(lines).replace("resources:\n", f"resources:\n{resources}")
    package = package.replace("level: viertel", "level: block")
    files = {
        f"{name}.geojson": collection(
            [
                feature(
                    square(0, 0), id=f"{name}-1", name=name, parent=f"{parent}-1" if parent else ""
                )
            ]
        )
        for name, parent in zip(names, above, strict=True)
    }
    rows = "".join(f"{name}-1,anteil-kinder,2022,5,,,ok,\n" for name in names)
    header = city_files()["values.csv"].splitlines()[0]
    folder = write_city(
        tmp_path,
        files={**files, "datapackage.yaml": package, "values.csv": f"{header}\n{rows}"},
        edits=[("funded-areas.csv", "01 | 02", "block-1")],
    )
    assert [level.id for level in read_city(folder).levels] == names


@pytest.mark.parametrize(
    "name",
    [
        "Ærø-Straße & „Söhne“",
        '</script><img src=x onerror="alert(1)">',
        "Hafen 🚢 𝔄 \u200d",
        "Lang" * 2000,
        'O\'Brien, "Kai"; 100 % {value}',
    ],
)
def test_names_of_every_kind_arrive_unchanged(tmp_path: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    quarter = feature(square(0, 0), id="01", name=name, parent="ks")
    rest = [line.rstrip(",") for line in city_files()["areas-viertel.geojson"].splitlines()[2:-1]]
    areas = collection([quarter]).replace("\n]}", ",\n" + ",\n".join(rest) + "\n]}")
    folder = write_city(
        tmp_path,
        files={"areas-viertel.geojson": areas},
        edits=[("indicators.csv", "wohnen,Mittlere Miete", f"wohnen,{quoted}")],
    )
    city = read_city(folder)
    assert city.level("viertel").areas[0].name == name
    assert city.indicator("miete").name == name


def test_a_folder_that_does_not_exist_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCity, match="ist kein Ordner; erwartet: Ordner mit datapackage"):
        read_city(tmp_path / "nirgends")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"datapackage.yaml:1:: keine Zuordnung von Schlüsseln; erwartet: name:"),
        (b"- a\n- b\n", r"datapackage.yaml:1:: keine Zuordnung"),
        (b"name: x\n", r"datapackage.yaml:1:: der Abschnitt atlas fehlt"),
        (b"a: [1, 2\nb: 3\n", r"datapackage.yaml:2:: kein gültiges YAML \("),
        (b"a: &x [1]\nb: *x\n", r"datapackage.yaml:2:: kein gültiges YAML \(Verweise mit \*"),
        (
            b"a: " + b"[" * 5000 + b"]" * 5000,
            r"datapackage.yaml:1:: kein gültiges YAML \(zu tief verschachtelt",
        ),
        (b"a: \xff\xfe\x81", r"datapackage.yaml:1:: die Zeichenkodierung ist nicht zu erkennen"),
        (b"a: b\nc: \x00", r"datapackage.yaml:2:: enthält das Steuerzeichen"),
        (b"a: b\n" * 200_000, r"datapackage.yaml:1:: ist 1000000 Byte groß"),
    ],
)
def test_a_datapackage_that_is_none_is_unreadable(
    tmp_path: Path, content: bytes, message: str
) -> None:
    folder = write_city(tmp_path, files={"datapackage.yaml": content})
    with pytest.raises(UnreadableCity, match=message):
        check_city(folder)


def test_a_folder_without_datapackage_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableCity, match=r"datapackage.yaml::: die Datei fehlt"):
        check_city(tmp_path)


def test_a_datapackage_in_latin_1_is_read_with_a_note(tmp_path: Path) -> None:
    report = check_city(write_city(tmp_path, encodings={"datapackage.yaml": "latin-1"}))
    assert report.faults == ()
    lines = (tmp_path / "datapackage.yaml").read_text("latin-1").splitlines()
    first = next(row for row, line in enumerate(lines, 1) if not line.isascii())
    assert [(note.file, note.row) for note in report.notes] == [("datapackage.yaml", first)]


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    folder = write_city(tmp_path, files={"milestones.csv": None})
    (folder / "milestones.csv").mkdir()
    (fault,) = check_city(folder).faults
    assert str(fault).startswith("milestones.csv::: ist keine Datei; erwartet: eine Datei")


def test_a_file_that_may_not_be_read_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, read_bytes = write_city(tmp_path), Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "milestones.csv":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (fault,) = check_city(folder).faults
    assert str(fault).startswith("milestones.csv::: nicht lesbar (Permission denied)")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id\n", encoding="utf-8")
    folder = write_city(tmp_path / "city", files={"milestones.csv": None})
    (folder / "milestones.csv").symlink_to(tmp_path / "secret.csv")
    (fault,) = check_city(folder).faults
    assert "führt aus dem Ordner hinaus" in fault.found


@pytest.mark.parametrize(
    "path", ["../x.csv", "a/../../x.csv", "/x.csv", "C:/x.csv", "..", "~/x", "https://a/b", "a\\b"]
)
def test_a_hostile_path_is_refused(tmp_path: Path, path: str) -> None:
    edit = ("datapackage.yaml", "path: milestones.csv", f"path: '{path}'")
    (fault,) = check_city(write_city(tmp_path, edits=[edit])).faults
    assert (fault.file, fault.row) == ("datapackage.yaml", 17)
    assert "führt aus dem Ordner hinaus" in fault.found


def test_several_cities_are_read_and_a_fault_names_its_folder(tmp_path: Path) -> None:
    edit = ("datapackage.yaml", "name: kleinstadt", "name: grossstadt")
    other = write_city(tmp_path / "other", edits=[edit])
    broken = write_city(tmp_path / "broken", edits=[edit], files={"values.csv": "area\n"})

    pair = read_cities(KLEINSTADT, [other])
    assert (pair.id, [one.id for one in pair.others]) == ("kleinstadt", ["grossstadt"])
    assert read_cities(KLEINSTADT).others == ()
    with pytest.raises(BrokenCity) as faulty:
        read_cities(KLEINSTADT, [broken])
    assert faulty.value.folder == broken
    with pytest.raises(UnreadableCity, match="heißt schon eine andere Stadt") as twice:
        read_cities(KLEINSTADT, [other, other])
    assert twice.value.folder == other
