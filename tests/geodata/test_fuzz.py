"""Whatever stands in a file: findings, never a traceback."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.__main__ import main
from tests.cities import city_files, collection, feature, write_city

FILES = sorted(city_files())
LAST_LINE = re.compile(r"\d+ Fehler, \d+ Hinweise|datapackage.yaml:\d*:: .+; Abhilfe: .+")
LETTERS = st.sampled_from(
    [",", '"', "\n", "{", "}", "[", "]", ":", "-", "9" * 40, "\ufeff", "é", "\0"]
)


def last_line(files: dict[str, str | bytes | None]) -> str:
    printed = io.StringIO()
    with TemporaryDirectory() as folder, redirect_stdout(printed):
        status = main(["check", str(write_city(Path(folder), files=files))])
    assert status in (0, 1, 2)
    return printed.getvalue().splitlines()[-1]


@pytest.mark.parametrize("file", FILES)
@given(content=st.binary(max_size=300))
@settings(max_examples=8)
def test_random_bytes_give_no_traceback(file: str, content: bytes) -> None:
    assert LAST_LINE.fullmatch(last_line({file: content}))


@pytest.mark.parametrize("file", FILES)
@given(place=st.floats(0, 1), length=st.integers(0, 30), new=LETTERS)
@settings(max_examples=12)
def test_a_torn_out_piece_gives_no_traceback(
    file: str, place: float, length: int, new: str
) -> None:
    text = city_files()[file]
    start = int(place * len(text))
    content = text[:start] + new + text[start + length :]
    assert LAST_LINE.fullmatch(last_line({file: content}))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
)


@given(
    coordinates=JSON, kind=st.sampled_from(["Polygon", "MultiPolygon", "GeometryCollection", ""])
)
@settings(max_examples=40)
def test_coordinates_of_any_shape_give_no_traceback(coordinates: object, kind: str) -> None:
    geometry = {"type": kind, "coordinates": coordinates, "geometries": coordinates}
    areas = collection([feature(geometry, id="01", name="A", parent="ks")])
    assert LAST_LINE.fullmatch(last_line({"areas-viertel.geojson": areas}))
