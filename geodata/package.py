"""City folder to City: the only reader of city packages. All faults are found in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from geodata.errors import BrokenCity, Fault, GeodataError, UnreadableCity
from geodata.index_layers import with_indices
from geodata.model import City
from geodata.reading.area_checks import area_faults, outline_faults, valueless_areas
from geodata.reading.assemble import assemble
from geodata.reading.contents import Contents, read_contents
from geodata.reading.fact_checks import (
    period_faults,
    residents_faults,
    sentence_faults,
    start_faults,
)
from geodata.reading.index_checks import index_faults
from geodata.reading.levels import validity_notes
from geodata.reading.record_checks import record_faults
from geodata.reading.references import reference_faults
from geodata.reading.slides import slide_faults
from geodata.reading.summary import Summary, summarise
from geodata.reading.value_checks import value_faults, valueless_indicators
from geodata.reading.warning_checks import warning_faults

CHECKS = (
    area_faults,
    validity_notes,
    outline_faults,
    reference_faults,
    value_faults,
    valueless_indicators,
    valueless_areas,
    period_faults,
    record_faults,
    sentence_faults,
    start_faults,
    residents_faults,
    index_faults,
    warning_faults,
    slide_faults,
)


@dataclass(frozen=True)
class Report:
    """What was found in a city package.

    ``city`` is None when there are faults. ``notes`` tell what was read all the same but
    deserves a look. Both are sorted by file and row.
    """

    city: City | None
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    summary: Summary


def read_city(folder: Path) -> City:
    """Return the city that the package in *folder* describes.

    Parameters
    ----------
    folder
        A city package: ``datapackage.yaml`` and the files that it names.

    Returns
    -------
    City
        Geometry in EPSG:4326 (longitude, latitude). ``series`` has an entry for each level and
        indicator with at least one row; NaN means no figure, and the status says why.

    Raises
    ------
    UnreadableCity
        If there is no readable ``datapackage.yaml`` in *folder*.
    BrokenCity
        If the package has faults; carries all of them.

    Examples
    --------
    >>> read_city(Path("nirgends"))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    geodata.errors.UnreadableCity: „nirgends“ ist kein Ordner
    """
    report = check_city(folder)
    if report.city is None:
        raise BrokenCity(report.faults)
    return report.city


def read_cities(folder: Path, others: Sequence[Path] = ()) -> City:
    """Return the city in *folder*; the packages in *others* are cities to compare it with.

    Raises
    ------
    UnreadableCity
        If a folder is no city package, or two packages have the same name.
    BrokenCity
        If a package has faults. ``folder`` of every error is the package that it is about.
    """
    found: list[City] = []
    for one in (folder, *others):
        try:
            found.append(_named_once(read_city(one), found))
        except GeodataError as error:
            error.folder = one
            raise
    return replace(found[0], others=tuple(found[1:]))


def _named_once(city: City, known: Sequence[City]) -> City:
    if any(one.id == city.id for one in known):
        raise UnreadableCity(f"„{city.id}“ heißt schon eine andere Stadt; erwartet: jede einmal")
    return city


def check_city(folder: Path) -> Report:
    """Return everything that is wrong or odd in the package in *folder*, and what it holds.

    The row of a finding counts as a spreadsheet does in tables (header = 1), as lines in
    ``datapackage.yaml`` and as objects from 1 in files with geometry; 0 is the whole file.

    Raises
    ------
    UnreadableCity
        If there is no readable ``datapackage.yaml`` in *folder*.
    """
    findings: list[Fault] = []
    contents = read_contents(Path(folder), findings)
    findings.extend(_checked(contents))
    findings.sort(key=lambda finding: (finding.file, finding.row))
    faults = tuple(finding for finding in findings if finding.grave)
    notes = tuple(finding for finding in findings if not finding.grave)
    city = None if faults else with_indices(assemble(contents))
    return Report(city, faults, notes, summarise(contents))


def _checked(contents: Contents) -> Iterator[Fault]:
    return chain.from_iterable(check(contents) for check in CHECKS)
