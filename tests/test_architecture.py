"""The rules of the house hold; and each check is seen to fail on a planted breach."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from callbacks.settings import ROOT, Settings
from tests.architecture import (
    TEXT_ENDINGS,
    UNFINISHED,
    callback_breaches,
    false_waits,
    file_breaches,
    foreign_hosts,
    german_strings,
    large_files,
    module_names,
    project_files,
    size_breaches,
    unfinished_comments,
    work_at_import,
)

PACKAGES = ("geodata", "layers", "callbacks", "app")
PYTHON = project_files(ROOT, ".py")
TEXTS = [path for path in project_files(ROOT) if path.suffix in TEXT_ENDINGS]


def is_test(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] == "tests"


PRODUCT = [path for path in PYTHON if not is_test(path)]
NO_GERMAN = [
    path
    for path in PRODUCT
    if path.relative_to(ROOT).parts[0] != "geodata" and "texts" not in path.parts
]
OWN_TEXTS = [path for path in TEXTS if not is_test(path) and "cities" not in path.parts]


def found_in(paths: list[Path], check: Callable[[str], list[str]]) -> list[str]:
    """Return what *check* finds in the files *paths*, each with its file."""
    return [
        f"{path.relative_to(ROOT)}: {breach}"
        for path in paths
        for breach in check(path.read_text(encoding="utf-8"))
    ]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the project's contracts on the packages in *folder*."""
    code = "import sys; from importlinter.cli import lint_imports as run; sys.exit(run())"
    config = folder / "pyproject.toml"
    if not config.exists():
        config.write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )


def plant(folder: Path, **modules: str) -> Path:
    """Write empty packages into *folder*, and in each named one a module ``planted``."""
    for package in ("geodata", "layers", "callbacks"):
        (folder / package).mkdir()
        (folder / package / "__init__.py").touch()
        (folder / package / "planted.py").write_text(modules.get(package, ""), encoding="utf-8")
    return folder


def test_imports_run_in_one_direction() -> None:
    run = lint_imports(ROOT)

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("package", "line", "broken"),
    [
        ("geodata", "import layers.planted", "One direction"),
        ("layers", "import callbacks.planted", "One direction"),
        ("geodata", "import dash", "geodata knows nothing of the page"),
        ("geodata", "import plotly.graph_objects", "geodata knows nothing of the page"),
        ("geodata", "import folium", "geodata knows nothing of the page"),
        ("geodata", "import flask", "geodata knows nothing of the page"),
        ("layers", "import flask", "layers are pure"),
        ("callbacks", "import app", "nothing imports what starts it"),
    ],
)
def test_an_import_in_the_wrong_direction_is_caught(
    tmp_path: Path, package: str, line: str, broken: str
) -> None:
    run = lint_imports(plant(tmp_path, **{package: line}))

    assert run.returncode == 1
    assert any(broken in said and "BROKEN" in said for said in run.stdout.splitlines()), run.stdout


def test_functions_are_short_shallow_and_ask_for_little() -> None:
    assert found_in(PRODUCT, size_breaches) == []


@pytest.mark.parametrize(
    ("source", "breaches"),
    [
        ("def f():\n" + "    x = 1\n" * 39, []),
        ("def f():\n" + "    x = 1\n" * 40, ["f (line 1): 41 code lines, at most 40"]),
        ('def f():\n    """Say.\n' + "    More.\n" * 50 + '    """\n', []),
        ("def f():\n" + "    # why\n\n" * 50 + "    return 1\n", []),
        ("def f(a, b, c, d, e): ...", []),
        ("def f(self, a, b, c, d, e): ...", []),
        ("def f(a, b, c, *, d, e, g): ...", ["f (line 1): 6 parameters, at most 5"]),
        ("def f():\n if a:\n  pass\n" + " elif b:\n  pass\n" * 5, []),
        (
            "def f():\n for a in b:\n  if a:\n   with a:\n    while a:\n     pass\n",
            ["f (line 1): 4 levels of nesting, at most 3"],
        ),
        ("def f():\n for a in b:\n  if a:\n   with a:\n    pass\n", []),
    ],
)
def test_a_function_out_of_bounds_is_caught(source: str, breaches: list[str]) -> None:
    assert size_breaches(source) == breaches


def test_files_have_at_most_300_lines() -> None:
    assert found_in(PRODUCT, file_breaches) == []


