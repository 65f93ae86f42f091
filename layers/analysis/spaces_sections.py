"""The sections of the answer about social spaces."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geodata.statistics.social_spaces import Method, Spaces, heads
from geodata.statistics.space_inputs import Inputs
from geodata.statistics.space_report import Border, Profile, borders, comparisons, profiles
from geodata.statistics.space_stability import Stability
from layers.analysis.estimates import with_ends, with_note
from layers.analysis.model import Question, Words
from layers.analysis.spaces_map import spaces_map
from layers.analysis.spaces_number import number_section
from layers.numbers import figure, german, signed
from layers.report.model import Block, Column, Facts, Row, Section, Table, Text

APART = 0.5  # standard deviations: less is no difference worth a word
CLEAR = 1.0
MANY = 60  # areas have no table of their own on the page, only in the file
TOGETHER = 100  # names in one paragraph: more do not fit on a slide
WIDE = 4  # more indicators have no columns of their own in the table of spaces


def sections(question: Question, found: Spaces, held: Stability) -> Iterator[Section]:
    """Yield all sections in their order."""
    words = question.texts["social_spaces"]
    yield Section("karte", words["map_title"], (spaces_map(question, found),))
    blocks = tuple(_spaces(question, found))
    yield Section("raeume", words["spaces_title"], blocks, whole=True)
    yield Section("grenzen", words["borders_title"], tuple(_borders(question, found)))
    yield number_section(question, found)
    yield Section("festigkeit", words["firm_title"], tuple(_firm(question, found, held)))
    yield Section("vergleich", words["compare_title"], tuple(_compared(question, found)))
    yield Section("gebiete", words["areas_title"], tuple(_areas(question, found, held)))
    yield Section("methode", words["rule_title"], tuple(_rule(question, found)))
    yield Section("aussage", words["note_title"], (Text(words["note"]),))


def space_name(question: Question, found: Spaces, number: int) -> str:
    """Return the name of a space: its number and the areas with most residents."""
    words = question.texts["social_spaces"]
    names = _names(question, found)
    rows = heads(found, number)
    told = ", ".join(names[found.inputs.areas[row]] for row in rows)
    key = "named_more" if len(found.members(number)) > len(rows) else "named"
    return words[key].format(number=number, names=told)


def _spaces(question: Question, found: Spaces) -> Iterator[Block]:
    words, inputs = question.texts["social_spaces"], found.inputs
    level = question.city.level(inputs.level)
    shown = inputs.chosen if len(inputs.chosen) <= WIDE else ()
    columns = [Column(words["space"], 2.2), Column(words["areas"], 0.7, right=True)]
    if inputs.people_year:
        people = words["people"].format(year=inputs.people_year)
        columns.append(Column(people, 1.0, right=True))
    columns += [
        Column(f"{one.indicator.short_name or one.indicator.name} {one.year}", 1.1, right=True)
        for one in shown
    ]
    columns += [Column(words["spread"], 0.8, right=True), Column(words["profile"], 2.4)]
    rows = tuple(
        Row(tuple(_space_cells(question, found, one, len(shown)))) for one in profiles(found)
    )
    caption = words["spaces_caption"].format(level=level.name_plural)
    yield from with_note(question, Table(caption, tuple(columns), rows))
    yield Text(words["profile_note"], quiet=True)
    yield Text(_figures_note(question, inputs), quiet=True)


def _space_cells(question: Question, found: Spaces, one: Profile, shown: int) -> Iterator[str]:
    words, rows = question.texts["social_spaces"], found.members(one.number)
    yield space_name(question, found, one.number)
    yield german(len(rows), 0)
    if found.inputs.people_year:
        people = german(found.people(one.number), 0)
        whole = np.isfinite(found.inputs.people[rows]).all()
        yield people if whole or not people else words["people_part"].format(people=people)
    cases, bases = found.inputs.cases[rows].sum(axis=0), found.inputs.bases[rows].sum(axis=0)
    for place in range(shown):
        indicator = found.inputs.chosen[place].indicator
        said = figure(float(one.figures[place]), indicator)
        yield with_ends(said, indicator, float(cases[place]), float(bases[place]))
    yield german(float(np.sqrt((one.spread**2).mean())), 1)
    yield _profile(question, found.inputs, one)


def _profile(question: Question, inputs: Inputs, one: Profile) -> str:
    words = question.texts["social_spaces"]
    more, less = one.mean >= APART, one.mean <= -APART
    if len(more) > 1 and (more.all() or less.all()):
        return words["profile_more_all"] if more.all() else words["profile_less_all"]
    names = np.array([pick.indicator.short_name or pick.indicator.name for pick in inputs.chosen])
    said = [words["profile_more"].format(names=", ".join(names[more]))] if more.any() else []
    said += [words["profile_less"].format(names=", ".join(names[less]))] if less.any() else []
    return "; ".join(said) or words["profile_like"]


def _figures_note(question: Question, inputs: Inputs) -> str:
    words = question.texts["social_spaces"]
    whole = np.asarray(np.isfinite(inputs.bases[inputs.counted]).all(axis=0))
    means = [
        one.indicator.short_name or one.indicator.name
        for one, known in zip(inputs.chosen, whole, strict=True) if not known
    ]  # fmt: skip
    if not means:
        return words["figures_exact"]
    return words["figures_note"].format(indicators=", ".join(means))


def _borders(question: Question, found: Spaces) -> Iterator[Block]:
    words, all_ = question.texts["social_spaces"], borders(found)
    if not all_:
        yield Text(words["borders_one" if found.number == 1 else "borders_none"])
        return
    if len(all_) == 1:
        yield Text(words["borders_pair"].format(contrast=german(all_[0].contrast, 1)), strong=True)
    else:
        yield Text(_told(words, all_), strong=True)
    columns = [Column(words["border"], 1.2), Column(words["contrast"], 1.0, right=True)]
    columns += [
        Column(one.indicator.short_name or one.indicator.name, 1.2, right=True)
        for one in found.inputs.chosen
    ]
    rows = tuple(Row(tuple(_border_cells(question, one))) for one in all_)
    yield Table(words["borders_caption"], tuple(columns), rows)
    yield Text(words["borders_note"], quiet=True)


def _told(words: Words, all_: tuple[Border, ...]) -> str:
    clear = sum(one.contrast >= CLEAR for one in all_)
    weak = sum(one.contrast < APART for one in all_)
    if not weak:
        return words["borders_clear"].format(borders=len(all_), clear=clear)
    return words["borders_lead"].format(borders=len(all_), clear=clear, weak=weak)


def _border_cells(question: Question, one: Border) -> Iterator[str]:
    between = question.texts["social_spaces"]["border_between"]
    yield between.format(one=one.one, other=one.other)
    yield german(one.contrast, 1)
    yield from (signed(float(apart), 1) for apart in one.apart)


def _firm(question: Question, found: Spaces, held: Stability) -> Iterator[Block]:
    words, chosen = question.texts["social_spaces"], found.inputs.chosen
    lead = words["firm_lead"].format(times=held.times, rand=german(held.rand, 2))
    yield Text(lead, strong=True)
    names = [one.indicator.short_name or one.indicator.name for one in chosen]
    drawn = [name for name, sampled in zip(names, held.sampled, strict=True) if sampled]
    moved = [name for name, sampled in zip(names, held.sampled, strict=True) if not sampled]
    if drawn:
        yield Text(words["firm_sampled"].format(indicators=", ".join(drawn)), quiet=True)
    if moved:
        yield Text(words["firm_moved"].format(indicators=", ".join(moved)), quiet=True)
    columns = (Column(words["space"], 2.4), Column(words["areas"], 0.8, right=True),
               Column(words["firm_mean"], 1.0, right=True),
               Column(words["firm_least"], 1.0, right=True),
               Column(words["firm_under"], 1.2, right=True))  # fmt: skip
    rows = []
    for number in range(1, found.number + 1):
        stays = 100 * held.together[found.members(number)]
        cells = (len(stays), stays.mean(), stays.min(), (stays < 50).sum())
        told = (german(float(cell), 0) for cell in cells)
        rows.append(Row((space_name(question, found, number), *told)))
    yield Table(words["firm_caption"], columns, tuple(rows))


def _compared(question: Question, found: Spaces) -> Iterator[Block]:
    words, beside = question.texts["social_spaces"], comparisons(question.city, found)
    if not beside:
        yield Text(words["compare_none"])
        return
    yield Text(words["compare_lead"])
    heads_ = ("compare_number", "compare_explained", "compare_same", "compare_rand",
              "compare_same_rand")  # fmt: skip
    columns = (
        Column(words["compare_level"], 1.6),
        *(Column(words[name], 1.0, right=True) for name in heads_),
    )
    rows = []
    for one in beside:
        shares = (german(100 * share, 0) for share in (one.explained, one.same))
        alike = (german(rand, 2) for rand in (one.rand, one.same_rand))
        told = [cell or words["dash"] for cell in (*shares, *alike)]
        name = question.city.level(one.level).name_plural
        rows.append(Row((name, german(one.number, 0), *told)))
    yield Table(words["compare_caption"], columns, tuple(rows))
    yield Text(words["compare_note"], quiet=True)


def _areas(question: Question, found: Spaces, held: Stability) -> Iterator[Block]:
    words, inputs = question.texts["social_spaces"], found.inputs
    if len(inputs.areas) > MANY:
        yield Facts(tuple(_members(question, found)))
        yield Text(words["areas_where"], quiet=True)
        return
    names = _names(question, found)
    rows = []
    for row, area in enumerate(inputs.areas):
        number = int(found.space[row])
        told = (
            str(number)
            if number
            else words["without"].format(reason=_reason(question, inputs, row))
        )
        rows.append(Row((names[area], told, german(100 * float(held.together[row]), 0))))
    columns = (Column(words["area"], 2.4), Column(words["space"], 1.4),
               Column(words["stays"], 1.0, right=True))  # fmt: skip
    caption = words["areas_caption"].format(level=question.city.level(inputs.level).name_plural)
    yield Table(caption, columns, tuple(rows))


def _members(question: Question, found: Spaces) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each space with the names of its areas, then the areas that belong to none."""
    words, inputs, names = question.texts["social_spaces"], found.inputs, _names(question, found)
    for number in range(1, found.number + 1):
        each = [names[inputs.areas[row]] for row in found.members(number)]
        parts = [each[start : start + TOGETHER] for start in range(0, len(each), TOGETHER)]
        yield space_name(question, found, number), tuple(", ".join(part) for part in parts)
    left = tuple(
        words["areas_one"].format(
            area=names[inputs.areas[row]], reason=_reason(question, inputs, row)
        )
        for row in found.members(0)
    )
    if left:
        yield words["areas_without"], left


def _names(question: Question, found: Spaces) -> dict[str, str]:
    return {area.id: area.name for area in question.city.level(found.inputs.level).areas}


def _reason(question: Question, inputs: Inputs, row: int) -> str:
    return question.texts["legend"][f"status_{inputs.state[row]}"]


def _rule(question: Question, found: Spaces) -> Iterator[Block]:
    words, rule = question.texts["social_spaces"], found.rule
    yield Text(words["rule_text"])
    yield Text(words["rule_ward"] if rule.method is Method.WARD else words["rule_tree"])
    made = tuple(
        words["rule_indicator"].format(
            indicator=one.indicator.name,
            year=one.year,
            mark=question.references.of_source(one.indicator.source),
        )
        for one in found.inputs.chosen
    )
    yield Facts(((words["rule_made"], made),))
    if rule.least and found.inputs.people_year:
        yield Text(words["rule_least"].format(least=german(rule.least, 0)))
    else:
        yield Text(words["rule_no_least"])
