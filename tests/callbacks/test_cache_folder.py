"""The folder of the cache: missing, not writable, gone, full of rubbish; many readers at once."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app import create_app
from callbacks.settings import Settings

PATHS = (
    "/auswertung/index?jahr=2020",
    "/auswertung/index.csv?jahr=2020",
    "/auswertung/profil?auswahl=02",
    "/auswertung/profil?auswahl=03",
    "/auswertung/cluster.json?auswahl=02",
)


def test_without_a_folder_the_atlas_answers_and_says_it_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "datei"
    file.write_text("")
    client = create_app(Settings(cache=str(file / "ordner"))).server.test_client()

    assert [client.get(path).status_code for path in (*PATHS, "/bild.svg")] == [200] * 6
    error = capsys.readouterr().err
    assert error.count("lässt sich nichts schreiben") == 1
    assert "Abhilfe: CACHE" in error
    assert "Traceback" not in error


def test_a_folder_that_is_gone_or_spoilt_changes_no_answer(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    client = create_app(Settings(cache=str(folder))).server.test_client()
    first = client.get(PATHS[0])
    for kept in folder.rglob("*"):
        kept.write_bytes(b"garbage")
    spoilt = client.get(PATHS[0])
    shutil.rmtree(folder)
    gone = client.get(PATHS[0])

    assert {one.status_code for one in (first, spoilt, gone)} == {200}
    assert first.data == spoilt.data == gone.data


def test_many_readers_get_their_own_answers(tmp_path: Path) -> None:
    app = create_app(Settings(cache=str(tmp_path)))

    def ask(path: str) -> bytes:
        return app.server.test_client().get(path).data

    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(ask, PATHS * 3))

    assert len(set(found)) == len(PATHS)
    assert found == found[: len(PATHS)] * 3


@pytest.mark.parametrize("name", ["index", "profil", "planspiel"])
@pytest.mark.parametrize("ending", ["", ".csv", ".json", ".pdf"])
def test_the_order_of_parameters_changes_nothing(tmp_path: Path, name: str, ending: str) -> None:
    client = create_app(Settings(cache=str(tmp_path))).server.test_client()
    asked = ["stadt=flensburg", "auswahl=02", "jahr=2020", "indikator=arbeitslose-anteil"]

    one, other = (
        client.get(f"/auswertung/{name}{ending}?{'&'.join(order)}").data
        for order in (asked, asked[::-1])
    )
    assert one == other
