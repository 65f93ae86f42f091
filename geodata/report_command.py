"""``python -m geodata report``: profiles of areas and funded areas, and views, as files.

This module starts things, as ``app.py`` does: it may import from :mod:`layers`.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from tqdm import tqdm

from geodata.command_output import (
    FINE,
    STDOUT,
    UNREADABLE,
    file_faults,
    refuse,
    unwritable,
    with_city,
    write_whole,
)
from geodata.errors import Fault
from geodata.export_command import asked_view
from geodata.model import City
from geodata.package import read_city
from geodata.reading.findings import listed, nearest, quoted
from layers.export.snapshot import Place
from layers.report.asked import (
    Asked,
    Shown,
    every_view,
    file_name,
    of_presentation,
    view_of_area,
    view_of_funded_area,
)
from layers.report.formats import FORMATS, written
from layers.report.sections import ALL
from layers.view import View


def run_report(chosen: argparse.Namespace) -> int:
    """Write the reports; return 0 fine, 1 broken city, 2 wrong usage or not writable.

    Nothing but a single report goes to standard output. What is wrong goes to standard error, and
    so does a bar of the progress, where that is a terminal.
    """
    wrong = _usage_faults(chosen)
    if wrong:
        return refuse(*wrong)
    return with_city(lambda: read_city(chosen.city), lambda city: _report(chosen, city))


def _report(chosen: argparse.Namespace, city: City) -> int:
    asked = list(_asked(city, chosen))
    unknown = [one for one in asked if isinstance(one, Fault)]
    if unknown:
        return refuse(*unknown)
    return _write(city, [one for one in asked if isinstance(one, Asked)], chosen)


def _usage_faults(chosen: argparse.Namespace) -> list[Fault]:
    found = []
    if chosen.format not in FORMATS:
        found.append(_unknown("--format", "unbekanntes Format", chosen.format, FORMATS))
    found += [
        _unknown("--sections", "unbekannter Abschnitt", section, ALL)
        for section in _sections(chosen)
        if section not in ALL
    ]
    picked = chosen.area or chosen.funded_area
    if chosen.all and (picked or chosen.presentation):
        found.append(
            Fault("--all", 0, "", "zusammen mit einer Auswahl angegeben",
                  "--all oder eine Auswahl mit --area, --funded-area, --presentation",
                  "eines davon weglassen")
        )  # fmt: skip
    if (chosen.all or picked) and len(chosen.view) > 1:
        found.append(
            Fault("--view", 0, "", "mehrere Ansichten für die Karte eines Profils",
                  "höchstens eine Ansicht", "eine Ansicht angeben")
        )  # fmt: skip
    return [*found, *_folder_faults(chosen)]


def _folder_faults(chosen: argparse.Namespace) -> list[Fault]:
    """Several reports need a folder; it is made where only its last part is missing."""
    if not _many(chosen):
        return [] if Path(chosen.out).is_dir() else file_faults(chosen.out)
    path = Path(chosen.out)
    if chosen.out != STDOUT and (path.is_dir() or (path.parent.is_dir() and not path.exists())):
        return []
    return [Fault("--out", 0, "", f"„{chosen.out}“ ist kein Ordner",
                  "ein Ordner für mehrere Dateien", "einen Ordner angeben")]  # fmt: skip


def _many(chosen: argparse.Namespace) -> bool:
    return chosen.all or len(chosen.area) + len(chosen.funded_area) > 1


def _unknown(option: str, what: str, found: str, known: Collection[str]) -> Fault:
    return Fault(option, 0, "", f"{what} {quoted(found)}{nearest(found, known)}",
                 f"eines von {listed(known, 40)}", "ein bekanntes Wort angeben")  # fmt: skip


def _sections(chosen: argparse.Namespace) -> tuple[str, ...]:
    return tuple(part.strip() for part in chosen.sections.split(",") if part.strip())


def _asked(city: City, chosen: argparse.Namespace) -> Iterator[Asked | Fault]:
    """Yield what is to be written, and a fault for each thing that the city does not have."""
    views = [asked_view(city, address) for address in chosen.view or [""]]
    place = Place(chosen.host, datetime.date.today())
    base, sections = views[0], _sections(chosen)
    if chosen.presentation:
        yield _presentation(city, chosen.presentation, place, sections)
    for found in _profiles(city, chosen, base):
        yield found if isinstance(found, Fault) else Asked(found, place, sections)
    if not (chosen.all or chosen.area or chosen.funded_area or chosen.presentation):
        yield Asked(base, place, sections, tuple(map(Shown, views)))


def _profiles(city: City, chosen: argparse.Namespace, base: View) -> Iterator[View | Fault]:
    if chosen.all:
        yield from every_view(city, base)
    areas = [area.id for level in city.levels for area in level.areas]
    for area_id in chosen.area:
        yield view_of_area(city, base, area_id) or _unknown(
            "--area", "unbekanntes Gebiet", area_id, areas
        )
    funded = [area.id for area in city.funded_areas]
    for area_id in chosen.funded_area:
        yield view_of_funded_area(city, base, area_id) or _unknown(
            "--funded-area", "unbekanntes Fördergebiet", area_id, funded
        )


def _presentation(city: City, name: str, place: Place, sections: tuple[str, ...]) -> Asked | Fault:
    known = {one.id: one for one in city.presentations}
    if name not in known:
        return _unknown("--presentation", "unbekannter Vortrag", name, known)
    return of_presentation(city, known[name], place, sections)


def _write(city: City, asked: list[Asked], chosen: argparse.Namespace) -> int:
    out = Path(chosen.out)
    into = _many(chosen) or (chosen.out != STDOUT and out.is_dir())
    taken: set[str] = set()
    bar = tqdm(asked, unit="", file=sys.stderr, disable=None if _many(chosen) else True)
    for one in bar:
        name = _free(file_name(city, one, chosen.format), taken)
        target = str(out / name) if into else chosen.out
        bar.set_postfix_str(name)
        try:
            if into:
                out.mkdir(exist_ok=True)
            write_whole(written(city, one, chosen.format), target)
        except OSError as error:
            bar.close()
            return refuse(unwritable(target, error.strerror or str(error)), status=UNREADABLE)
    return FINE


def _free(name: str, taken: set[str]) -> str:
    """Return *name*, with a number where another report has it: ids may be alike in letters."""
    stem, _, ending = name.rpartition(".")
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}.{ending}"
    taken.add(found)
    return found
