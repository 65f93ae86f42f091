"""Areas that meet several conditions: the list in the address, a map, sums, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geodata.address_text import is_number
from geodata.commands.question import answer_rows
from geodata.derived import Classed
from geodata.model import EMPTY_STATES, ClassName, ClassScale, Status
from geodata.statistics.conditions import (
    BETWEEN_PARTS,
    MOST,
    Answer,
    Condition,
    How,
    Met,
    as_text,
    met,
    parse,
    possible,
)
from layers.analysis.estimates import cell_with_ends, with_note
from layers.analysis.maps import class_map
from layers.analysis.model import Choice, Editor, Entry, Field, Form, Item, Question, Rows
from layers.analysis.question_pair import ABLE
from layers.numbers import german
from layers.report.figures import marked
from layers.report.model import Block, Bullets, Column, Map, Row, Section, Table, Text
from layers.view import nearest_year

CONDITIONS = "bedingungen"
ORDER = (Answer.YES, Answer.UNKNOWN, Answer.NO)
ID = "bedingungen"
SHOWN_OF_WRONG = 80


@dataclass(frozen=True, eq=False)
class Filtered:
    """A question with its conditions and their result."""

    question: Question
    found: Met

    def count(self, answer: Answer) -> int:
        """Return how many areas have this answer."""
        return self.found.answers.count(answer)

    @property
    def year(self) -> int:
        """The latest year that a condition is about."""
        return max((one.year for one in self.found.conditions), default=self.question.view.year)


def filtered(question: Question) -> Filtered:
    """Return the areas that meet the conditions of the address; what does not fit is told."""
    words, level = question.texts["question"], question.view.level
    found, wrong = parse(question.own.get(CONDITIONS, ""))
    usable = [one for one in found if _fits(question, one)]
    for text in (*wrong, *(one.text for one in found if one not in usable)):
        said = words["condition_wrong"].format(text=text[:SHOWN_OF_WRONG], most=MOST)
        question.notices.append(said)
    return Filtered(question, met(question.city, level, usable))


def _fits(question: Question, one: Condition) -> bool:
    """Return whether there are such figures; classes have names, no numbers to compare."""
    known = possible(question.city, question.view.level, one)
    return known and question.city.indicator(one.indicator).kind in ABLE


def add(question: Question, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the own parameters with the condition that the *fields* of a form say."""
    view = question.view
    numbers = ["".join(fields.get(name, "").split()).replace("−", "-") for name in ("zahl", "bis")]
    how = fields.get("vergleich", "")
    ends = numbers if how == How.BETWEEN else numbers[:1]
    shown = [one.replace(",", ".") if is_number(one) else one[:20] for one in ends]
    text = BETWEEN_PARTS.join((view.indicator, str(view.year), how[:20], *shown))
    found, _ = parse(question.own.get(CONDITIONS, ""))
    said = "~".join(part for part in (as_text(found), text) if part)
    return {**question.own, CONDITIONS: said}


def editor(shown: Filtered) -> Editor:
    """Return what the page needs to add conditions and to take them away."""
    question, words = shown.question, shown.question.texts["question"]
    kept = shown.found.conditions
    items = tuple(
        Item(sentence(question, one), _own(question, (*kept[:place], *kept[place + 1 :])))
        for place, one in enumerate(kept)
    )
    indicator, year = question.indicator, question.view.year
    hows = tuple(Entry(one, words[f"how_{one}"]) for one in How)
    value = words["condition_value"].format(unit=indicator.unit)
    until = words["condition_until"].format(unit=indicator.unit)
    form = Form(
        "bedingung",
        words["condition_form"],
        (
            Choice("vergleich", words["condition_how"], How.LEAST, hows),
            Choice("zahl", value, "", field=Field.NUMBER),
            Choice("bis", until, "", field=Field.NUMBER),
        ),
        words["condition_hint"].format(indicator=indicator.name, year=year, most=MOST),
    )
    return Editor(words["list_title"], words["list_none"], items, (form,), _own(question, ()))


def _own(question: Question, conditions: Sequence[Condition]) -> dict[str, str]:
    own = {**question.own, CONDITIONS: as_text(conditions)}
    return {name: value for name, value in own.items() if value}


def sentence(question: Question, one: Condition) -> str:
    """Return a condition in words."""
    indicator = question.city.indicator(one.indicator)
    low, high = (german(end, indicator.decimals) for end in (one.low, one.high))
    return question.texts["question"][f"condition_{one.how}"].format(
        indicator=indicator.name, year=one.year, low=low, high=high, unit=indicator.unit
    )


def lead(shown: Filtered) -> Iterator[str]:
    """Yield how many areas meet all conditions, how many are open, who lives there."""
    words, found = shown.question.texts["question"], shown.found
    if not found.conditions:
        yield words["filter_none"]
        return
    yes, open_ = shown.count(Answer.YES), shown.count(Answer.UNKNOWN)
    yield words["filter_lead"].format(yes=yes, all=len(found.answers))
    if open_:
        yield words["filter_lead_open"].format(open=open_)
    people = _people(shown)
    if people is not None and yes and people.total > 0:
        share = german(100 * people.of[Answer.YES] / people.total, 1)
        yield words["filter_lead_people"].format(
            yes=yes, people=german(people.of[Answer.YES], 0), year=people.year, share=share
        )


