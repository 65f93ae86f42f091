"""The methods of analyses: a German text each, and what the docstrings of its functions say.

Formulas, publications and examples stand once, beside the code that computes (numpydoc). The
examples run as tests, so the page shows nothing that does not hold.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType

from docstring_parser import Docstring, DocstringStyle, parse

ROOM = "geodata.statistics"
MODULES = MappingProxyType(
    {
        "index": ("social_index", "standardise", "index_inputs", "index_sensitivity"),
        "profil": (
            "area_profile", "intervals", "rank_ranges", "difference", "change", "disclosure_audit",
        ),
        "vergleichbare": ("comparable", "comparable_areas"),
        "fragen": ("conditions", "ratio", "scatter"),
        "segregation": (
            "segregation", "segregation_groups", "separation", "polarisation", "bootstrap", "trend",
        ),
        "cluster": ("moran", "clusters", "neighbours"),
        "sozialraeume": (
            "social_spaces", "space_inputs", "contiguity", "divisions", "spanning", "partitions",
            "space_stability", "space_report",
        ),
        "zielgenauigkeit": ("targeting", "concentration", "need", "coverage", "apportion"),
        "wirkung": (
            "effect", "treated", "effect_controls", "difference_in_differences",
            "synthetic_control", "placebo", "before_after",
        ),
        "planspiel": ("scenario_effects",),
        "fruehwarnung": ("early_warning", "early_warning_past"),
        "gebietsreform": ("crosswalk", "transfer", "transfer_error", "overlap"),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Method:
    """A function as its docstring tells it; ``works`` are publications, ``example`` is code."""

    name: str
    summary: str
    notes: str
    works: tuple[str, ...]
    example: str


@dataclass(frozen=True)
class Chapter:
    """A module: what it is about, and its functions that cite publications or show an example."""

    name: str
    about: str
    methods: tuple[Method, ...]


@cache
def chapters(analysis_id: str) -> tuple[Chapter, ...]:
    """Return the chapters of an analysis, in the order of :data:`MODULES`."""
    return tuple(_chapter(import_module(f"{ROOM}.{name}")) for name in MODULES[analysis_id])


def works(found: tuple[Chapter, ...]) -> tuple[str, ...]:
    """Return every publication that the functions cite, each once, in alphabetical order."""
    cited = {work for one in found for method in one.methods for work in method.works}
    return tuple(sorted(cited, key=str.casefold))


def _chapter(module: ModuleType) -> Chapter:
    about = _joined(inspect.getdoc(module) or "")
    methods = tuple(one for one in map(_method, _functions(module)) if one.works or one.example)
    return Chapter(module.__name__, about, methods)


def _functions(module: ModuleType) -> Iterator[Callable[..., object]]:
    for name, one in vars(module).items():
        own = inspect.isfunction(one) and one.__module__ == module.__name__
        if own and not name.startswith("_"):
            yield one


def _method(function: Callable[..., object]) -> Method:
    said = parse(inspect.getdoc(function) or "", style=DocstringStyle.NUMPYDOC)
    return Method(
        name=function.__name__,
        summary=_joined(said.short_description or ""),
        notes=_joined(said.long_description or ""),
        works=tuple(_joined(one) for one in _part(said, "references").split("\n\n") if one.strip()),
        example=_example(said),
    )


def _example(said: Docstring) -> str:
    """Return the code of the examples; ``docstring_parser`` keeps it apart from its words."""
    return "\n".join(one.snippet or one.description or "" for one in said.examples)


def _part(said: Docstring, name: str) -> str:
    found = [one.description or "" for one in said.meta if one.args and one.args[0] == name]
    return "\n\n".join(found)


def _joined(text: str) -> str:
    """Return lines that the code breaks at 100 letters as paragraphs of one line each."""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)
