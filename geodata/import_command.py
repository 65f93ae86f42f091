"""``python -m geodata import``: official files of a city to a city package.

A further city is one recipe in :mod:`geodata.sources` and one line in ``RECIPES``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geodata.command_output import FAULTY, FINE, refuse
from geodata.errors import Fault, UnreadableCity
from geodata.package import check_city
from geodata.sources import berlin


@dataclass(frozen=True)
class Recipe:
    """How a city is built: which files it needs, and what writes the package."""

    needed: Callable[[Path], list[Path]]
    build: Callable[[Path, Path], list[str]]


RECIPES = {"berlin": Recipe(berlin.needed_files, berlin.build)}


def run_import(chosen: argparse.Namespace) -> int:
    """Build the package, check it, and say what is wrong with the source.

    Returns 0 fine, 1 if the package has faults, 2 for wrong usage or files that cannot be read.
    What is wrong with the source goes to standard error, what was built to standard output.
    """
    source, target = chosen.source, chosen.target
    wrong = _usage_faults(chosen.name, source, target)
    if wrong:
        return refuse(*wrong)
    try:
        told = RECIPES[chosen.name].build(source, target)
        report = check_city(target)
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        return refuse(_unreadable(source, error))
    except UnreadableCity as error:
        return refuse(error)
    for sentence in told:
        print(f"Hinweis {sentence}", file=sys.stderr)
    if report.faults:
        return refuse(*report.faults, status=FAULTY)
    areas = ", ".join(f"{name} {count}" for name, count in report.summary.levels)
    print(f"{target}: {areas}; {len(told)} Hinweise zur Quelle")
    return FINE


def _usage_faults(name: str, source: Path, target: Path) -> list[Fault]:
    if not source.is_dir():
        return [_fault("--from", f"den Ordner „{source}“ gibt es nicht", "Ordner der Quelldateien")]
    absent = [path for path in RECIPES[name].needed(source) if not path.is_file()]
    if absent:
        shown = ", ".join(str(path.relative_to(source)) for path in absent[:5])
        more = f" und {len(absent) - 5} weitere" if len(absent) > 5 else ""
        found = f"in „{source}“ fehlen {shown}{more}"
        return [_fault("--from", found, "alle amtlichen Dateien")]
    if target.exists() and not target.is_dir():
        return [_fault("--to", f"„{target}“ ist kein Ordner", "ein Ordner oder ein neuer Name")]
    if target.is_dir() and any(target.iterdir()) and not _is_built(target, name):
        found = f"der Ordner „{target}“ ist nicht leer und enthält etwas anderes als „{name}“"
        expected = "ein leerer Ordner, ein neuer Name oder das früher gebaute Stadtpaket"
        return [_fault("--to", found, expected)]
    return []


def _is_built(folder: Path, name: str) -> bool:
    """Return whether *folder* holds an earlier package of the recipe: that may be replaced."""
    descriptor = folder / "datapackage.yaml"
    if not descriptor.is_file():
        return False
    lines = descriptor.read_text(encoding="utf-8", errors="replace").splitlines()
    return f"name: {name}" in lines


def _unreadable(source: Path, error: Exception) -> Fault:
    reason = f"{type(error).__name__}: {error}"
    found = f"die Dateien in „{source}“ lassen sich nicht lesen ({reason})"
    return _fault("--from", found, "amtliche Dateien in unveränderter Form")


def _fault(option: str, found: str, expected: str) -> Fault:
    return Fault(option, 0, "", found, expected, "anderen Ordner angeben")
