"""The report on the terminal: ratios first, medians in brackets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from benchmarks.analyses import TARGET_S, Times
from benchmarks.answers import Served
from benchmarks.exports import Drawn
from benchmarks.first_map import First
from benchmarks.repaint import Timings
from benchmarks.transfer import CITY_LIMIT_BYTES, LIMIT_BYTES, Visit

TEXTS = Path(__file__).with_name("texts.yaml")
TARGET = 2.0
FASTER = 3.0  # a snapshot against Kaleido
MEMORY_MB = 500
SLOWED = 1.5  # an answer beside ten snapshots
MEASURES = ("map", "picture", "all", "shown", "main", "raster", "script")
KINDS = ("year", "classes", "indicator")
TOO_SHORT_MS = 0.5  # below it a ratio says nothing but how exact the clock is
COSTLY = 12

Say = Callable[[str], None]


class Report:
    """Writes one section after the other through *say* (``print``)."""

    def __init__(self, say: Say = print) -> None:
        self._say = say
        self.words: Mapping[str, str] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))

    def line(self, key: str, **places: object) -> None:
        """Write the sentence *key* with *places* filled in."""
        self._say(self.words[key].format(**places))

    def head(self, key: str, **places: object) -> None:
        """Write the heading *key*."""
        self._say("")
        self.line(key, **places)

    def repaint(self, slower: int, found: Timings) -> None:
        """Write all measures of one run."""
        self.line(f"speed_{slower}", count=len(found.kinds))
        for measure in MEASURES:
            atlas, bare = found.medians(measure)
            self._ratio(self.words[f"measure_{measure}"], (atlas, bare), measure == "map")
        kinds = (
            f"{self.words[f'kind_{kind}']} {_times(*found.medians('map', kind))}" for kind in KINDS
        )
        self._say(f"           {self.words['kinds']}{', '.join(kinds)}")

    def costs(self, found: Mapping[str, float]) -> None:
        """Write the dearest functions."""
        self.line("costs")
        dearest = sorted(found.items(), key=lambda one: -one[1])[:COSTLY]
        for name, spent in dearest:
            self._say(f"    {spent:8.1f}  {name}")

    def transfer(self, found: Visit, layout_bytes: int) -> None:
        """Write bytes by kind against the limits."""
        total = sum(found.kinds.values())
        city = sum(found.documents.values()) + layout_bytes
        self._amount(total, "transfer_total", LIMIT_BYTES)
        for kind, size in sorted(found.kinds.items(), key=lambda one: -one[1]):
            self.line("plain_row", value=_kilobytes(size), label=self.words[f"kind_{kind}"])
        self._amount(city, "transfer_city", CITY_LIMIT_BYTES)
        layout = {self.words["transfer_layout_city"]: layout_bytes}
        for name, size in {**found.documents, **layout}.items():
            self.line("plain_row", value=_kilobytes(size), label=name)
        self.line(
            "requests",
            count=found.requests,
            bytes=_kilobytes(found.switch_bytes),
            switches=found.switch_requests,
        )

    def served(self, found: Served) -> None:
        """Write requests a second of the data routes, and the start."""
        for one in found.routes:
            label = f"{one.name} ({_kilobytes(one.size)})"
            self._row(label, one.atlas / one.plain, (f"{one.atlas:.0f}/s", f"{one.plain:.0f}/s"))
        self._ratio(self.words["start"], (1000 * found.atlas, 1000 * found.plain))

    def loading(self, areas: int, seconds: tuple[float, float]) -> None:
        """Write how long a city package loads."""
        label = self.words["loading"].format(areas=areas)
        self._ratio(label, (1000 * seconds[0], 1000 * seconds[1]))

    def first(self, city: str, fast: First, slow: First) -> None:
        """Write the time to the first map."""
        for key, one in (("first_fast", fast), ("first_slow", slow)):
            self._ratio(f"{city}: {self.words[key]}", (one.atlas, one.bare))

    def drawn(self, city: str, areas: int, found: Drawn) -> None:
        """Write how much faster a snapshot is than Kaleido's, and its memory."""
        label = self.words["drawn"].format(city=city, areas=areas)
        mark = self.words["under"] if found.kaleido < FASTER * found.atlas else ""
        times = (_milliseconds(1000 * found.kaleido), _milliseconds(1000 * found.atlas))
        self._row(label, found.kaleido / found.atlas, times, mark)
        mark = self.words["over"] if found.peak_mb > MEMORY_MB else ""
        text = self.words["memory"].format(limit=MEMORY_MB)
        self.line("plain_row", value=f"{found.peak_mb:.0f} MB", label=f"{text}{mark}")

    def beside(self, seconds: tuple[float, float]) -> None:
        """Write what ten snapshots at once do to the answers of a page."""
        busy, alone = (1000 * one for one in seconds)
        mark = self.words["over"] if busy > SLOWED * alone else ""
        times = (_milliseconds(busy), _milliseconds(alone))
        self._row(self.words["beside"], busy / alone, times, mark)

    def analysed(self, city: str, name: str, found: Times | None) -> None:
        """Write the seconds of an analysis: first answer, next answer, page from the cache."""
        if found is None:
            self.line("analysed_not", city=city, name=name)
            return
        mark = self.words["over"] if found.cold > TARGET_S else ""
        later = self.words["analysed"].format(
            city=city, name=name, work=found.work, warm=found.warm,
            kept=_milliseconds(1000 * found.kept),
        )  # fmt: skip
        self.line("plain_row", value=f"{found.cold:.2f} s", label=f"{later}{mark}")

    def _ratio(self, label: str, times: tuple[float, float], judged: bool = False) -> None:
        atlas, other = times
        mark = self.words["over"] if judged and atlas > TARGET * other else ""
        ratio = atlas / other if other >= TOO_SHORT_MS else None
        self._row(label, ratio, (_milliseconds(atlas), _milliseconds(other)), mark)

    def _row(
        self, label: str, ratio: float | None, figures: tuple[str, str], mark: str = ""
    ) -> None:
        shown = "-" if ratio is None else f"{ratio:.2f} x"
        self.line("row", ratio=shown, label=label, atlas=figures[0], other=figures[1], mark=mark)

    def _amount(self, size: int, key: str, limit: int) -> None:
        label = self.words[key].format(limit=_kilobytes(limit))
        mark = self.words["over"] if size > limit else ""
        self.line("plain_row", value=_kilobytes(size), label=f"{label}{mark}")


def _times(atlas: float, bare: float) -> str:
    return f"{atlas / bare:.2f} x"


def _milliseconds(time: float) -> str:
    return f"{time:.1f} ms" if time < 10 else f"{time:.0f} ms"


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB"
