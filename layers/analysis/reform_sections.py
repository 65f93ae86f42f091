"""The sections and tables of the answer about a boundary change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from geodata.model import Kind, Level, Series, Status
from geodata.statistics.crosswalk import WHOLE, Crosswalk, Land, Weighting
from geodata.statistics.transfer import Treatment
from geodata.table_command import number, numbers
from layers.analysis.model import Question, Rows, table_rows
from layers.analysis.reform_error import error_section, error_table
from layers.numbers import german
from layers.report.area import signs
from layers.report.figures import marked
from layers.report.model import Block, Column, Row, Section, Table, Text
from layers.report.trends import of_area, of_city, trend


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Course:
    """One indicator before and after a reform. ``place`` is that of the area in the new level.

    ``old_series`` is on the old areas, ``series`` on the new ones, with the years of both.
    """

    old: Level
    new: Level
    land: Land
    walk: Crosswalk
    place: int
    old_series: Series
    series: Series
    how: Treatment

    @property
    def givers(self) -> list[int]:
        """The places of the old areas that the new one takes from."""
        return np.flatnonzero(self.walk.touched[:, self.place]).tolist()


def sections(question: Question, course: Course) -> Iterator[Section]:
    """Yield all sections in their order."""
    words = question.texts["reform"]
    yield Section("verlauf", words["course_title"], tuple(_course(question, course)), whole=True)
    yield Section("herkunft", words["givers_title"], (_givers(question, course),))
    yield error_section(question, course.land, course.walk)
    yield Section("stadt", words["city_title"], tuple(_city(question, course)))
    yield Section("methode", words["rule_title"], tuple(_rule(question, course)))
    yield Section("aussage", words["note_title"], (Text(words["note"]),))


def tables(question: Question, course: Course) -> Mapping[str, Rows]:
    """Return the tables for the CSV: the series of all new areas, the shares, the errors."""
    return {
        "reihe": table_rows(
            ("area", "name", "year", "value", "numerator", "denominator", "status"),
            _series_rows(course),
        ),
        "anteile": table_rows(("old", "new", "weight", "by"), _weight_rows(course)),
        "fehler": error_table(question, course.land),
    }


def _course(question: Question, course: Course) -> Iterator[Block]:
    words, name = question.texts["reform"], course.new.areas[course.place].name
    report, indicator = question.texts["report"], question.indicator
    own = of_area(course.series, course.place)
    key = course.new.id, indicator.id
    longer = replace(question.city, series={**question.city.series, key: course.series})
    city = of_city(longer, course.series, indicator)
    other = report["mean"] if indicator.kind is Kind.COUNT else report["whole_city"]
    yield trend(indicator, (name, own), (other, city), question.references, report)
    yield Text(signs(question.view.language), quiet=True)
    said = words["course_note"].format(
        last=course.old.valid_until.year if course.old.valid_until else "",
        old=course.old.name_plural,
        first=course.new.valid_from.year if course.new.valid_from else "",
        new=course.new.name_plural,
    )
    yield Text(said, quiet=True)


def _givers(question: Question, course: Course) -> Table:
    words, walk = question.texts["reform"], course.walk
    last = course.old_series.years[-1]
    rows = []
    for giver in course.givers:
        share = float(walk.weights[giver, course.place])
        value = float(course.old_series.value[-1, giver])
        status = Status(course.old_series.status[-1, giver])
        by = words["by_residents"] if walk.by_residents[giver] else words["by_surface"]
        by = words["by_whole"] if share > 1 - WHOLE else by
        told = marked(value, status, question.indicator)
        rows.append(Row((course.old.areas[giver].name, german(100 * share, 1), by, told)))
    columns = (
        Column(words["giver"], 2.0),
        Column(words["giver_share"], 1.0, right=True),
        Column(words["giver_by"], 1.4),
        Column(words["giver_value"].format(year=last), 1.2, right=True),
    )
    name = course.new.areas[course.place].name
    return Table(words["givers_caption"].format(area=name), columns, tuple(rows))


def _city(question: Question, course: Course) -> Iterator[Block]:
    words, walk = question.texts["reform"], course.walk
    exact, whole = int(walk.exact.sum()), len(course.new.areas)
    yield Text(words["city_lead"].format(all=whole, exact=exact, estimated=whole - exact))
    if walk.lost.any():
        yield Text(words["city_lost"].format(lost=int(walk.lost.sum())))


def _rule(question: Question, course: Course) -> Iterator[Block]:
    words = question.texts["reform"]
    before = question.city.series.get((course.old.id, question.city.residents))
    said = words["rule_shares"].format(
        before=before.years[-1] if before is not None else "", after=course.walk.residents_year
    )
    yield Text(said if course.walk.residents_year else words["rule_land"])
    yield Text(
        {
            Treatment.SUM: words["rule_sum"],
            Treatment.RATIO: words["rule_ratio"],
            Treatment.MEAN: words["rule_mean"],
        }[course.how]
    )
    yield Text(words["rule_hidden"])


def _series_rows(course: Course) -> Iterator[tuple[str, ...]]:
    one = course.series
    for row, year in enumerate(one.years):
        for place, area in enumerate(course.new.areas):
            figures = (array[row, place] for array in (one.value, one.numerator, one.denominator))
            yield (area.id, area.name, str(year), *numbers(figures), str(one.status[row, place]))


def _weight_rows(course: Course) -> Iterator[tuple[str, ...]]:
    walk = course.walk
    for one, other in np.argwhere(walk.touched).tolist():
        by = Weighting.RESIDENTS if walk.by_residents[one] else Weighting.SURFACE
        weight = number(walk.weights[one, other])
        yield (course.old.areas[one].id, course.new.areas[other].id, weight, str(by))
