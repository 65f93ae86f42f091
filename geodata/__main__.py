"""The command line: ``python -m geodata check FOLDER``, ``import``, ``export``, ``report`` ...

Exit status: 0 fine (notes allowed), 1 faults, 2 the folder cannot be read or wrong usage.
A further command is one function and one line in ``main``.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from geodata.analysis_commands import COMMANDS
from geodata.errors import UnreadableCity
from geodata.package import Report, check_city
from geodata.reading.summary import Summary
from geodata.table_command import add

FINE, FAULTY, UNREADABLE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m geodata", description="Stadtpakete")
    commands = parser.add_subparsers(required=True, metavar="BEFEHL")
    check = commands.add_parser("check", help="ein Stadtpaket prüfen")
    check.add_argument("folder", type=Path, metavar="ORDNER", help="Ordner mit datapackage.yaml")
    check.set_defaults(run=run_check)
    _add_export(commands)
    _add_report(commands)
    _add_briefcase(commands)
    _add_import(commands)
    _add_index(commands)
    for command in COMMANDS:
        add(commands.add_parser(command.name, help=command.told), command)
    chosen = parser.parse_args(arguments)
    status: int = chosen.run(chosen)
    return status


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    export = commands.add_parser("export", help="eine Ansicht als Datei schreiben")
    add = export.add_argument
    add("--city", type=Path, required=True, metavar="ORDNER", help="Ordner mit datapackage.yaml")
    add(
        "--view", default="", metavar="ADRESSE", help="Adresse der Ansicht; leer: die erste Ansicht"
    )
    add(
        "--format",
        required=True,
        metavar="FORMAT",
        help="zum Beispiel csv, xlsx, html, pdf",
    )
    add("--out", required=True, metavar="DATEI", help="Name der Datei; - für die Standardausgabe")
    add("--host", default="", metavar="URL", help="Adresse des Atlas, die in der Datei steht")
    _add_beside(export)
    add("--paper", default="a4", metavar="PAPIER", help="Bild: a4, a3 oder screen (Vorgabe: a4)")
    add("--shape", default="quer", metavar="LAGE", help="Bild: quer oder hoch (Vorgabe: quer)")
    add("--width", type=int, metavar="PIXEL", help="PNG: Breite; leer: was das Papier hat")
    add("--grey", action="store_true", help="Bild: Graustufen mit Schraffur")
    export.set_defaults(run=_run_export)


def _add_briefcase(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    briefcase = commands.add_parser("briefcase", help="den ganzen Atlas zum Mitnehmen schreiben")
    add = briefcase.add_argument
    add("--city", type=Path, required=True, metavar="ORDNER", help="Ordner mit datapackage.yaml")
    add("--view", default="", metavar="ADRESSE", help="erste Ansicht; leer: die erste Folie")
    add("--out", required=True, metavar="ZIEL", help="Datei auf .zip, neuer Ordner oder -")
    add("--host", default="", metavar="URL", help="Adresse des Atlas, die in den PDF-Dateien steht")
    _add_beside(briefcase)
    briefcase.set_defaults(run=_run_briefcase)


def _add_beside(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--beside", type=Path, action="append", default=[], metavar="ORDNER",
        help="Stadtpaket zum Vergleichen; mehrmals möglich",
    )  # fmt: skip


def _add_report(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = commands.add_parser("report", help="Profile von Gebieten und Ansichten schreiben")
    add = report.add_argument
    add("--city", type=Path, required=True, metavar="ORDNER", help="Ordner mit datapackage.yaml")
    add("--all", action="store_true", help="alle Gebiete und Fördergebiete, je eine Datei")
    for name, metavar, told in (
        ("--area", "ID", "ein Gebiet; mehrmals möglich"),
        ("--funded-area", "ID", "ein Fördergebiet; mehrmals möglich"),
        (
            "--view",
            "ADRESSE",
            "Ansicht: mit Auswahl die der Karte, ohne der Inhalt; mehrmals möglich",
        ),
    ):
        add(name, action="append", default=[], metavar=metavar, help=told)
    add("--presentation", default="", metavar="ID", help="ein Vortrag des Stadtpakets")
    add("--sections", default="", metavar="NAMEN", help="Abschnitte mit Komma; leer: die üblichen")
    add("--format", default="pdf", metavar="FORMAT", help="pdf, docx oder pptx (Vorgabe: pdf)")
    add("--out", required=True, metavar="ZIEL", help="Datei, Ordner oder - (Standardausgabe)")
    add("--host", default="", metavar="URL", help="Adresse des Atlas, die in der Datei steht")
    report.set_defaults(run=_run_report)


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    importing = commands.add_parser("import", help="ein Stadtpaket aus amtlichen Dateien bauen")
    add = importing.add_argument
    add("name", choices=["berlin"], help="die Stadt, deren Dateien gelesen werden")
    add("--from", dest="source", type=Path, required=True, metavar="ORDNER", help="Quelldateien")
    add("--to", dest="target", type=Path, required=True, metavar="ORDNER", help="neues Stadtpaket")
    importing.set_defaults(run=_run_import)


def _add_index(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    index = commands.add_parser("index", help="einen sozialen Index als Tabelle schreiben")
    add = index.add_argument
    add("--city", type=Path, required=True, metavar="ORDNER", help="Ordner mit datapackage.yaml")
    add("--index", required=True, metavar="NAME", help="Kennung eines Index der Stadt")
    add("--year", type=int, required=True, metavar="JAHR", help="Jahr des Index")
    add("--level", default="", metavar="EBENE", help="leer: die feinste mit Werten")
    add("--show", default="classes", choices=["classes", "composition", "sensitivity"],
        help="Klassen, Zusammensetzung oder was eine andere Regel änderte")  # fmt: skip
    add("--format", default="csv", metavar="FORMAT", help="csv")
    add("--out", default="-", metavar="DATEI", help="Name der Datei; leer: Standardausgabe")
    index.set_defaults(run=_run_index)


def _run_report(chosen: argparse.Namespace) -> int:
    """Load what writes reports only when it is asked for."""
    from geodata.report_command import run_report

    return run_report(chosen)


def _run_briefcase(chosen: argparse.Namespace) -> int:
    """Load what draws and writes only when it is asked for."""
    from geodata.briefcase_command import run_briefcase

    return run_briefcase(chosen)


def _run_export(chosen: argparse.Namespace) -> int:
    """Load what draws and writes only when it is asked for: it takes a second."""
    from geodata.export_command import run_export

    return run_export(chosen)


def _run_index(chosen: argparse.Namespace) -> int:
    """Load what computes only when it is asked for."""
    from geodata.index_command import run_index

    return run_index(chosen)


def _run_import(chosen: argparse.Namespace) -> int:
    """Load the recipes only when one is asked for."""
    from geodata.import_command import run_import

    return run_import(chosen)


def run_check(chosen: argparse.Namespace) -> int:
    """Print what a package holds and every finding; return the exit status."""
    try:
        report = check_city(chosen.folder)
    except UnreadableCity as error:
        print(error)
        return UNREADABLE
    for line in (*_holdings(report.summary), *_findings(report)):
        print(line)
    return FAULTY if report.faults else FINE


def _holdings(summary: Summary) -> Iterator[str]:
    yield f"Gebiete: {_counts(summary.levels)}"
    yield f"Indikatoren: {_counts(summary.indicators)}"
    yield f"Jahre: {', '.join(summary.years) or 'keine'}"
    yield f"Werte nach Status: {_counts(summary.values)}"
    yield f"Fördergebiete: {summary.funded_areas}"
    yield f"Phasen: {summary.phases}"
    yield f"Akten der Fördergebiete: {_counts(summary.record)}"
    yield f"Meilensteine: {summary.milestones}"
    yield f"Quellen: {summary.sources}"


def _counts(pairs: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} {count}" for name, count in pairs) or "keine"


def _findings(report: Report) -> Iterator[str]:
    yield from (str(found) for found in report.faults)
    yield from (f"Hinweis {found}" for found in report.notes)
    yield f"{len(report.faults)} Fehler, {len(report.notes)} Hinweise"


def _run() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTY
    return status


if __name__ == "__main__":
    sys.exit(_run())