def sections(shown: Filtered) -> Iterator[Section]:
    """Yield conditions, map, sums, areas, method and limits."""
    question, words = shown.question, shown.question.texts["question"]
    said = tuple(sentence(question, one) for one in shown.found.conditions)
    listed: Block = Bullets(said) if said else Text(words["list_none"])
    yield Section("liste", words["list_title"], (listed,))
    if said:
        yield Section("karte", words["map_title"], (_map(shown),))
        yield Section("menschen", words["sums_title"], tuple(_sums(shown)), whole=True)
        yield Section("gebiete", words["areas_title"], tuple(_areas(shown)), whole=True)
    yield Section("methode", words["method_title"], (Text(words["filter_method"]),))
    yield Section("grenzen", words["limits_title"], (Text(words["filter_limits"]),))


def _map(shown: Filtered) -> Map:
    question, found = shown.question, shown.found
    words = question.texts["question"]
    classes = np.array([{Answer.YES: 1, Answer.NO: 2}.get(one, 0) for one in found.answers])
    empty = np.isin(found.status, EMPTY_STATES)
    status = np.where((classes > 0) & empty, str(Status.OK), found.status)
    said = "; ".join(sentence(question, one) for one in found.conditions)
    indicators = [question.city.indicator(one.indicator) for one in found.conditions]
    for one in indicators:
        question.references.of_source(one.source)
    names = (
        ClassName(words["code_yes"], words["answer_yes"]),
        ClassName(words["code_no"], words["answer_no"], quiet=True),
    )
    classed = Classed(
        id=ID,
        name=words["map_name"],
        sentence=words["map_sentence"],
        definition=words["map_definition"].format(conditions=said),
        level=found.level,
        years=(shown.year,),
        classes=classes[np.newaxis],
        names=names,
        status=status[np.newaxis],
        sources=tuple(one.source for one in indicators),
        scale=ClassScale.NAMED,
        method=words["map_method"],
    )
    return class_map(question, classed)


@dataclass(frozen=True)
class People:
    """Residents by answer; ``left`` areas have no known number and are in no sum."""

    year: int
    of: Mapping[Answer, float]
    left: int

    @property
    def total(self) -> float:
        """All of them: the sum of the answers, never the published figure of the city."""
        return sum(self.of.values())


def _people(shown: Filtered) -> People | None:
    city = shown.question.city
    series = city.series.get((shown.found.level, city.residents))
    if series is None:
        return None
    year = nearest_year(series.years, shown.year)
    row = series.value[series.years.index(year)]
    known = np.isfinite(row)
    answers = np.array(shown.found.answers)
    sums = {one: float(row[known & (answers == one)].sum()) for one in ORDER}
    return People(year, sums, int((~known).sum()))


def _sums(shown: Filtered) -> Iterator[Block]:
    words, people = shown.question.texts["question"], _people(shown)
    columns = [Column(words["result"], 2.0), Column(words["sums_areas"], 1.0, right=True)]
    if people is not None:
        columns += [Column(words[key], 1.2, right=True) for key in ("sums_people", "sums_share")]
    rows = []
    for one in ORDER:
        cells = [words[f"answer_{one}"], str(shown.count(one))]
        if people is not None:
            share = german(100 * people.of[one] / people.total, 1) if people.total > 0 else ""
            cells.append(german(people.of[one], 0))
            cells.append(words["percent"].format(value=share) if share else "")
        rows.append(Row(tuple(cells)))
    year = people.year if people is not None else shown.year
    yield Table(words["sums_caption"].format(year=year), tuple(columns), tuple(rows))
    if people is None:
        yield Text(words["no_residents"], quiet=True)
    elif people.left:
        yield Text(words["sums_left"].format(count=people.left), quiet=True)


def _areas(shown: Filtered) -> Iterator[Block]:
    question, found = shown.question, shown.found
    words, level = question.texts["question"], question.level
    chosen = [
        (place, answer)
        for wanted in (Answer.YES, Answer.UNKNOWN)
        for place, answer in enumerate(found.answers)
        if answer is wanted
    ]
    if not shown.count(Answer.YES):
        yield Text(words["areas_none"])
    if not chosen:
        return
    columns = (
        Column(words["area"], 2.0),
        Column(words["result"], 1.2),
        *(Column(_heading(question, one), 1.5, right=True) for one in found.conditions),
    )
    rows = tuple(
        Row((
            level.areas[place].name,
            words[f"answer_{answer}"],
            *(_cell(question, one, place) for one in found.conditions),
        ))
        for place, answer in chosen
    )  # fmt: skip
    yield from with_note(question, Table(words["areas_caption"], columns, rows))
    yield Text(words["areas_note"], quiet=True)


def _heading(question: Question, one: Condition) -> str:
    indicator = question.city.indicator(one.indicator)
    mark = question.references.of_source(indicator.source)
    return f"{indicator.short_name}, {one.year} ({indicator.unit}) {mark}"


def _cell(question: Question, one: Condition, place: int) -> str:
    series = question.city.series[question.view.level, one.indicator]
    at = series.years.index(one.year), place
    indicator = question.city.indicator(one.indicator)
    said = marked(float(series.value[at]), Status(series.status[at]), indicator)
    return cell_with_ends(said, indicator, series, at)


def table(shown: Filtered) -> Rows:
    """Return every area for the CSV."""
    return tuple(map(tuple, answer_rows(shown.question.city, shown.found)))
