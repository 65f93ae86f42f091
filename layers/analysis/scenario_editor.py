"""The form of a scenario: what is changed, with links that take it away, and forms that add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.model import Direction, Kind
from geodata.scenario import LONGEST, Scenario, parse
from geodata.scenario_changes import BETWEEN_PARTS, How
from geodata.scenario_play import Played
from layers.analysis.model import FORM, Choice, Editor, Entry, Field, Form, Item, Question
from layers.analysis.scenario_file import LOADED, Fault
from layers.analysis.scenario_words import change_words, short

SCENARIO = "szenario"
MANY = 40  # areas that a list can hold without headings
NEW = "neu"


def editor(question: Question, found: Played) -> Editor:
    """Return what the page needs to add changes and to take them away."""
    words = question.texts["scenario"]
    items = tuple(
        Item(
            change_words(question, found.city, one),
            _own(question, found.scenario.without(place)),
        )
        for place, one in enumerate(found.scenario.changes)
    )
    return Editor(
        title=words["changes_title"],
        empty=words["changes_none"],
        items=items,
        forms=tuple(_forms(question, found)),
        cleared=_own(question, Scenario()),
        saved=True,
    )


def add(question: Question, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the own parameters with the change that the *fields* of a form say.

    What cannot be understood is written down as it was sent: the page then says why it is left
    out.
    """
    text = written(question, fields)
    scenario, _ = parse(question.own.get(SCENARIO, ""))
    change = parse(text)[0].changes
    told = scenario.plus(change[0]).text if change else f"{scenario.text}~{text}".lstrip("~")
    if len(told) > LONGEST:
        return {**_own(question, scenario), LOADED: str(Fault.FULL)}
    return _with(question, told)


def written(question: Question, fields: Mapping[str, str]) -> str:
    """Return the fields of a form as one change in the grammar of scenarios."""
    view, kind = question.view, fields.get(FORM, "")

    def told(name: str) -> str:
        return "".join(fields.get(name, "").split()).replace("−", "-")

    how = fields.get("aenderung", "")
    kinds: dict[str, tuple[str, ...]] = {
        "wert": (
            how if how in tuple(How) else How.SET, view.indicator, told("gebiet"),
            str(view.year), told("zahl"),
        ),
        "gebiet": ("gebiet", told("ab"), told("gebiete")),
        "ende": ("ende", told("beendet"), told("endjahr")),
        "bedarf": ("bedarf", view.indicator, told("ab-wert")),
        "grenze": ("grenze", told("grenze"), told("grenzwert")),
    }  # fmt: skip
    if kind == "gebiet" and fields.get("foerdergebiete", NEW) != NEW:
        return BETWEEN_PARTS.join(("verlegt", told("foerdergebiete"), told("gebiete")))
    return BETWEEN_PARTS.join(kinds.get(kind, (kind[:20],)))


def _own(question: Question, scenario: Scenario) -> dict[str, str]:
    return _with(question, scenario.text)


def _with(question: Question, text: str) -> dict[str, str]:
    own = {**question.own, SCENARIO: text, LOADED: ""}
    return {name: value for name, value in own.items() if value}


def _forms(question: Question, found: Played) -> Iterator[Form]:
    if question.indicator.kind is not Kind.CLASS:
        yield _value_form(question)
    yield _funding_form(question)
    if question.city.funded_areas:
        yield _end_form(question)
    if question.indicator.kind is not Kind.CLASS:
        yield _need_form(question)
    limits = tuple(_limits(question, found))
    if limits:
        words = question.texts["scenario"]
        which = Choice("grenze", words["limit_which"], "", limits)
        number = Choice("grenzwert", words["limit_number"], "", field=Field.NUMBER)
        yield Form("grenze", words["limit_form"], (which, number))


def _areas(question: Question) -> tuple[Entry, ...]:
    """Return the areas of the level; many of them stand together by the larger area above."""
    level, levels = question.level, {one.id: one for one in question.city.levels}
    above = levels.get(level.parent)
    if len(level.areas) <= MANY or above is None:
        return tuple(Entry(one.id, one.name) for one in level.areas)
    names = {one.id: one.name for one in above.areas}
    ordered = sorted(level.areas, key=lambda one: (names.get(one.parent, ""), one.name))
    return tuple(Entry(one.id, one.name, names.get(one.parent, "")) for one in ordered)


def _value_form(question: Question) -> Form:
    words, view = question.texts["scenario"], question.view
    hows = tuple(Entry(one, words[f"value_{one}"]) for one in How)
    unit = question.indicator.unit
    hint = "value_hint_number" if question.indicator.kind is Kind.NUMBER else "value_hint"
    return Form(
        "wert",
        words["value_form"],
        (
            Choice("gebiet", words["value_area"], view.area, _areas(question)),
            Choice("aenderung", words["value_how"], How.SET, hows),
            Choice("zahl", words["value_number"].format(unit=unit), "", field=Field.NUMBER),
        ),
        words[hint].format(indicator=question.indicator.name, year=view.year),
    )


def _funding_form(question: Question) -> Form:
    words, city = question.texts["scenario"], question.city
    which = (
        Entry(NEW, words["funding_new"]),
        *(Entry(one.id, one.name) for one in city.funded_areas),
    )
    year = str(question.view.year)
    return Form(
        "gebiet",
        words["funding_form"],
        (
            Choice("foerdergebiete", words["funding_which"], NEW, which),
            Choice("ab", words["funding_year"], year, field=Field.NUMBER),
            Choice("gebiete", words["funding_areas"], "", _areas(question), Field.MANY),
        ),
        words["funding_hint"],
    )


def _end_form(question: Question) -> Form:
    words = question.texts["scenario"]
    entries = tuple(Entry(one.id, one.name) for one in question.city.funded_areas)
    year = str(question.view.year - 1)
    which = Choice("beendet", words["end_which"], "", entries)
    when = Choice("endjahr", words["end_year"], year, field=Field.NUMBER)
    return Form("ende", words["end_form"], (which, when))


def _need_form(question: Question) -> Form:
    words, indicator = question.texts["scenario"], question.indicator
    better = indicator.direction is Direction.BETTER
    label = words["need_limit_better" if better else "need_limit"].format(unit=indicator.unit)
    field = Choice("ab-wert", label, "", field=Field.NUMBER)
    hint = words["need_hint"].format(indicator=indicator.name)
    return Form("bedarf", words["need_form"], (field,), hint)


def _limits(question: Question, found: Played) -> Iterator[Entry]:
    """Yield every limit of every index as it stands in the scenario."""
    words = question.texts["scenario"]
    for index in found.city.indices:
        for name, part in (("status", index.status), ("dynamik", index.dynamics)):
            for place, limit in enumerate(part.limits if part else (), start=1):
                assert part is not None
                label = words["limit_entry"].format(
                    part=words[f"part_{name}"],
                    low=part.names[place - 1],
                    high=part.names[place],
                    today=short(limit),
                )
                value = BETWEEN_PARTS.join((index.id, name, str(place)))
                yield Entry(value, label, index.name)


def changes_said(question: Question, found: Played) -> tuple[str, ...]:
    """Return every change that was played as a line."""
    return tuple(change_words(question, found.city, one) for one in found.scenario.changes)
