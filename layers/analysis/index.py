"""The social index of a city: classes, what values are made of, how firm the classes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from geodata.index_layers import PARTS, index_indicator
from geodata.indices import Part, SocialIndex
from geodata.model import City, Status
from geodata.statistics.index_inputs import index_years
from geodata.statistics.index_sensitivity import Sensitivity, Varied, sensitivity
from geodata.statistics.social_index import IndexResult, PartResult, social_index
from layers.analysis.maps import indicator_map
from layers.analysis.model import Analysis, Answer, Choice, Entry, Question, Rows, Words
from layers.analysis.said import in_a_row
from layers.numbers import german
from layers.report.model import (
    Block,
    Column,
    Facts,
    Range,
    Ranges,
    Row,
    Section,
    Table,
    Text,
)
from layers.view import nearest_year

INDEX, YEAR = "index", "indexjahr"
DECIMALS = 2


def answer(question: Question) -> Answer:
    """Return the answer; a city without an index gets told so."""
    words = question.texts["social_index"]
    if not question.city.indices:
        return Answer(words["name"], (words["none"],), (), ())
    index = _index(question)
    years = _years(question, index)
    choices = (_index_choice(question, index), *_year_choice(question, years))
    if not years:
        said = words["no_year"].format(index=index.name, level=question.level.name_plural)
        return Answer(index.name, (said,), choices, ())
    found = social_index(question.city, index, _level(question, index), _year(question, years))
    return Answer(
        title=index.name,
        lead=tuple(_lead(question, found)),
        choices=choices,
        sections=tuple(_sections(question, found)),
        tables={"gebiete": _table(question, found)},
    )


def _index(question: Question) -> SocialIndex:
    names = tuple(one.id for one in question.city.indices)
    shown = [
        one for one in names if question.view.indicator in map(partial(index_indicator, one), PARTS)
    ]
    return question.city.index(question.one_of(INDEX, names, (*shown, *names)[0]))


def _level(question: Question, index: SocialIndex) -> str:
    """Return the level of the view where the index is meant for it, else the finest of its own."""
    city = question.city
    able = [
        one for one in index.meant_for([level.id for level in city.levels], city.city_level)
        if index_years(city, index, one)
    ]  # fmt: skip
    return question.view.level if question.view.level in able or not able else able[-1]


def _years(question: Question, index: SocialIndex) -> tuple[int, ...]:
    return tuple(index_years(question.city, index, _level(question, index)))


def _year(question: Question, years: tuple[int, ...]) -> int:
    usual = nearest_year(years, question.view.year)
    return int(question.one_of(YEAR, tuple(map(str, years)), str(usual)))


def _index_choice(question: Question, index: SocialIndex) -> Choice:
    entries = tuple(Entry(one.id, one.name) for one in question.city.indices)
    return Choice(INDEX, question.texts["social_index"]["index"], index.id, entries)


def _year_choice(question: Question, years: tuple[int, ...]) -> Iterator[Choice]:
    if years:
        label = question.texts["social_index"]["year"]
        entries = tuple(Entry(str(year), str(year)) for year in years)
        yield Choice(YEAR, label, str(_year(question, years)), entries)


def _lead(question: Question, found: IndexResult) -> Iterator[str]:
    words, level = question.texts["social_index"], question.city.level(found.level)
    yield words["lead_status"].format(
        year=found.year, counted=found.status.counted, all=len(found.areas),
        level=level.name_plural, classes=_counts(question, found.status),
    )  # fmt: skip
    if found.dynamics is not None:
        yield words["lead_dynamics"].format(classes=_counts(question, found.dynamics))
    elif found.index.dynamics is not None:
        yield words["no_dynamics"]
    if found.too_few:
        yield words["few"].format(counted=found.status.counted)


def _counts(question: Question, part: PartResult) -> str:
    """Return in how many areas each class is; a class of no area is not named."""
    words = question.texts["social_index"]
    numbers, said = Counter(part.classes.tolist()), list[str]()
    for place, name in enumerate(part.part.names, start=1):
        if numbers[place]:
            key = f"class_count{'_next' if said else ''}{'_one' if numbers[place] == 1 else ''}"
            said.append(words[key].format(name=name, number=german(numbers[place], 0)))
    return in_a_row(said, question.texts["analysis"]["and"])


def _sections(question: Question, found: IndexResult) -> Iterator[Section]:
    words = question.texts["social_index"]
    if question.area is not None and question.view.level == found.level:
        name = question.level.areas[question.area].name
        title = words["own_title"].format(area=name)
        yield Section("gebiet", title, (_own(question, found, question.area),))
    yield Section("karten", words["maps_title"], tuple(_maps(question, found)), whole=True)
    table = _areas(question, found)
    note = Text(words["areas_note"], quiet=True)
    yield Section("gebiete", words["areas_title"], (note, table), whole=True)
    yield Section("festigkeit", words["firm_title"], tuple(_firm(question, found)))
    yield Section("methode", words["rule_title"], tuple(_rule(question, found.index)))
    yield Section("grenzen", words["note_title"], (Text(words["note_people"]),))


def _maps(question: Question, found: IndexResult) -> Iterator[Block]:
    """Yield the map of each part that the year has: they are indicators of the city."""
    for part in PARTS:
        name = index_indicator(found.index.id, part)
        series = question.city.series.get((found.level, name))
        if series is not None and found.year in series.years:
            yield indicator_map(question.city, question.view, found.level, name, found.year)


def _own(question: Question, found: IndexResult, area: int) -> Block:
    words, part = question.texts["social_index"], found.status
    name = question.level.areas[area].name
    if not part.classes[area]:
        reason = _reason(question, str(part.state[area]))
        return Text(words["own_none"].format(area=name, year=found.year, reason=reason))
    rows = [
        Range(question.city.indicator(one.indicator).name, float(value),
              said=german(float(value), DECIMALS))
        for one, value in zip(part.part.ingredients, part.contributions[area], strict=True)
    ]  # fmt: skip
    whole = float(part.index[area])
    rows.append(Range(words["own_sum"], whole, said=german(whole, DECIMALS)))
    spoken = "; ".join(words["own_row"].format(name=one.name, value=one.said) for one in rows)
    return Ranges("", words["own_axis"], tuple(rows), words["own_alt"].format(rows=spoken),
                  decimals=DECIMALS, value=name)  # fmt: skip


def _reason(question: Question, state: str) -> str:
    return question.texts["legend"][f"status_{state}"]


def _areas(question: Question, found: IndexResult) -> Table:
    words, city = question.texts["social_index"], question.city
    named = [city.indicator(one.indicator) for one in found.index.status.ingredients]
    columns = [Column(words["area"], 2.0), Column(words["status_index"], 1.1, right=True),
               Column(words["status"], 1.4)]  # fmt: skip
    columns += [
        Column(words["contribution"].format(indicator=one.short_name or one.name), 1.3, right=True)
        for one in named
    ]
    columns += [Column(words["dynamics_index"], 1.1, right=True), Column(words["dynamics"], 1.2)]
    level = city.level(found.level)
    rows = tuple(
        Row((one.name, *_cells(question, found, place))) for place, one in enumerate(level.areas)
    )
    caption = words["caption_areas"].format(index=found.index.name, year=found.year)
    return Table(caption, tuple(columns), rows)


def _cells(question: Question, found: IndexResult, place: int) -> Iterator[str]:
    status, dynamics = found.status, found.dynamics
    yield german(float(status.index[place]), DECIMALS)
    yield _class(question, status, place)
    yield from (german(float(value), DECIMALS) for value in status.contributions[place])
    yield "" if dynamics is None else german(float(dynamics.index[place]), DECIMALS)
    yield "" if dynamics is None else _class(question, dynamics, place)


def _class(question: Question, part: PartResult, place: int) -> str:
    """Return the name of the class, or why there is none."""
    number = int(part.classes[place])
    if number:
        name = part.part.names[number - 1]
        state = str(part.state[place])
        return name if state == Status.OK else f"{name} ({_reason(question, state)})"
    return _reason(question, str(part.state[place]))


def _table(question: Question, found: IndexResult) -> Rows:
    """Return what ``python -m geodata index`` writes, with names."""
    from geodata.index_command import class_rows

    rows = list(class_rows(question.city, found))
    names = {one.id: one.name for one in question.city.level(found.level).areas}
    head = (rows[0][0], "name", "year", *rows[0][1:])
    year = str(found.year)
    return (head, *((row[0], names[row[0]], year, *row[1:]) for row in rows[1:]))


def _firm(question: Question, found: IndexResult) -> Iterator[Block]:
    words, tried = question.texts["social_index"], sensitivity(question.city, found)
    if not tried:
        return
    worst = max(tried, key=lambda one: one.changed)
    yield Text(words["firm_lead"].format(
        rules=len(tried), most=worst.changed, compared=worst.compared), strong=True)  # fmt: skip
    columns = (Column(words["firm_rule"], 4.0), Column(words["firm_part"], 1.2),
               Column(words["firm_changed"], 1.0, right=True),
               Column(words["firm_compared"], 1.0, right=True))  # fmt: skip
    rows = tuple(
        Row((_variant(question, one), words[one.part], str(one.changed), str(one.compared)))
        for one in tried
    )
    yield Table(words["firm_caption"], columns, rows)


def _variant(question: Question, one: Sensitivity) -> str:
    words, variant = question.texts["social_index"], one.variant
    what, to = variant.what, variant.to
    if variant.varied is Varied.STANDARDISATION:
        to = words[f"by_{to}"]
    elif variant.varied is Varied.LIMIT:
        what, to = (part.replace(".", ",").replace("-", "−") for part in (what, to))
    else:
        indicator = question.city.indicator(what)
        what, to = indicator.short_name or indicator.name, to.replace(".", ",")
    return words[f"firm_{variant.varied}"].format(what=what, to=to)


def _rule(question: Question, index: SocialIndex) -> Iterator[Block]:
    words = question.texts["social_index"]
    yield Text(words["rule_text"])
    if index.note:
        yield Text(index.note)
    standardised = (words[f"by_{index.standardisation}"],)
    rows: list[tuple[str, tuple[str, ...]]] = [(words["rule_standardisation"], standardised)]
    for name, part in (("status", index.status), ("dynamics", index.dynamics)):
        if part is not None:
            said = tuple(_ingredients(question, part))
            rows.append((f"{words[name]}: {words['rule_indicators']}", said))
            rows.append((f"{words[name]}: {words['rule_limits']}", tuple(_limits(part, words))))
    source = next((one for one in question.city.sources if one.id == index.source), None)
    if source is not None:
        mark = question.references.of_source(source)
        rows.append((words["rule_source"], (f"{source.publisher}: {source.title} {mark}",)))
    yield Facts(tuple(rows))


def _ingredients(question: Question, part: Part) -> Iterator[str]:
    for one in part.ingredients:
        indicator = question.city.indicator(one.indicator)
        mark = question.references.of_source(indicator.source)
        weight = german(one.weight, 0 if one.weight == int(one.weight) else DECIMALS)
        yield question.texts["social_index"]["rule_weight"].format(
            indicator=indicator.name, weight=weight, source=mark)  # fmt: skip


def _limits(part: Part, words: Words) -> Iterator[str]:
    ends = [german(limit, 0 if limit == int(limit) else 1) for limit in part.limits]
    ranges = [words["below"].format(limit=ends[0])]
    ranges += [words["between"].format(low=low, high=high) for low, high in pairwise(ends)]
    ranges.append(words["above"].format(limit=ends[-1]))
    for name, said in zip(part.names, ranges, strict=True):
        yield words["rule_class"].format(name=name, range=said)


def _possible(city: City) -> bool:
    return bool(city.indices)


ANALYSIS = Analysis(
    "index", "social_index", ("level", "area"), (INDEX, YEAR), answer, possible=_possible
)