def test_a_long_file_is_caught() -> None:
    assert file_breaches("x = 1\n" * 301) == ["301 lines, at most 300"]


def test_app_py_stays_under_120_lines() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 120


def test_callbacks_only_wire() -> None:
    assert found_in(PRODUCT, callback_breaches) == []


@pytest.mark.parametrize(
    ("body", "breaches"),
    [
        ("    return paint(view)\n", []),
        ("    x = 1\n" * 9, ["draw: more than 8 lines"]),
        ("    for a in view: pass\n", ["draw: a loop"]),
        ("    return [a for a in view]\n", ["draw: a loop"]),
        ("    if view: pass\n", ["draw: a branch"]),
        ("    return 1 if view else 2\n", ["draw: a branch"]),
    ],
)
def test_a_callback_that_does_more_is_caught(body: str, breaches: list[str]) -> None:
    header = "@app.callback(Output('a', 'b'), Input('c', 'd'))\ndef draw(view):\n"

    assert callback_breaches(header + body) == breaches


def test_interface_texts_stand_in_layers_texts_only() -> None:
    assert found_in(NO_GERMAN, german_strings) == []


def test_an_umlaut_in_a_string_is_caught_but_not_in_a_docstring() -> None:
    source = '"""Stra\u00dfe."""\ndef f():\n    """Stra\u00dfe."""\n    return f"Stra\u00dfe {f}"\n'

    assert [found.split(":")[0] for found in german_strings(source)] == ["line 4"]


def test_nothing_waits_for_a_time() -> None:
    assert found_in(PYTHON, false_waits) == []


@pytest.mark.parametrize(
    "source",
    [
        "import time\ntime.sleep(1)",
        "sleep(1)",
        "page.wait_for_timeout(5)",
        "page.wait_for_function(x)",
    ],
)
def test_waiting_for_a_time_is_caught(source: str) -> None:
    assert len(false_waits(source)) == 1


def test_nothing_is_left_unfinished() -> None:
    scripts = [path for path in OWN_TEXTS if path.suffix in {".js", ".css", ".yaml", ".md"}]

    assert found_in(PYTHON, unfinished_comments) == []
    assert found_in(scripts, UNFINISHED.findall) == []


def test_a_note_of_unfinished_work_is_caught() -> None:
    assert unfinished_comments("x = 1  # TODO: later") == ["line 1: # TODO: later"]
    assert unfinished_comments("x = 'TODO'") == []


def test_importing_a_module_does_nothing() -> None:
    names = module_names(ROOT, PACKAGES)

    assert {"app", "geodata.package", "layers.page", "callbacks.headers"} <= set(names)
    assert work_at_import(ROOT, names) == []


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("open(__file__[:-10] + 'data.csv').close()", "opens"),
        ("from pathlib import Path; Path(__file__).with_name('data.csv').read_text()", "opens"),
        ("import socket; socket.socket().bind(('127.0.0.1', 0))", "socket.bind"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_work_at_import_is_caught(tmp_path: Path, line: str, done: str) -> None:
    plant(tmp_path, geodata=line)
    (tmp_path / "geodata" / "data.csv").touch()

    found = work_at_import(tmp_path, ["geodata.planted"])

    assert any(done in what for what in found), found


def test_no_file_is_too_heavy() -> None:
    assert large_files(ROOT) == []


def test_a_heavy_file_is_caught(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_bytes(b"1" * 2_000_001)

    assert large_files(tmp_path) == ["data.csv: 2000001 bytes"]


def test_nothing_names_a_foreign_host_of_scripts() -> None:
    assert found_in(OWN_TEXTS, foreign_hosts) == []


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://fremd.example/a.js">',
        "@import '//fremd.example/schrift.css';",
        "background: url(https://fremd.example/bild.png)",
        "https://unpkg.com/leaflet",
        "https://fonts.googleapis.com/css",
        "https://a.tile.openstreetmap.org/{z}/{x}/{y}.png",
    ],
)
def test_a_foreign_host_of_scripts_is_caught(line: str) -> None:
    assert len(foreign_hosts(line)) == 1


def test_a_link_to_a_source_is_no_foreign_host() -> None:
    assert foreign_hosts('<a href="https://www.flensburg.de/">') == []


def test_the_readme_tells_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [setting.name for setting in fields(Settings)]

    assert names == [name for name in names if f"`{name.upper()}`" in readme]
    assert names == [name for name in names if f"`--{name}`" in readme]
