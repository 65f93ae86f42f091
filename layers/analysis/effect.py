"""Effect of funding: what can be said, what cannot, and why; never more than the figures bear."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.commands.effect import estimate_rows, role_rows
from geodata.model import City
from geodata.statistics.effect import MEASURED, Rule
from geodata.statistics.placebo import Inference
from layers.analysis.effect_asked import (
    AREA,
    CONTROLS,
    COVERED,
    PERCENT,
    Asked,
    area_name,
    asked_of,
    choices,
    told,
    unit_of,
)
from layers.analysis.effect_estimates import RARE, difference_blocks, synthetic_blocks
from layers.analysis.effect_gap import curve_of, gap_blocks
from layers.analysis.model import Analysis, Answer, Group, Question, Rows
from layers.numbers import german
from layers.report.model import Block, Column, Row, Section, Table, Text

MOST_NAMED = 40
NOTES = ("place", "people", "mean", "many", "aims")


def answer(question: Question) -> Answer:
    """Return the answer; where data are too thin it says so and shows only the gap."""
    words = question.texts["effect"]
    if not question.city.funded_areas:
        said = words["no_funding"].format(city=question.city.name)
        return Answer(words["name"], (said,), (), ())
    if question.indicator.kind not in MEASURED:
        said = words["no_count"].format(indicator=question.indicator.name)
        return Answer(words["name"], (said,), (), ())
    asked = asked_of(question)
    area = area_name(question, asked)
    return Answer(
        title=words["title"].format(area=area, indicator=question.indicator.name),
        lead=tuple(_lead(question, asked)),
        choices=tuple(choices(question, asked)),
        sections=tuple(_sections(question, asked)),
        tables=_tables(asked),
    )


def _lead(question: Question, asked: Asked) -> Iterator[str]:
    words, found = question.texts["effect"], asked.effect
    if found.differences is None:
        reasons = [_reason(question, asked, one) for one in found.for_differences if not one.met]
        yield words["thin"].format(reasons="; ".join(reasons))
        if curve_of(question, asked) is not None:
            yield words["only_gap"]
        elif asked.area is not None:
            yield words["no_gap"].format(area=asked.area.name)
        return
    yield _said(question, found.differences.effect)
    if found.synthetic is not None:
        one = found.synthetic.effect
        yield words["lead_synthetic"].format(
            effect=told(question, one.estimate),
            unit=unit_of(question),
            low=told(question, one.low),
            high=told(question, one.high),
            p=_chance(question, one.p),
        )
    if found.differences.trend.clear:
        slope = told(question, found.differences.trend.estimate)
        yield words["lead_trend"].format(slope=slope, unit=unit_of(question))
    smallest = german(found.differences.effect.detectable, question.indicator.decimals + 1)
    yield words["lead_power"].format(detectable=smallest, unit=unit_of(question))
    yield words["lead_caution"]


def _said(question: Question, found: Inference) -> str:
    key = "lead_clear" if found.clear else "lead_open"
    return question.texts["effect"][key].format(
        indicator=question.indicator.name, effect=told(question, found.estimate),
        unit=unit_of(question), low=told(question, found.low), high=told(question, found.high),
        p=_chance(question, found.p))  # fmt: skip


def _chance(question: Question, p: float) -> str:
    words = question.texts["effect"]
    if p < RARE:
        return words["p_rare"]
    return words["p_share"].format(share=german(PERCENT * p, 0))


def _reason(question: Question, asked: Asked, rule: Rule) -> str:
    words = question.texts["effect"]
    never = rule.need == "before" and not rule.found
    said = words["thin_before_none"] if never else words[f"thin_{rule.need}"]
    covered = german(asked.covered, 0)
    return said.format(found=rule.found, least=rule.least, covered=covered)


def _sections(question: Question, asked: Asked) -> Iterator[Section]:
    words, found = question.texts["effect"], asked.effect
    if found.differences is not None:
        blocks: Iterator[Block] = difference_blocks(question, found.differences)
        yield Section("vergleich", words["differences_title"], tuple(blocks), whole=True)
    if found.synthetic is not None:
        blocks = synthetic_blocks(question, asked, found.synthetic)
        yield Section("mischung", words["synthetic_title"], tuple(blocks), whole=True)
    curve = curve_of(question, asked)
    if curve is not None:
        blocks = gap_blocks(question, asked, curve)
        yield Section("abstand", words["gap_title"], tuple(blocks), whole=True)
    yield Section("regeln", words["rules_title"], (_rules(question, asked),), whole=True)
    yield Section("gebiete", words["areas_title"], tuple(_areas(question, asked)), whole=True)
    yield Section("methode", words["method_title"], tuple(_method(question, asked)))
    notes = tuple(Text(words[f"note_{one}"]) for one in NOTES)
    yield Section("aussage", words["note_title"], notes)


def _rules(question: Question, asked: Asked) -> Table:
    words, rows = question.texts["effect"], []
    for method, rules in (
        ("differences", asked.effect.for_differences),
        ("synthetic", asked.effect.for_synthetic),
    ):
        rows.append(Row((words[f"method_{method}"],), group=True))
        for one in rules:
            met = words["met_yes" if one.met else "met_no"]
            rows.append(Row((words[f"need_{one.need}"], str(one.least), str(one.found), met)))
    columns = (Column(words["rule"], 4.0), Column(words["rule_least"], right=True),
               Column(words["rule_found"], right=True), Column(words["rule_met"]))  # fmt: skip
    return Table(words["rules_caption"], columns, tuple(rows))


def _areas(question: Question, asked: Asked) -> Iterator[Block]:
    words, treated = question.texts["effect"], asked.treated
    yield Text(words["areas_lead"].format(
        funded=int(treated.funded.sum()), never=int(treated.control.sum()),
        partly=int(treated.partly.sum())))  # fmt: skip
    rows = []
    for place, area in enumerate(question.level.areas):
        if treated.control[place]:
            continue
        own = bool(treated.funded[place])
        start = f"{treated.start[place]:.0f}" if own else ""
        role = words["role_funded" if own else "role_partly"]
        note = words["elsewhere"] if treated.elsewhere[place] else ""
        share = german(PERCENT * float(treated.share[place]), 0)
        rows.append(Row((area.name, role, share, start, note)))
    columns = (Column(words["area_name"], 1.6), Column(words["role"], 1.4),
               Column(words["share"], right=True), Column(words["start"]),
               Column(words["remark"], 2.0))  # fmt: skip
    if rows:
        yield Table(words["areas_caption"], columns, tuple(rows))
    left_out = asked.effect.panel.left_out
    if left_out:
        names = {one.id: one.name for one in question.level.areas}
        told = ", ".join(names[one] for one in left_out[:MOST_NAMED])
        yield Text(words["areas_left_out"].format(count=len(left_out), areas=told), quiet=True)


def _method(question: Question, asked: Asked) -> Iterator[Block]:
    words, indicator = question.texts["effect"], question.indicator
    yield Text(words["method_treated"].format(covered=german(asked.covered, 0)))
    yield Text(words["method_did"])
    yield Text(words["method_controls"])
    yield Text(words["method_sc"])
    mark = question.references.of_source(indicator.source)
    yield Text(words["method_source"].format(indicator=indicator.name, mark=mark), quiet=True)


def _tables(asked: Asked) -> dict[str, Rows]:
    """Return what ``python -m geodata effect`` writes."""
    rows = {"schaetzung": estimate_rows(asked.effect),
            "gebiete": role_rows(asked.effect, asked.treated)}  # fmt: skip
    return {name: tuple(tuple(row) for row in one) for name, one in rows.items()}


def _possible(city: City) -> bool:
    return bool(city.funded_areas)


ANALYSIS = Analysis(
    "wirkung",
    "effect",
    ("level", "indicator"),
    (AREA, COVERED, CONTROLS),
    answer,
    group=Group.FUNDING,
    possible=_possible,
    suits=lambda one: one.kind in MEASURED,
)
