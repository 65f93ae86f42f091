"""``make bench``: everything measured in one run, told as ratios. Nothing here is a test."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from app import create_app
from benchmarks import (
    analyses,
    answers,
    berlin,
    costs,
    exports,
    made_up_city,
    plan,
    repaint,
    transfer,
)
from benchmarks.bare import bare_page, bare_server
from benchmarks.browser import opened
from benchmarks.first_map import SLOWER, first_map
from benchmarks.report import FASTER, TARGET, Report
from callbacks.settings import Settings
from geodata.model import City
from geodata.package import read_city
from layers.documents import resources
from tests.browser.harness import launch, serving

SIZES = (542, 2000)
PARTS = ("repaint", "transfer", "server", "first", "export", "analyses")
ROUNDS, SLOW_ROUNDS = 3, 2  # of nine switches
VISITS, SLOW_VISITS = 5, 2


@dataclass(frozen=True)
class Subject:
    """A city to be measured: its package, read, and the atlas that shows it."""

    folder: Path
    city: City
    server: Flask

    @property
    def areas(self) -> int:
        """Number of areas on the level that the page opens with."""
        return len(next(one for one in self.city.levels if one.id == self.city.start.level).areas)


def main(argv: Sequence[str]) -> int:
    """Measure the parts named in *argv*, all if none is named; always return 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar=f"{{{','.join(PARTS)}}}")
    wished = parser.parse_args(argv).parts or PARTS
    report = Report()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        flensburg = subject(Settings.city, work)
        report.line("title", city=flensburg.city.name)
        report.line("how")
        browser = launch(playwright)
        load = os.getloadavg()[0]
        report.line("machine", version=browser.version, cores=os.cpu_count(), load=load)
        steps = {
            "repaint": lambda: repainting(report, browser, subjects(flensburg, work)),
            "transfer": lambda: transferring(report, browser, flensburg, work),
            "server": lambda: serving_data(report, flensburg, work),
            "first": lambda: first_maps(report, browser, flensburg, work),
            "export": lambda: exporting(report, flensburg, work),
            "analyses": lambda: analysing(report, work),
        }
        for part in PARTS:
            if part in wished:
                steps[part]()
        browser.close()
    return 0


def subject(folder: Path, work: Path) -> Subject:
    """Return the atlas of the city in *folder*; what it keeps goes to *work*."""
    app = create_app(Settings(city=folder, cache=str(work / "cache")))
    return Subject(folder, read_city(folder), app.server)


def made_up(count: int, work: Path) -> Subject:
    """Return the atlas of a made-up city of *count* areas, written once."""
    folder = work / f"areas-{count}"
    return subject(folder if folder.exists() else made_up_city.write(folder, count), work)


def subjects(flensburg: Subject, work: Path) -> Iterator[Subject | None]:
    """Give the cities to repaint, one after the other; None where Berlin's data are not here."""
    yield flensburg
    yield made_up(SIZES[0], work)
    data = berlin.data()
    yield subject(berlin.write(work / "berlin", data), work) if data else None
    yield made_up(SIZES[1], work)


def repainting(report: Report, browser: Browser, cities: Iterator[Subject | None]) -> None:
    """Part 1."""
    report.head("repaint", target=TARGET)
    for one in cities:
        if one is None:
            report.line("berlin_absent")
        else:
            repaint_one(report, browser, one)


def repaint_one(report: Report, browser: Browser, one: Subject) -> None:
    """Measure one city at both speeds; where it is too slow, say what costs."""
    switches = plan.round_of(one.city)
    report.head("repaint_of", city=one.folder.name, areas=one.areas)
    with repaint.pair(browser, one.server, switches) as both:
        fast = repaint.measure(both, browser, ROUNDS)
        report.repaint(1, fast)
        report.repaint(SLOWER, repaint.measure(both, browser, SLOW_ROUNDS, SLOWER))
        both.atlas.slow_down(1)
        atlas, bare = fast.medians("map")
        if atlas > TARGET * bare:
            report.costs(costs.costs(both.atlas, switches))


def transferring(report: Report, browser: Browser, one: Subject, work: Path) -> None:
    """Part 2."""
    report.head("transfer")
    found = transfer.visit(browser, one.server, plan.round_of(one.city))
    empty = made_up(one.areas, work)
    report.transfer(found, transfer.layout_bytes(one.server, empty.server))


def serving_data(report: Report, one: Subject, work: Path) -> None:
    """Part 3."""
    report.head("server")
    made = resources(one.city)
    shown = {name: resource.address for name, resource in made.items() if resource.content}
    report.served(answers.served(one.folder, shown, work / "files"))
    report.loading(one.areas, answers.loading(one.folder))
    for count in SIZES:
        big = made_up(count, work)
        report.loading(big.areas, answers.loading(big.folder))


def first_maps(report: Report, browser: Browser, one: Subject, work: Path) -> None:
    """Part 4."""
    report.head("first")
    for subject_ in (one, made_up(SIZES[0], work)):
        with serving(subject_.server) as atlas:
            with opened(browser, atlas) as page:
                shape, looks = repaint.record(page, [])
            with serving(bare_server(bare_page(shape, looks))) as bare:
                fast = first_map(browser, atlas, bare, VISITS)
                slow = first_map(browser, atlas, bare, SLOW_VISITS, slow=True)
        report.first(f"{subject_.city.name} ({subject_.areas})", fast, slow)


def exporting(report: Report, one: Subject, work: Path) -> None:
    """Part 5."""
    report.head("export", target=FASTER)
    data = berlin.data()
    big = subject(berlin.write(work / "berlin-export", data), work) if data else None
    if big is None:
        report.line("berlin_absent")
    for found in filter(None, (one, big or made_up(SIZES[0], work))):
        report.drawn(found.folder.name, found.areas, exports.drawn(found.city, found.folder, work))
    made = resources(one.city)
    path = next(made[name].address for name in made if name.startswith("werte-"))
    report.beside(exports.beside_exports(one.folder, path, work / "cache-export"))


def analysing(report: Report, work: Path) -> None:
    """Part 6."""
    report.head("analyses", target=analyses.TARGET_S)
    data = berlin.data()
    if data is None:
        report.line("berlin_absent")
    folder = (
        berlin.write(work / "berlin-analyses", data) if data else made_up(SIZES[0], work).folder
    )
    for asked in analyses.ASKED:
        report.analysed(folder.name, asked.name, analyses.timed(folder, asked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
