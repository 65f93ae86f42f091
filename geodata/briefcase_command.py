"""``python -m geodata briefcase``: the whole atlas in one file, for rooms without a network.

This module starts things, as ``app.py`` does: it may import from :mod:`layers`.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Mapping
from pathlib import Path

from geodata.command_output import (
    STDOUT,
    file_faults,
    refuse,
    saved,
    with_city,
    write_whole,
)
from geodata.errors import Fault
from geodata.export_command import asked_view
from geodata.model import City
from geodata.package import read_cities
from layers.export.briefcase import briefcase, zipped
from layers.export.snapshot import Place
from layers.texts import DEFAULT_LANGUAGE
from layers.view import to_query

ZIP = ".zip"


def run_briefcase(chosen: argparse.Namespace) -> int:
    """Write the briefcase; return 0 fine, 1 broken city, 2 wrong usage or not writable.

    ``--out`` is a zip (``tasche.zip``, or ``-`` for the standard output) or a new folder.
    """
    wrong = file_faults(chosen.out) if _is_zip(chosen.out) else _folder_faults(Path(chosen.out))
    if wrong:
        return refuse(*wrong)
    return with_city(
        lambda: read_cities(chosen.city, chosen.beside), lambda city: _pack(chosen, city)
    )


def _pack(chosen: argparse.Namespace, city: City) -> int:
    start = to_query(asked_view(city, chosen.view), city) if chosen.view else ""
    place = Place(chosen.host, datetime.date.today())
    files = briefcase(city, start, DEFAULT_LANGUAGE, place)
    return saved(lambda: _write(files, chosen.out), chosen.out)


def _is_zip(out: str) -> bool:
    return out == STDOUT or out.lower().endswith(ZIP)


def _write(files: Mapping[str, bytes], out: str) -> None:
    if _is_zip(out):
        write_whole(zipped(files), out)
        return
    for name, content in files.items():
        path = Path(out) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _folder_faults(folder: Path) -> list[Fault]:
    """A folder is made; one that holds something is left alone."""
    if not folder.parent.is_dir():
        return file_faults(str(folder))
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return []
    return [
        Fault("--out", 0, "", f"„{folder}“ gibt es schon, und es ist nicht leer",
              "ein neuer oder leerer Ordner, oder eine Datei auf .zip",
              "einen anderen Namen angeben")
    ]  # fmt: skip
