"""``python -m geodata export``: one view as a file, in scripts and without a server.

This module starts things, as ``app.py`` does: it alone may import from :mod:`layers`.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from geodata.errors import BrokenCity, Fault, UnreadableCity
from geodata.model import City
from geodata.package import read_city
from layers.export.every_format import EVERY_FORMAT
from layers.table_page import notice_words
from layers.texts import texts
from layers.view import View, from_query

FINE, FAULTY, UNREADABLE = 0, 1, 2
STDOUT = "-"


def run_export(chosen: argparse.Namespace) -> int:
    """Write the view as a file; return 0 fine, 1 broken city, 2 wrong usage or not writable.

    Nothing but the file goes to standard output; what is wrong and what was corrected in the
    query goes to standard error.
    """
    wrong = _usage_faults(chosen)
    if wrong:
        return _refuse(*wrong)
    try:
        city = read_city(chosen.city)
    except UnreadableCity as error:
        return _refuse(error)
    except BrokenCity as error:
        return _refuse(*error.faults, status=FAULTY)
    content = EVERY_FORMAT[chosen.format].write(city, _view(city, chosen.view), chosen.host)
    try:
        _write(content, chosen.out)
    except OSError as error:
        return _refuse(_unwritable(chosen.out, error.strerror or str(error)))
    return FINE


def _usage_faults(chosen: argparse.Namespace) -> list[Fault]:
    found = []
    if chosen.format not in EVERY_FORMAT:
        known = ", ".join(EVERY_FORMAT)
        found.append(
            Fault("--format", 0, "", f"unbekanntes Format „{chosen.format}“", f"eines von {known}",
                  "ein bekanntes Format angeben")
        )  # fmt: skip
    path = Path(chosen.out)
    if chosen.out != STDOUT and not path.parent.is_dir():
        found.append(
            Fault("--out", 0, "", f"den Ordner „{path.parent}“ gibt es nicht",
                  "eine Datei in einem vorhandenen Ordner", "den Ordner anlegen")
        )  # fmt: skip
    elif chosen.out != STDOUT and path.exists() and not path.is_file():
        found.append(_unwritable(chosen.out, "keine gewöhnliche Datei"))
    return found


def _unwritable(out: str, reason: str) -> Fault:
    return Fault("--out", 0, "", f"„{out}“ lässt sich nicht schreiben ({reason})",
                 "eine Datei, die geschrieben werden darf, oder - für die Standardausgabe",
                 "einen anderen Namen angeben")  # fmt: skip


def _view(city: City, address: str) -> View:
    """Read a query, or a whole address with one; say what had to be corrected."""
    view, notices = from_query(address.rpartition("?")[2], city)
    words = texts(view.language)["view"]
    for notice in notices:
        said = notice_words(city, notice, words[notice.key])
        print(f"Hinweis --view: {said}", file=sys.stderr)
    return view


def _write(content: bytes, out: str) -> None:
    """Write all or nothing: a reader never meets half a file."""
    if out == STDOUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(out)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _refuse(*faults: Fault | UnreadableCity, status: int = UNREADABLE) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    return status
