"""What is wired: every id is on the page, two apps live side by side, panels answer by POST."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import brotli
import pytest
from werkzeug.test import Client

from app import create_app
from callbacks.settings import Settings
from geodata.model import City
from tests.cities import write_city


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    kept = tmp_path_factory.mktemp("cache")
    return create_app(Settings(cache=str(kept))).server.test_client()


def ids(node: Any) -> Iterator[str]:
    """Yield every id of a layout as JSON."""
    if isinstance(node, dict):
        props = node.get("props", {})
        if "id" in props:
            yield props["id"]
        yield from ids(props.get("children"))
    elif isinstance(node, list):
        for child in node:
            yield from ids(child)


def dependencies(client: Client) -> list[dict[str, Any]]:
    return list(client.get("/_dash-dependencies").get_json())


def test_every_id_of_a_callback_is_on_the_page(client: Client) -> None:
    present = set(ids(client.get("/_dash-layout").get_json()))
    asked = {part["id"] for one in dependencies(client) for part in [*one["inputs"], *one["state"]]}
    asked |= {
        output.rpartition(".")[0]
        for one in dependencies(client)
        for output in one["output"].strip(".").split("...")
        if "." in output  # a callback without output has a hash in its place
    }

    assert len(asked) >= 2
    assert asked <= present


def test_the_server_computes_nothing_but_panels(client: Client) -> None:
    """A switch of indicator, year or classes must not need the server."""
    server = [one["output"] for one in dependencies(client) if not one["clientside_function"]]

    assert server
    assert set(server) == {"funded-area-panel.children"}


def ask(client: Client, funded_area: Any) -> Any:
    """Ask for the panel of a funded area as the browser does."""
    callback = next(
        one for one in dependencies(client) if one["output"] == "funded-area-panel.children"
    )
    values = [{**part, "value": funded_area} for part in callback["inputs"]]
    body = {
        "output": callback["output"],
        "outputs": {"id": "funded-area-panel", "property": "children"},
        "inputs": values,
        "changedPropIds": [f"{part['id']}.{part['property']}" for part in values],
    }
    return client.post("/_dash-update-component", json=body)


def panel(client: Client, funded_area: str) -> str:
    answer = ask(client, funded_area).get_json()
    return str(answer["response"]["funded-area-panel"]["children"]["props"]["data-html"])


def test_the_panel_of_every_funded_area_comes_by_post(client: Client, flensburg: City) -> None:
    for area in flensburg.funded_areas:
        assert f"<h2>{escape(area.name)}</h2>" in panel(client, area.id)
        assert len(brotli.compress(ask(client, area.id).data)) < 60_000


@pytest.mark.parametrize("unknown", ["", "atlantis", "../../etc/passwd", "<script>", "ä" * 5000])
def test_the_panel_of_an_unknown_funded_area_is_empty(client: Client, unknown: str) -> None:
    assert ask(client, unknown).status_code == 200
    assert panel(client, unknown) == ""


@pytest.mark.parametrize("odd", [None, 5, ["hafen-ost"], {"a": 1}])
def test_a_panel_asked_for_with_anything_but_a_name_does_no_harm(client: Client, odd: Any) -> None:
    assert ask(client, odd).status_code in (200, 204, 400)


def test_two_apps_of_different_cities_live_side_by_side(tmp_path: Path) -> None:
    first = create_app(Settings(cache=str(tmp_path / "a"))).server.test_client()
    small = write_city(tmp_path / "stadt")
    second = create_app(Settings(city=small, cache=str(tmp_path / "b"))).server.test_client()
    again = create_app(Settings(cache=str(tmp_path / "c"))).server.test_client()

    assert len(dependencies(first)) == len(dependencies(second)) == len(dependencies(again))
    assert "Kleinstadt" in second.get("/").get_data(as_text=True)
    assert "Kleinstadt" not in first.get("/").get_data(as_text=True)
    assert panel(second, "altmarkt") != panel(first, "altmarkt") == ""


def test_the_page_sets_no_cookie_and_names_no_foreign_host(client: Client) -> None:
    for path in ("/", "/tabelle", "/_dash-layout", "/_dash-dependencies"):
        answer = client.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "default-src" in answer.headers["Content-Security-Policy"]
