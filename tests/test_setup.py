"""Setting up and starting: make, requirements, settings, app, gunicorn, headers."""

from __future__ import annotations

import ast
import gzip
import os
import re
import subprocess
import sys
from dataclasses import fields
from importlib.metadata import packages_distributions
from pathlib import Path

import brotli
import pytest
import requests
from dash import Dash
from flask import Flask, Response
from werkzeug.test import Client, TestResponse

import app as application
from app import create_app, main
from callbacks import compression, headers
from callbacks.settings import ROOT, Settings
from geodata.errors import BrokenCity, Fault, UnreadableCity

PIN = re.compile(r"[\w.-]+==[\w.]+(; [\w\"'<>=!. ]+)?(\s+# \S.*)?")
OWN = ("app", "geodata", "layers", "callbacks", "tests", "benchmarks")
BUNDLE = re.compile(r'src="(/_dash-component-suites/dash/dash-renderer/[^"]+)"')


# -- make -------------------------------------------------------------------------------------


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def fake_python(folder: Path, body: str) -> str:
    """Write a program that stands in for Python and notes how it is called."""
    program = folder / "fake-python"
    program.write_text(f'#!/bin/sh\necho "$*" >> "{folder}/calls"\n{body}\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program)


COPIES_ITSELF = 'if [ "$2" = venv ]; then mkdir -p .venv/bin && cp "$0" .venv/bin/python; fi'


def test_make_run_installs_once_and_then_only_starts(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").touch()
    python = fake_python(tmp_path, COPIES_ITSELF)

    first, second = (make(tmp_path, "run", f"PYTHON={python}") for _ in range(2))

    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert [call for call in calls if "pip install" in call] == [
        "-m pip install --quiet --requirement requirements.txt"
    ]
    assert calls[-2:] == ["app.py", "app.py"]


def test_make_run_installs_again_when_the_requirements_change(tmp_path: Path) -> None:
    listed = tmp_path / "requirements.txt"
    listed.touch()
    python = fake_python(tmp_path, COPIES_ITSELF)
    make(tmp_path, "run", f"PYTHON={python}")
    stamp = (tmp_path / ".venv" / ".installed").stat().st_mtime
    os.utime(listed, (stamp + 5, stamp + 5))

    make(tmp_path, "run", f"PYTHON={python}")

    assert (tmp_path / "calls").read_text(encoding="utf-8").count("pip install") == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('[ "$1" = -c ] && exit 1; echo "Python 3.10.9"', "ist zu alt: Python 3.10.9"),
        ('[ "$1" = -m ] && exit 1; exit 0', "apt-get install python3-venv"),
    ],
)
def test_make_says_what_is_wrong_with_python(tmp_path: Path, body: str, said: str) -> None:
    (tmp_path / "requirements.txt").touch()

    run = make(tmp_path, "run", f"PYTHON={fake_python(tmp_path, body)}")

    assert run.returncode != 0
    assert said in run.stdout
    assert not (tmp_path / ".venv").exists()


