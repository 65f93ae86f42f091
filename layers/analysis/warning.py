"""Early warning: where signs that the city has declared come together; never a verdict."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geodata.commands.warning import sign_rows
from geodata.early_warning import Against, Condition, EarlyWarning, Measure
from geodata.model import City
from geodata.statistics.early_warning import Held, Notice, Signs, early_warning, warning_years
from geodata.statistics.early_warning_past import Past, past
from layers.analysis.model import Analysis, Answer, Choice, Entry, Group, Question
from layers.analysis.warning_map import warning_map
from layers.analysis.warning_past import past_blocks, past_lead
from layers.numbers import german, signed
from layers.report.model import Block, Column, Facts, Row, Section, Table, Text
from layers.view import nearest_year

RULE, YEAR = "regel", "warnjahr"
MOST_LISTED = 60


def answer(question: Question) -> Answer:
    """Return the answer; a city without a rule gets told so."""
    words, city = question.texts["warning"], question.city
    if not city.warnings:
        return Answer(words["name"], (words["none"],), (), ())
    names = tuple(one.id for one in city.warnings)
    rule = city.warning(question.one_of(RULE, names, names[0]))
    level = _level(question, rule)
    years = warning_years(city, rule, level)
    rules = tuple(Entry(one.id, one.name) for one in city.warnings)
    choices = [Choice(RULE, words["rule"], rule.id, rules)]
    if not years:
        said = words["no_year"].format(rule=rule.name, level=city.level(level).name_plural)
        return Answer(rule.name, (said,), tuple(choices), ())
    usual = str(nearest_year(years, question.view.year))
    year = int(question.one_of(YEAR, tuple(map(str, years)), usual))
    entries = tuple(Entry(str(one), str(one)) for one in years)
    choices.append(Choice(YEAR, words["year"], str(year), entries))
    found, before = early_warning(city, rule, level, year), past(city, rule, level)
    return Answer(
        title=words["title"].format(rule=rule.name, year=year),
        lead=tuple(_lead(question, found, before)),
        choices=tuple(choices),
        sections=tuple(_sections(question, found, before)),
        tables={"zeichen": tuple(tuple(row) for row in sign_rows(found))},
    )


def _level(question: Question, rule: EarlyWarning) -> str:
    """Return the level of the view where the rule is meant for it, else the finest with years."""
    city = question.city
    meant = rule.meant_for([one.id for one in city.levels], city.city_level)
    able = [one for one in meant if warning_years(city, rule, one)] or meant
    return question.view.level if question.view.level in able else able[-1]


def _lead(question: Question, found: Signs, before: Past | None) -> Iterator[str]:
    words, rule = question.texts["warning"], found.warning
    noticed = int((found.notice == Notice.NOTICED).sum())
    yield words["lead_some" if noticed else "lead_nowhere"].format(
        year=found.year, noticed=noticed, all=len(found.areas), least=rule.least,
        level=question.city.level(found.level).name_plural, count=len(rule.conditions))  # fmt: skip
    undecided = int((found.notice == Notice.UNDECIDED).sum())
    if undecided:
        yield words["lead_undecided"].format(count=undecided)
    yield past_lead(question, before)


def _sections(question: Question, found: Signs, before: Past | None) -> Iterator[Section]:
    words, rule = question.texts["warning"], found.warning
    yield Section("karte", words["map_title"], (warning_map(question, found),))
    if question.area is not None and question.view.level == found.level:
        title = words["own_title"].format(area=question.level.areas[question.area].name)
        yield Section("gebiet", title, (_own(question, found, question.area),))
    yield Section("zeichen", words["signs_title"], tuple(_signs(question, found)), whole=True)
    yield Section("gebiete", words["areas_title"], tuple(_areas(question, found)), whole=True)
    blocks = tuple(past_blocks(question, rule, before))
    yield Section("frueher", words["past_title"], blocks, whole=True)
    yield Section("methode", words["method_title"], tuple(_method(question, found)))
    notes = tuple(Text(words[f"note_{one}"]) for one in ("people", "future", "label"))
    yield Section("aussage", words["note_title"], notes)


def _own(question: Question, found: Signs, place: int) -> Facts:
    words, rows = question.texts["warning"], []
    for column, one in enumerate(found.warning.conditions):
        held = Held(found.held[place, column])
        if held is Held.UNKNOWN:
            reason = question.texts["legend"][f"status_{found.state[place, column]}"]
            said = words["own_said_unknown"].format(reason=reason)
        else:
            measured = _measured(question, one, float(found.measured[place, column]))
            said = words[f"own_said_{held.name.lower()}"].format(measured=measured)
        rows.append((one.name, (said,)))
    return Facts(tuple(rows))


def _measured(question: Question, one: Condition, value: float) -> str:
    indicator = question.city.indicator(one.indicator)
    if one.measure is Measure.VALUE:
        return f"{german(value, indicator.decimals)} {indicator.unit}".strip()
    return f"{signed(value, max(indicator.decimals, 1))} {_unit(question, one)}".strip()


def _unit(question: Question, one: Condition) -> str:
    """Return the unit of what is measured: points for the change of a percentage."""
    unit = question.city.indicator(one.indicator).unit
    if one.measure is Measure.PERCENT:
        return "%"
    points = one.measure is Measure.CHANGE and unit == "%"
    return question.texts["table"]["points"] if points else unit


def _areas(question: Question, found: Signs) -> Iterator[Block]:
    words, level = question.texts["warning"], question.city.level(found.level)
    noticed = np.flatnonzero(found.notice == Notice.NOTICED).tolist()
    if not noticed:
        yield Text(words["areas_none"])
    else:
        caption = words["areas_caption"].format(least=found.warning.least, year=found.year)
        columns = [Column(words["area"], 2.0)]
        columns += [
            Column(words["sign_column"].format(number=at))
            for at in range(1, len(found.warning.conditions) + 1)
        ]
        rows = tuple(
            Row((level.areas[place].name, *(words[f"held_{Held(one).name.lower()}"]
                                            for one in found.held[place])))
            for place in noticed[:MOST_LISTED]
        )  # fmt: skip
        yield Table(caption, tuple(columns), rows)
    undecided = np.flatnonzero(found.notice == Notice.UNDECIDED).tolist()
    if undecided:
        names = ", ".join(level.areas[place].name for place in undecided[:MOST_LISTED])
        yield Text(words["areas_undecided"].format(areas=names))
    more = len(noticed) - MOST_LISTED
    rest = words["areas_more"].format(count=more) if more > 0 else words["areas_rest"]
    yield Text(rest, quiet=True)


def _signs(question: Question, found: Signs) -> Iterator[Block]:
    words, rule = question.texts["warning"], found.warning
    yield Text(words["signs_lead"].format(least=rule.least, count=len(rule.conditions)))
    if rule.note:
        yield Text(rule.note)
    columns = (Column(words["sign_number"], 0.5), Column(words["sign"], 2.6),
               Column(words["topic"], 1.7), Column(words["limit"], 3.2),
               Column(words["number_met"], right=True), Column(words["unmet"], right=True),
               Column(words["number_unknown"], right=True))  # fmt: skip
    rows = []
    for at, one in enumerate(rule.conditions):
        counts = [int((found.held[:, at] == held).sum()) for held in (Held.MET, Held.UNMET,
                                                                      Held.UNKNOWN)]  # fmt: skip
        told = one.name, words[f"topic_{one.topic}"], _limit(question, one)
        rows.append(Row((str(at + 1), *told, *map(str, counts))))
    yield Table(words["signs_caption"].format(year=found.year), columns, tuple(rows))


def _limit(question: Question, one: Condition) -> str:
    words, indicator = question.texts["warning"], question.city.indicator(one.indicator)
    measure = words[f"measure_{one.measure}"].format(indicator=indicator.name, years=one.years)
    decimals = 0 if one.limit == int(one.limit) else 2 if one.against is Against.UNIT else 1
    key = f"limit_{one.against}_above" if one.above else f"limit_{one.against}_below"
    said = words[key]
    return said.format(measure=measure, limit=german(one.limit, decimals),
                       unit=_unit(question, one)).strip()  # fmt: skip


def _method(question: Question, found: Signs) -> Iterator[Block]:
    words = question.texts["warning"]
    yield Text(words["method"])
    named = {one.indicator: question.city.indicator(one.indicator)
             for one in found.warning.conditions}  # fmt: skip
    told = "; ".join(
        f"{one.name} {question.references.of_source(one.source)}" for one in named.values()
    )
    yield Text(words["method_source"].format(indicators=told), quiet=True)


def _possible(city: City) -> bool:
    return bool(city.warnings)


ANALYSIS = Analysis(
    "fruehwarnung",
    "warning",
    ("level", "area"),
    (RULE, YEAR),
    answer,
    group=Group.AHEAD,
    possible=_possible,
)
