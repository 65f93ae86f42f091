"""Commands of analyses: options, what is wrong with them, and tables as CSV.

A command is an entry in :mod:`geodata.analysis_commands`; its tables yield rows of text, the first
row is the head. Numbers have a decimal point, empty cells mean: no figure.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.command_output import file_faults, refuse, saved, with_city, write_whole
from geodata.errors import Fault, GeodataError
from geodata.model import City, Indicator, Level, Series
from geodata.package import read_city

Row = Sequence[str]
Table = Callable[["Chosen"], Iterable[Row]]
FORMATS = ("csv",)


class Refused(GeodataError):
    """An option asks for what the city does not have; ``fault`` says where, what, and a way out."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Option:
    """One option beside those of every command; ``kind`` turns its text into a value."""

    flag: str
    metavar: str
    told: str
    usual: Any = ""
    kind: Callable[[str], Any] = str


@dataclass(frozen=True)
class Command:
    """A command. ``load`` returns its tables by name; the first is the usual one.

    What computes is imported in ``load``: a command line that asks for something else is quick.
    """

    name: str
    told: str
    load: Callable[[], Mapping[str, Table]]
    shown: tuple[str, ...]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """What the command line asks of a city."""

    city: City
    options: argparse.Namespace
    warned: list[str] = field(default_factory=list)

    def warn(self, sentence: str) -> None:
        """Say *sentence* on standard error: what readers must know before they use the table."""
        self.warned.append(sentence)

    def level(self) -> Level:
        """Return the level of ``--level``, else the finest with areas and figures.

        Raises
        ------
        Refused
            If the city has no such level.
        """
        able = {
            one.id: one
            for one in self.city.levels
            if any(level == one.id for level, _ in self.city.series)
        }
        asked = self.options.level
        if not asked:
            return max(able.values(), key=lambda one: len(one.areas))
        if asked not in able:
            raise refusal("--level", "die Ebene", asked, able)
        return able[asked]

    def indicator(self) -> Indicator:
        """Return the indicator of ``--indicator``, else that of the first view.

        Raises
        ------
        Refused
            If the city has no such indicator.
        """
        asked = self.options.indicator or self.city.start.indicator
        known = {one.id: one for one in self.city.indicators}
        if asked not in known:
            raise refusal("--indicator", "den Indikator", asked, known)
        return known[asked]

    def series(self) -> Series:
        """Return the figures of :meth:`indicator` on :meth:`level`.

        Raises
        ------
        Refused
            If there are none.
        """
        level, indicator = self.level(), self.indicator()
        found = self.city.series.get((level.id, indicator.id))
        if found is None:
            able = [at for at, name in self.city.series if name == indicator.id]
            raise refusal("--level", f"Werte von „{indicator.id}“ auf der Ebene", level.id, able)
        return found

    def row(self, series: Series) -> int:
        """Return the row of ``--year`` in *series*, else the last.

        Raises
        ------
        Refused
            If the series has no such year.
        """
        asked = self.options.year
        if asked is None:
            return len(series.years) - 1
        if asked not in series.years:
            raise refusal("--year", "das Jahr", str(asked), map(str, series.years))
        return series.years.index(asked)


def refusal(flag: str, what: str, asked: str, known: Iterable[str]) -> Refused:
    """Return the error that *asked* is not there; *known* is what there is."""
    expected = ", ".join(known) or "nichts; es fehlen Werte"
    found = f"{what} „{asked}“ gibt es nicht"
    return Refused(Fault(flag, 0, "", found, expected, "eines davon angeben"))


def add(parser: argparse.ArgumentParser, command: Command) -> None:
    """Add the options that all commands share, and the own ones."""
    put = parser.add_argument
    put("--city", type=Path, required=True, metavar="ORDNER", help="Ordner mit datapackage.yaml")
    put("--level", default="", metavar="EBENE", help="leer: die feinste mit Werten")
    put("--indicator", default="", metavar="NAME", help="leer: der erste des Atlas")
    put("--year", type=int, metavar="JAHR", help="leer: das letzte")
    for one in command.options:
        put(one.flag, metavar=one.metavar, default=one.usual, type=one.kind, help=one.told)
    put("--show", default=command.shown[0], choices=command.shown, help="welche Tabelle")
    put("--format", default="csv", metavar="FORMAT", help="csv")
    put("--out", default="-", metavar="DATEI", help="Name der Datei; leer: Standardausgabe")
    parser.set_defaults(run=lambda options: run(command, options))


def run(command: Command, options: argparse.Namespace) -> int:
    """Write a table; return 0 fine, 1 broken city, 2 wrong usage or not writable.

    Nothing but the table goes to standard output; warnings go to standard error.
    """
    wrong = file_faults(options.out)
    if options.format not in FORMATS:
        found = f"unbekanntes Format „{options.format}“"
        wrong.append(Fault("--format", 0, "", found, ", ".join(FORMATS), "eines davon angeben"))
    if wrong:
        return refuse(*wrong)
    return with_city(lambda: read_city(options.city), lambda city: _write(command, city, options))


def _write(command: Command, city: City, options: argparse.Namespace) -> int:
    chosen = Chosen(city, options)
    try:
        content = to_csv(command.load()[options.show](chosen))
    except Refused as error:
        return refuse(error.fault)
    for sentence in chosen.warned:
        print(f"Hinweis {sentence}", file=sys.stderr)
    return saved(lambda: write_whole(content.encode("utf-8"), options.out), options.out)


def to_csv(rows: Iterable[Row]) -> str:
    """Return rows as CSV with commas and line feeds.

    Examples
    --------
    >>> print(to_csv([["area", "value"], ["1", ""]]).splitlines())
    ['area,value', '1,']
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def number(value: float) -> str:
    """Return *value* with six decimals, empty for NaN; never a negative zero.

    Examples
    --------
    >>> number(-0.0), number(float("nan")), number(1 / 3)
    ('0.000000', '', '0.333333')
    """
    return "" if value != value else f"{round(float(value), 6) + 0.0:.6f}"


def numbers(values: Iterable[float]) -> Iterator[str]:
    """Yield :func:`number` of each value."""
    return map(number, values)
