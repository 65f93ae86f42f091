"""Logo and funder's note of the operator: read with the package, refused where unfit to print."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from geodata.errors import BrokenCity
from geodata.package import read_city
from geodata.reading.logo import LARGEST
from tests.cities import city_files, write_city

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0H4V2z"/></svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)


def write(folder: Path, said: str, **files: str | bytes) -> Path:
    package = city_files()["datapackage.yaml"].replace("\natlas:\n", f"\natlas:\n{said}", 1)
    named = {name.replace("_", "."): content for name, content in files.items()}
    return write_city(folder, files={"datapackage.yaml": package, **named})


@pytest.mark.parametrize(("name", "data"), [("logo.svg", SVG.encode()), ("logo.png", PNG)])
def test_a_logo_and_a_note_of_the_funder_belong_to_the_operator(
    tmp_path: Path, name: str, data: bytes
) -> None:
    said = f"  logo: {name}\n  funder_note: Gefördert vom Bund\n"
    city = read_city(write(tmp_path, said, **{name.replace(".", "_"): data}))

    assert city.operator.logo == data
    assert city.operator.funder_note == "Gefördert vom Bund"


def test_without_a_word_there_is_none(tmp_path: Path) -> None:
    operator = read_city(write_city(tmp_path)).operator

    assert (operator.logo, operator.funder_note) == (b"", "")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "das Logo ist weder SVG noch PNG"),
        (b"<svg", "das Logo ist weder SVG noch PNG"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "das Logo ist weder SVG noch PNG"),
        (PNG[:-8], "das PNG ist unvollständig"),
        (b" " * (LARGEST + 1), "Byte groß; erwartet: höchstens 500000 Byte"),
        (SVG.replace("<path", "<script>1</script><path").encode(), "enthält ein Skript oder lädt"),
        (
            SVG.replace("<path", '<image href="https://x.example/a.png"/><path').encode(),
            "enthält ein Skript oder lädt etwas nach",
        ),
        (
            f'<!DOCTYPE svg [<!ENTITY a "b">]>{SVG}'.encode(),
            "enthält ein Skript oder lädt etwas nach",
        ),
    ],
)
def test_a_logo_that_cannot_be_printed_is_a_fault(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(BrokenCity, match=said):
        read_city(write(tmp_path, "  logo: logo.svg\n", logo_svg=data))


@pytest.mark.parametrize(
    ("path", "said"),
    [("fehlt.svg", "die Datei fehlt"), ("../logo.svg", "führt aus dem Ordner hinaus")],
)
def test_a_logo_must_lie_in_the_package(tmp_path: Path, path: str, said: str) -> None:
    with pytest.raises(BrokenCity, match=said):
        read_city(write(tmp_path, f"  logo: {path}\n"))
