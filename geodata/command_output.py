"""How commands write files and say what is wrong; nothing of what they write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from geodata.errors import BrokenCity, Fault, UnreadableCity
from geodata.model import City

FINE, FAULTY, UNREADABLE = 0, 1, 2
STDOUT = "-"


def write_whole(content: bytes, out: str) -> None:
    """Write all or nothing: a reader never meets half a file. ``-`` is the standard output.

    Raises
    ------
    OSError
        If the file cannot be written; what stood there before still does.
    """
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


def file_faults(out: str) -> list[Fault]:
    """Return why no file can be written to *out*, as far as that can be known beforehand."""
    path = Path(out)
    if out == STDOUT:
        return []
    if not path.parent.is_dir():
        return [
            Fault("--out", 0, "", f"den Ordner „{path.parent}“ gibt es nicht",
                  "eine Datei in einem vorhandenen Ordner", "den Ordner anlegen")
        ]  # fmt: skip
    if path.exists() and not path.is_file():
        return [unwritable(out, "keine gewöhnliche Datei")]
    return []


def unwritable(out: str, reason: str) -> Fault:
    """Return the fault of a file that cannot be written."""
    return Fault("--out", 0, "", f"„{out}“ lässt sich nicht schreiben ({reason})",
                 "eine Datei, die geschrieben werden darf, oder - für die Standardausgabe",
                 "einen anderen Namen angeben")  # fmt: skip


def refuse(*faults: Fault | UnreadableCity, status: int = UNREADABLE) -> int:
    """Print *faults* to standard error and return *status*."""
    for fault in faults:
        print(fault, file=sys.stderr)
    return status


def with_city(read: Callable[[], City], go: Callable[[City], int]) -> int:
    """Return what *go* returns for the city; say why where it is broken or cannot be read."""
    try:
        city = read()
    except UnreadableCity as error:
        return refuse(error)
    except BrokenCity as error:
        return refuse(*error.faults, status=FAULTY)
    return go(city)


def saved(write: Callable[[], None], out: str) -> int:
    """Return 0 once *write* has written to *out*; where that fails, say why and return 2."""
    try:
        write()
    except OSError as error:
        return refuse(unwritable(out, error.strerror or str(error)))
    return FINE
