"""Where like figures lie together, and which areas differ from all around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geodata.commands.cluster_rows import area_rows, city_rows
from geodata.model import Indicator, Kind
from geodata.statistics.clusters import ClusterClass, Clusters, can_be_smoothed, clusters
from geodata.statistics.moran import ALPHA
from layers.analysis.asked_series import AskedSeries
from layers.analysis.cluster_figures import cluster_map, moran_plot, scatter, table
from layers.analysis.estimates import doubts, states
from layers.analysis.maps import indicator_map
from layers.analysis.model import Analysis, Answer, Choice, Entry, Question, Words
from layers.numbers import german
from layers.report.model import Block, Bullets, Section, Text
from layers.view import nearest_year

VALUES = "werte"  # the parameter of the address
PUBLISHED, SMOOTHED = "veroeffentlicht", "geglaettet"
FEW = 30  # areas
DECIMALS = 2
LEAST_P = 0.001
GROUPS = (ClusterClass.HIGH_HIGH, ClusterClass.LOW_LOW, ClusterClass.HIGH_LOW,
          ClusterClass.LOW_HIGH)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Asked(AskedSeries):
    """An indicator of a level in one of its years, as published or smoothed."""

    @property
    def words(self) -> Words:
        """The texts of the analysis."""
        return self.question.texts["cluster"]

    @cached_property
    def smoothed(self) -> bool:
        """Whether figures are standardised by the size of their areas."""
        able = (PUBLISHED, SMOOTHED) if can_be_smoothed(self.series) else (PUBLISHED,)
        return self.question.one_of(VALUES, able, PUBLISHED) == SMOOTHED

    @cached_property
    def years(self) -> list[tuple[int, Clusters]]:
        """The clusters of every year."""
        city, level, name = self.question.city, self.level.id, self.indicator.id
        return [
            (year, clusters(city, level, name, year, self.smoothed)) for year in self.series.years
        ]

    @property
    def found(self) -> Clusters:
        """The clusters of the year."""
        return dict(self.years)[self.year]


def answer(question: Question) -> Answer:
    """Return the answer; on a level with one area that of the finest level."""
    words = question.texts["cluster"]
    asked = _asked(question)
    if asked is None:
        return Answer(words["name"], (words["none"],), (), ())
    return Answer(
        title=words["title"].format(indicator=asked.indicator.name, year=asked.year),
        lead=tuple(_lead(asked)),
        choices=tuple(_choices(asked)),
        sections=tuple(_sections(asked)),
        tables={
            "gebiete": _named(asked),
            "stadt": tuple(tuple(row) for row in city_rows(asked.years)),
        },
    )


def _asked(question: Question) -> Asked | None:
    """Return what is asked; in place of classes, which have no mean, the first of the atlas."""
    city = question.city
    indicator = question.indicator if _suits(question.indicator) else _usual(question)
    able = [
        level for level in city.levels
        if len(level.areas) > 1 and (level.id, indicator.id) in city.series
    ]  # fmt: skip
    if not able or not _suits(indicator):
        return None
    own = [level for level in able if level.id == question.view.level]
    level = own[0] if own else max(able, key=lambda one: len(one.areas))
    series = city.series[level.id, indicator.id]
    year = nearest_year(series.years, question.view.year)
    return Asked(question, indicator, level, series, year)


def _suits(indicator: Indicator) -> bool:
    return indicator.kind is not Kind.CLASS


def _usual(question: Question) -> Indicator:
    usual = question.city.indicator(question.city.start.indicator)
    question.notices.append(question.texts["cluster"]["instead"].format(
        wanted=question.indicator.name, shown=usual.name))  # fmt: skip
    return usual


def _choices(asked: Asked) -> Iterator[Choice]:
    if can_be_smoothed(asked.series):
        words = asked.words
        entries = tuple(Entry(one, words[f"values_{one}"]) for one in (PUBLISHED, SMOOTHED))
        value = SMOOTHED if asked.smoothed else PUBLISHED
        yield Choice(VALUES, words["values"], value, entries, hint=words["values_hint"])


def _lead(asked: Asked) -> Iterator[str]:
    words, found = asked.words, asked.found
    if found.city is None:
        yield words["no_pattern"].format(year=asked.year, count=found.counted)
        return
    clear = found.city.p < ALPHA
    side = "together" if found.city.i > found.city.expected else "apart"
    yield words[f"lead_{side}" if clear else "lead_chance"].format(
        year=asked.year, indicator=asked.indicator.name, i=german(found.city.i, DECIMALS),
        p=_p(found.city.p, words),
    )  # fmt: skip
    counts = {kind: int((found.classes == kind).sum()) for kind in GROUPS}
    if not any(counts.values()):
        yield words["lead_no_area"].format(count=found.counted, level=asked.level.name_plural)
        return
    said = [
        words["class_count"].format(count=count, name=words[f"class_{kind}"])
        for kind, count in counts.items() if count
    ]  # fmt: skip
    yield words["lead_areas"].format(
        count=found.counted, level=asked.level.name_plural, classes="; ".join(said)
    )


def _p(p: float, words: Words) -> str:
    return words["p_least"] if p <= LEAST_P else words["p"].format(count=german(1000 * p, 0))


def _sections(asked: Asked) -> Iterator[Section]:
    words, found = asked.words, asked.found
    source = words["source_note"].format(
        indicator=asked.indicator.name, unit=asked.indicator.unit, date=asked.indicator.data_date,
        source=asked.question.references.of_source(asked.indicator.source),
    )  # fmt: skip
    note = Text(source, quiet=True)
    yield Section("gebiete", words["areas_title"], (*_areas(asked), note), whole=True)
    if found.city is not None:
        plot = scatter(asked.level, found, words)
        yield Section("streubild", words["scatter_title"], (Text(words["scatter_text"]), plot))
    if len(asked.years) > 1:
        line, rows = moran_plot(asked.years, words)
        yield Section("jahre", words["years_title"], (*((line,) if line else ()), rows))
    yield _able_to_show(asked)
    method = [words[f"method_{part}"] for part in ("neighbours", "moran", "local", "many")]
    if asked.smoothed:
        method.append(words["method_smoothed"])
    yield Section("methode", words["method_title"], (Bullets(tuple(method)),))


def _areas(asked: Asked) -> Iterator[Block]:
    question, found = asked.question, asked.found
    if any((found.classes == kind).any() for kind in GROUPS):
        yield cluster_map(question, asked.series, asked.row, found)
    else:  # a map of one class says nothing
        yield indicator_map(question.city, question.view, asked.level.id, asked.indicator.id,
                            asked.year)  # fmt: skip
    yield from table(asked.level, asked.found, asked.series, asked.row, asked.question)


def _able_to_show(asked: Asked) -> Section:
    words, found = asked.words, asked.found
    left = states(asked.question, asked.series, asked.row)
    few = found.counted < FEW
    said = [
        words["can_few" if few else "can_many"].format(count=found.counted),
        words["limits_borders"],
        words["limits_people"],
        words["limits_counts"] if asked.indicator.kind is Kind.COUNT else "",
        words["left_out"].format(year=asked.year, states=left) if left else "",
        words["islands"].format(count=found.islands) if found.islands else "",
        doubts(asked.question, asked.series, asked.row),
    ]
    bullets = Bullets(tuple(one for one in said if one))
    return Section("grenzen", words["limits_title"].format(count=found.counted), (bullets,))


def _named(asked: Asked) -> tuple[tuple[str, ...], ...]:
    """Return the rows of areas with the name behind the id."""
    values = asked.series.value[asked.row]
    head, *body = area_rows(asked.found, asked.year, np.asarray(values))
    names = [one.name for one in asked.level.areas]
    told = [(row[0], name, *row[1:]) for row, name in zip(body, names, strict=True)]
    return ((head[0], "name", *head[1:]), *told)


ANALYSIS = Analysis(
    "cluster", "cluster", ("level", "indicator", "year"), (VALUES,), answer, suits=_suits
)
