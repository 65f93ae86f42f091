"""One family of errors.

GeodataError
├── UnreadableCity   the folder is missing or is no city package at all
└── BrokenCity       the package was read and has faults; carries all of them
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One finding in a city package: where, what was found, what is expected, how to mend it.

    ``row`` counts as a spreadsheet does (the header is row 1); 0 means the whole file.
    ``grave`` is False for a note: the file could be read all the same.
    """

    file: str
    row: int
    field: str
    found: str
    expected: str
    remedy: str
    grave: bool = True

    def __str__(self) -> str:
        place = ":".join([self.file, str(self.row) if self.row else "", self.field])
        return f"{place}: {self.found}; erwartet: {self.expected}; Abhilfe: {self.remedy}"


class GeodataError(Exception):
    """Base of all errors that geodata raises on purpose.

    ``folder`` is the city package that is meant, where several are read at once.
    """

    folder: Path | None = None


class UnreadableCity(GeodataError):
    """The folder cannot be read as a city package at all."""


class BrokenCity(GeodataError):
    """The city package has faults; ``faults`` holds every one of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
