"""The projects of a funded area: one entry each, and what they have to do with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.model import City
from geodata.renewal import FundedArea, Grant, Project
from geodata.statistics.finance import Amount
from layers.record_matrix import Matrix, matrix
from layers.record_series import sentence_of_run, series
from layers.record_words import (
    Fact,
    Proof,
    Words,
    date,
    exactly,
    proof,
    several,
    span,
    without_address,
)  # fmt: skip

ORDER = ("running", "planned", "idea", "done", "stopped", "unknown")  # what goes on comes first


@dataclass(frozen=True)
class Entry:
    """One project; empty texts of facts are shown as not published."""

    title: str
    state: str
    mark: str
    multi_goal: bool
    facts: tuple[Fact, ...]
    proof: Proof


@dataclass(frozen=True)
class Projects:
    """All projects; a matrix is None where nothing is known to put in."""

    counted: str
    multi_goal: str
    entries: tuple[Entry, ...]
    fields: Matrix | None
    departments: Matrix | None


def is_multi_goal(project: Project) -> bool:
    """Return whether a project serves two or more fields of action."""
    return len(set(project.fields)) > 1


def projects(city: City, area: FundedArea, words: Words) -> Projects:
    """Return the section on the projects of *area*, in the order of :data:`ORDER`."""
    names = {one.id: one.name for one in city.fields_of_action}
    found = sorted(area.projects, key=lambda project: ORDER.index(project.state))
    money = {
        project.id: [one for one in area.grants if one.project == project.id] for project in found
    }
    multi_goal = sum(is_multi_goal(project) for project in found)
    return Projects(
        counted=_counted(found, words),
        multi_goal=words["multi_goal_counted"].format(number=multi_goal) if multi_goal else "",
        entries=tuple(_entry(one, names, money[one.id], words) for one in found),
        fields=_field_matrix(found, names, words),
        departments=_department_matrix(found, words),
    )


def _counted(found: Sequence[Project], words: Words) -> str:
    numbers = {state: sum(project.state == state for project in found) for state in ORDER}
    return several(
        words["counted"].format(name=words[f"project_{state}"], number=number)
        for state, number in numbers.items()
        if number
    )


def _entry(
    project: Project, names: Mapping[str, str], money: Sequence[Grant], words: Words
) -> Entry:
    fields = several(names.get(field, field) for field in project.fields)
    known = proof(project.sources, project.note)
    return Entry(
        title=project.title,
        state=words[f"project_{project.state}"],
        mark=project.state,
        multi_goal=is_multi_goal(project),
        facts=(
            Fact(words["fact_fields"], fields),
            *_who(project, words),
            *_when(project, words),
            Fact(words["fact_cost"], _cost(project, words)),
            _finance(money, words),
            Fact(words["fact_place"], _place(project, words)),
            *_point(project, words),
        ),
        proof=Proof((*known.links, *without_address(project.place_source)[1]), known.note),
    )


def _who(project: Project, words: Words) -> tuple[Fact, ...]:
    investive = words[f"investive_{project.investive}"] if project.investive else ""
    texts = {
        "carrier": project.carrier,
        "addressees": several(project.addressees),
        "departments": several(project.departments),
        "investive": investive,
    }
    return tuple(Fact(words[f"fact_{key}"], text) for key, text in texts.items())


def _when(project: Project, words: Words) -> tuple[Fact, ...]:
    return (
        Fact(words["fact_planned"], span(project.planned_start, project.planned_end, words)),
        Fact(words["fact_actual"], several([_actual(project, words), _delay(project, words)])),
    )


def _actual(project: Project, words: Words) -> str:
    if project.state == "running" and project.start and not project.end:
        return words["since"].format(start=date(project.start))
    if project.state == "done" and project.end and not project.start:
        return words["finished"].format(end=date(project.end))
    return span(project.start, project.end, words)


def _delay(project: Project, words: Words) -> str:
    """Return how many calendar years the end lies after or before the plan, if any."""
    if project.end is None or project.planned_end is None:
        return ""
    later = project.end.year - project.planned_end.year
    if later == 0:
        return words["on_time"]
    key = "later" if later > 0 else "earlier"
    return words[f"{key}_one"] if abs(later) == 1 else words[key].format(number=abs(later))


def _cost(project: Project, words: Words) -> str:
    if project.cost_eur is None:
        return ""
    return exactly(
        Amount(project.cost_eur, max(project.cost_high_eur or 0.0, project.cost_eur)), words
    )


def _finance(money: Sequence[Grant], words: Words) -> Fact:
    """Return who pays how much, line by line; parts of another line say so."""
    here = {one.id for one in money}
    lines = tuple(
        words["part_line"].format(line=sentence_of_run(run, words))
        if run[0].part_of in here
        else sentence_of_run(run, words)
        for run in series(money)
    )
    return Fact(words["fact_finance"], several(lines), lines)


def _place(project: Project, words: Words) -> str:
    """Return where it is; where the point on the map comes from stands in its own line."""
    return project.place or ("" if project.lon is None else words["on_map"])


def _point(project: Project, words: Words) -> tuple[Fact, ...]:
    if project.lon is None:
        return (Fact(words["fact_point"], words["not_on_map"]),)
    from_where, _ = without_address(project.place_source)
    return (Fact(words["fact_point"], from_where or words["on_map"]),)


def _field_matrix(
    found: Sequence[Project], names: Mapping[str, str], words: Words
) -> Matrix | None:
    touched = {field for project in found for field in project.fields}
    ordered = [*(id_ for id_ in names if id_ in touched), *sorted(touched - set(names))]
    rest = several(name for id_, name in names.items() if id_ not in touched)
    made = matrix([(one.title, one.fields) for one in found], ordered)
    if made is None:
        return None
    said = words["fields_without"].format(fields=rest) if rest else ""
    return replace(made, columns=tuple(names.get(id_, id_) for id_ in ordered), rest=said)


def _department_matrix(found: Sequence[Project], words: Words) -> Matrix | None:
    known = [project for project in found if project.departments]
    ordered = sorted({name for project in known for name in project.departments})
    made = matrix([(one.title, one.departments) for one in known], ordered)
    missing = len(found) - len(known)
    if made is None or not missing:
        return made
    return replace(made, rest=words["departments_missing"].format(number=missing))