def test_make_says_when_there_is_no_python(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").touch()

    run = make(tmp_path, "run", "PYTHON=/no/python")

    assert run.returncode != 0
    assert "/no/python wurde nicht gefunden" in run.stdout


@pytest.mark.parametrize("path", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_and_the_direct_ones_say_why(path: str) -> None:
    direct, needed = (ROOT / path).read_text(encoding="utf-8").split("# -- what these need")
    lines = [line for line in direct.splitlines() if line and line[0] not in "#-"]
    others = [line for line in needed.splitlines()[1:] if line]

    assert [line for line in lines + others if not PIN.fullmatch(line)] == []
    assert [line for line in lines if "  # " not in line and " # " not in line] == []
    assert lines


def test_the_readme_shows_the_way_with_and_without_make_first() -> None:
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25]

    for command in ("make run", "make test", "py -m venv .venv", ".venv/bin/python app.py"):
        assert any(command in line for line in first_screen), command


# -- settings ---------------------------------------------------------------------------------


def test_without_a_word_the_embedded_city_is_shown_on_this_machine_only() -> None:
    settings = Settings.from_environment({}, [])

    assert settings == Settings()
    assert (settings.city.name, settings.host, settings.port) == ("flensburg", "127.0.0.1", 8050)


def test_the_command_line_goes_before_the_environment() -> None:
    environ = {"CITY": "/aus/umgebung", "HOST": "0.0.0.0", "PORT": "9000"}

    settings = Settings.from_environment(environ, ["--port", "9001"])

    assert settings == Settings(city=Path("/aus/umgebung"), host="0.0.0.0", port=9001)


def test_further_cities_are_folders_with_the_separator_of_paths_between_them() -> None:
    settings = Settings.from_environment({"BESIDE": os.pathsep.join(["/kiel", "", "/husum"])}, [])

    assert settings.beside == (Path("/kiel"), Path("/husum"))
    assert Settings.from_environment({}, ["--beside", "/kiel"]).beside == (Path("/kiel"),)
    assert Settings.from_environment({"BESIDE": ""}, []).beside == ()


def test_a_further_city_that_cannot_be_read_ends_the_start_with_its_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--beside", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"Die Stadt im Ordner {tmp_path} kann nicht")


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.from_environment({"PORT": "", "CITY": ""}, []) == Settings()


@pytest.mark.parametrize("port", ["-1", "65536", "http", "8050.5", "\u0668\u0660"])
def test_a_wrong_port_ends_with_a_sentence(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        Settings.from_environment({"PORT": port}, [])

    assert ended.value.code == 2
    assert f"{port!r} ist kein Port; erwartet" in capsys.readouterr().err


def test_redis_without_its_package_ends_with_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(SystemExit):
        Settings.from_environment({"CACHE": "redis://127.0.0.1:6379/0"}, [])

    assert "braucht das Paket redis" in capsys.readouterr().err


def test_one_setting_chooses_between_folder_and_redis(tmp_path: Path) -> None:
    assert Settings(cache=str(tmp_path)).flask_caching == {
        "CACHE_TYPE": "FileSystemCache",
        "CACHE_DIR": str(tmp_path),
    }
    assert Settings(cache="redis://h:1/0").flask_caching == {
        "CACHE_TYPE": "RedisCache",
        "CACHE_REDIS_URL": "redis://h:1/0",
    }


def test_help_names_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        Settings.from_environment({}, ["--help"])

    told = capsys.readouterr().out
    assert [field.name for field in fields(Settings) if f"--{field.name}" not in told] == []


# -- start ------------------------------------------------------------------------------------

FAULTS = tuple(
    Fault("values.csv", row, "value", "'1,5'", "eine Zahl", "Punkt statt Komma") for row in (2, 7)
)


@pytest.mark.parametrize(
    ("error", "status", "sentences"),
    [
        (BrokenCity(FAULTS), 1, [str(fault) for fault in FAULTS]),
        (UnreadableCity("/leer: kein datapackage.yaml"), 2, ["/leer: kein datapackage.yaml"]),
    ],
)
def test_a_city_that_cannot_be_shown_ends_with_all_its_faults(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    status: int,
    sentences: list[str],
) -> None:
    def refuse(folder: Path, others: tuple[Path, ...]) -> None:
        raise error

    monkeypatch.setattr(application, "read_cities", refuse)

    assert main([]) == status
    said = capsys.readouterr().err.splitlines()
    assert said[0].endswith("geodata/cities/flensburg kann nicht gezeigt werden:")
    assert said[1:] == sentences


def test_a_folder_that_is_no_city_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "app.py", "--city", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 2, run.stderr
    assert str(tmp_path) in run.stderr
    assert "Traceback" not in run.stderr


def test_the_chosen_port_answers(tmp_path: Path, free_port: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(free_port), "--cache", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        address = named_address(process, r"Running on (http://127\.0\.0\.1:\d+)")
        answer = requests.get(address, timeout=30)
    finally:
        process.terminate()
        process.communicate(timeout=30)

    assert address.endswith(f":{free_port}")
    assert answer.status_code == 200


def test_the_module_has_nothing_but_what_it_says() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'client'"):
        application.client  # noqa: B018


def gunicorn(folder: Path, **environment: str) -> subprocess.Popen[str]:
    command = ["gunicorn", "--bind", "127.0.0.1:0", "--no-control-socket", "app:server"]
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | {"CACHE": str(folder)} | environment,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn does not run on Windows")
def test_gunicorn_serves_the_atlas(tmp_path: Path) -> None:
    process = gunicorn(tmp_path)
    try:
        address = named_address(process, r"Listening at: (\S+)")
        answer = requests.get(address, timeout=30)
    finally:
        process.terminate()
        process.communicate(timeout=30)

    assert answer.status_code == 200
    assert '<html lang="de">' in answer.text
    assert not answer.cookies


@pytest.mark.skipif(sys.platform == "win32", reason="gunicorn does not run on Windows")
def test_gunicorn_gives_up_on_a_folder_that_is_no_city(tmp_path: Path) -> None:
    _, said = gunicorn(tmp_path, CITY=str(tmp_path)).communicate(timeout=30)

    assert "Traceback" not in said
    assert str(tmp_path) in said


def named_address(process: subprocess.Popen[str], pattern: str) -> str:
    """Read what *process* says until it names its address."""
    said = []
    for line in process.stderr or ():
        said.append(line)
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"ended before it answered: {''.join(said)}")


# -- answers ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dash_app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    return create_app(Settings(cache=str(tmp_path_factory.mktemp("cache"))))


@pytest.fixture
def client(dash_app: Dash) -> Client:
    return dash_app.server.test_client()


@pytest.fixture
def bundle(client: Client) -> str:
    """Address of a bundle of Dash with its version."""
    found = BUNDLE.search(client.get("/").get_data(as_text=True))
    assert found
    return found[1]


def test_two_apps_stand_side_by_side(dash_app: Dash, tmp_path: Path) -> None:
    other = create_app(Settings(cache=str(tmp_path)))

    assert set(other.callback_map) == set(dash_app.callback_map)


def test_every_answer_forbids_foreign_hosts_and_guessing(client: Client, bundle: str) -> None:
    for address in ("/", bundle, "/_dash-layout", "/gibt-es-nicht"):
        answer = client.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy, address
        assert "unsafe-eval" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Set-Cookie" not in answer.headers


def test_the_page_is_german_and_has_a_title(client: Client) -> None:
    page = client.get("/").get_data(as_text=True)

    assert '<html lang="de">' in page
    assert "<title>Sozialraumatlas Flensburg</title>" in page


def test_bundles_with_a_version_are_kept_for_a_year(client: Client, bundle: str) -> None:
    assert client.get(bundle).headers["Cache-Control"] == headers.FOREVER
    assert client.get("/").headers.get("Cache-Control", "") != headers.FOREVER


def test_assets_are_kept_for_a_year_only_under_their_fingerprint(client: Client) -> None:
    page = client.get("/").get_data(as_text=True)
    named = re.findall(r'(/assets/[^"?]+)\?m=([\d.]+)', page)
    assert named

    for path, mark in named:
        kept, asked_again = (client.get(a, buffered=True) for a in (f"{path}?m={mark}", path))
        assert kept.headers["Cache-Control"] == headers.FOREVER
        assert asked_again.headers["Cache-Control"] == "no-cache"


def test_assets_are_compressed_and_not_sent_again_to_who_has_them(client: Client) -> None:
    path = "/assets/atlas.css"
    first = client.get(path, headers={"Accept-Encoding": "br"}, buffered=True)
    asked = {"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    again = client.get(path, headers=asked, buffered=True)

    assert brotli.decompress(first.data) == (ROOT / "assets" / "atlas.css").read_bytes()
    assert again.status_code == 304


def test_a_missing_asset_is_not_kept(client: Client) -> None:
    assert client.get("/assets/fehlt.js?m=1").headers.get("Cache-Control") != headers.FOREVER


@pytest.mark.parametrize(
    ("accepted", "decode"),
    [("br, gzip", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)],
)
def test_bundles_come_as_small_as_the_browser_can_read(
    client: Client, bundle: str, accepted: str, decode: type[bytes]
) -> None:
    plain = client.get(bundle, headers={"Accept-Encoding": "identity"}).data
    answer = client.get(bundle, headers={"Accept-Encoding": accepted})

    assert decode(answer.data) == plain
    assert answer.headers.get("Content-Encoding", "identity") == accepted.partition(",")[0]
    assert "Accept-Encoding" in answer.headers["Vary"]


# -- compression and headers alone ------------------------------------------------------------


@pytest.fixture
def compressions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes of everything that is compressed with brotli during the test."""
    sizes: list[int] = []
    original = brotli.compress

    def count(data: bytes, **options: int) -> bytes:
        sizes.append(len(data))
        return original(data, **options)

    monkeypatch.setattr("flask_compress.flask_compress.brotli.compress", count)
    return sizes


def get(app: Dash, address: str, **asked: str) -> TestResponse:
    return app.server.test_client().get(address, headers={"Accept-Encoding": "br", **asked})


@pytest.fixture
def toy() -> Dash:
    """A small Dash app with compression and headers, without a city."""
    toy = Dash("toy", assets_folder="", include_assets_files=False)
    toy.layout = []
    replies = iter(("a" * 1000, "b" * 1000))
    toy.server.add_url_rule("/changes", "changes", lambda: next(replies))
    own = {"Content-Security-Policy": "default-src 'none'"}
    toy.server.add_url_rule("/own", "own", lambda: Response("eigen", headers=own))
    compression.register(toy)
    headers.register(toy)
    return toy


def test_a_bundle_is_compressed_once_whatever_version_is_asked_for(
    toy: Dash, compressions: list[int]
) -> None:
    found = BUNDLE.search(get(toy, "/", **{"Accept-Encoding": "identity"}).get_data(as_text=True))
    assert found
    invented = re.sub(r"\.v\w+m\w+\.", ".v9m9.", found[1])

    answers = [get(toy, address).data for address in (found[1], found[1], invented)]

    assert len(compressions) == 1
    assert len(set(answers)) == 1


def test_an_answer_that_changes_is_not_mistaken_for_an_earlier_one(toy: Dash) -> None:
    assert [brotli.decompress(get(toy, "/changes").data)[:1] for _ in range(2)] == [b"a", b"b"]


def test_a_bundle_is_not_sent_again_to_who_has_it(toy: Dash) -> None:
    address = "/_dash-component-suites/dash/dcc/async-slider.js"
    mark = get(toy, address).headers["ETag"]

    assert get(toy, address, **{"If-None-Match": mark}).status_code == 304


def test_what_a_route_says_itself_stays(toy: Dash) -> None:
    answer = get(toy, "/own")

    assert answer.headers.getlist("Content-Security-Policy") == ["default-src 'none'"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_names_the_inline_scripts_of_the_page(toy: Dash) -> None:
    policy = get(toy, "/").headers["Content-Security-Policy"]

    assert all(mark in policy for mark in toy.csp_hashes())
    assert isinstance(toy.server, Flask)


# -- requirements --------------------------------------------------------------------------------


def imported(folder: Path) -> set[str]:
    """Return the top-level names that the Python files of *folder* import."""
    names: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"__future__", *OWN}


@pytest.mark.parametrize(
    ("folders", "file"),
    [
        (("geodata", "layers", "callbacks"), "requirements.txt"),
        (("tests", "benchmarks"), "tests/requirements.txt"),
    ],
)
def test_all_that_is_imported_is_required(folders: tuple[str, ...], file: str) -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in {"requirements.txt", file}]
    pinned = set(re.findall(r"^([\w.-]+)==", "\n".join(texts).lower().replace("_", "-"), re.M))
    wheels = packages_distributions()
    names = set().union(*(imported(ROOT / folder) for folder in folders))
    missing = {
        name
        for name in names
        if not pinned & {one.lower().replace("_", "-") for one in wheels.get(name, [name])}
    }

    assert names
    assert missing == set()
