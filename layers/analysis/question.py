"""Own questions: areas by conditions, how two indicators hang together, their ratio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.model import Indicator
from layers.analysis import question_filter, question_ratio, question_scatter
from layers.analysis.model import Analysis, Answer, Choice, Entry, Group, Question
from layers.analysis.question_filter import CONDITIONS
from layers.analysis.question_pair import ABLE, SECOND, Pair, pair, second_choice, seconds
from layers.analysis.question_scatter import WEIGHT, weight_choice

KIND = "art"
FILTER, SCATTER, RATIO = "bedingungen", "zusammenhang", "verhaeltnis"
KINDS = (FILTER, SCATTER, RATIO)


def answer(question: Question) -> Answer:
    """Return the answer of the kind that is asked for."""
    kind = question.one_of(KIND, KINDS, FILTER)
    if kind == FILTER:
        return _filter(question)
    found = pair(question)
    choices = tuple(_choices(question, kind, found))
    if found is None:
        words = question.texts["question"]
        return Answer(words[f"kind_{kind}"], (words["not_two"],), choices, ())
    return (_scatter if kind == SCATTER else _ratio)(found, choices)


def _choices(question: Question, kind: str, found: Pair | None) -> Iterator[Choice]:
    words = question.texts["question"]
    kinds = tuple(Entry(one, words[f"kind_{one}"]) for one in KINDS)
    yield Choice(KIND, words["kind"], kind, kinds, first=True)
    if kind != FILTER and seconds(question):
        yield second_choice(question, found)
    if kind == SCATTER:
        yield weight_choice(question)


def _filter(question: Question) -> Answer:
    shown = question_filter.filtered(question)
    return Answer(
        title=question.texts["question"]["filter_title"],
        lead=tuple(question_filter.lead(shown)),
        choices=tuple(_choices(question, FILTER, None)),
        sections=tuple(question_filter.sections(shown)),
        tables={"gebiete": question_filter.table(shown)},
        editor=question_filter.editor(shown),
    )


def _scatter(found: Pair, choices: tuple[Choice, ...]) -> Answer:
    fitted = question_scatter.found_in(found)
    return Answer(
        title=question_scatter.title(found),
        lead=tuple(question_scatter.lead(found, fitted)),
        choices=choices,
        sections=tuple(question_scatter.sections(found, fitted)),
        tables={"gebiete": question_scatter.table(found, fitted)},
    )


def _ratio(found: Pair, choices: tuple[Choice, ...]) -> Answer:
    why = question_ratio.why_not(found)
    title = question_ratio.title(found)
    if why:
        return Answer(title, (why,), choices, ())
    made = question_ratio.found_in(found)
    return Answer(
        title=title,
        lead=tuple(question_ratio.lead(found, made)),
        choices=choices,
        sections=tuple(question_ratio.sections(found, made)),
        tables={"gebiete": question_ratio.table(found, made)},
    )


def add(question: Question, fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the own parameters with the condition that a form says."""
    return question_filter.add(question, fields)


def _suits(indicator: Indicator) -> bool:
    return indicator.kind in ABLE


ANALYSIS = Analysis(
    "fragen",
    "question",
    ("level", "indicator", "year"),
    (KIND, SECOND, WEIGHT, CONDITIONS),
    answer,
    group=Group.PATTERN,
    suits=_suits,
    add=add,
)
