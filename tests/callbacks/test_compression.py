"""What is sent is small, and says how it was packed."""

from __future__ import annotations

import brotli
import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    kept = tmp_path_factory.mktemp("cache")
    return create_app(Settings(cache=str(kept))).server.test_client()


def test_the_layout_is_packed_as_small_as_brotli_can(client: FlaskClient) -> None:
    plain = client.get("/_dash-layout").data
    packed = client.get("/_dash-layout", headers={"Accept-Encoding": "gzip, br"})

    assert packed.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert brotli.decompress(packed.data) == plain
    assert len(packed.data) < len(brotli.compress(plain, quality=9))


@pytest.mark.parametrize(("accept", "packed"), [("gzip", "gzip"), ("identity", None)])
def test_the_layout_goes_to_browsers_without_brotli_too(
    client: FlaskClient, accept: str, packed: str | None
) -> None:
    found = client.get("/_dash-layout", headers={"Accept-Encoding": accept})

    assert found.status_code == 200
    assert found.headers.get("Content-Encoding") == packed
