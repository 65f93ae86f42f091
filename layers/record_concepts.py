"""The integrated concept of a funded area: its versions in time, their nine parts, the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geodata.model import City
from geodata.renewal import CONCEPT_PARTS, Concept, FundedArea, Resolution
from layers.record_matrix import Matrix, matrix
from layers.record_words import Fact, Link, Proof, Words, date, link, proof, several

STEERING = ("integrated", "framework")  # concepts of which one may ask for the nine parts


@dataclass(frozen=True)
class Part:
    """One of the nine parts: its name and whether the sources name it."""

    name: str
    named: bool


@dataclass(frozen=True)
class Version:
    """One version of a concept. ``parts`` is empty for papers that are no concept of this kind."""

    title: str
    when: str
    kind: str
    facts: tuple[Fact, ...]
    paper: Link | None
    content: str
    parts: tuple[Part, ...]
    counted: str
    proof: Proof


@dataclass(frozen=True)
class Concepts:
    """All versions in time, and what the council bound itself to; ``common``: of the whole city.

    ``matrix`` has the versions that may be asked for the nine parts in rows, the parts in columns.
    """

    facts: tuple[Fact, ...]
    versions: tuple[Version, ...]
    common: tuple[Version, ...]
    matrix: Matrix | None


def concepts(city: City, area: FundedArea, words: Words) -> Concepts:
    """Return the section on the concepts of *area*."""
    decisions = {one.id: one for one in (*city.common.resolutions, *area.resolutions)}
    titles = {one.id: one.title for one in (*city.common.concepts, *area.concepts)}

    def versions(found: Iterable[Concept]) -> tuple[Version, ...]:
        return tuple(_version(one, titles, decisions, words) for one in found)

    return Concepts(
        facts=(
            Fact(words["fact_binding"], binding(area.resolutions, words)),
            Fact(words["fact_evaluation"], _evaluation(area.concepts, words)),
        ),
        versions=versions(area.concepts),
        common=versions(city.common.concepts),
        matrix=_parts_matrix((*area.concepts, *city.common.concepts), words),
    )


def _parts_matrix(found: Iterable[Concept], words: Words) -> Matrix | None:
    asked = [one for one in found if _is_asked(one)]
    rows = [
        (
            words["dated_title"].format(date=date(one.date) or words["undated"], title=one.title),
            one.parts,
        )
        for one in asked
    ]
    made = matrix(rows, CONCEPT_PARTS)
    return made and replace(made, columns=tuple(words[f"part_{part}"] for part in CONCEPT_PARTS))


def _is_asked(concept: Concept) -> bool:
    """Whether a paper may be asked for the nine parts."""
    return concept.kind in STEERING or bool(concept.parts)


def binding(resolutions: Iterable[Resolution], words: Words) -> str:
    """Return whether the council bound itself, and by which decisions; empty where unknown."""
    said = {answer: [one for one in resolutions if one.self_binding == answer]
            for answer in ("yes", "no")}  # fmt: skip
    for answer, found in said.items():
        if found:
            by = several(decision(one, words) for one in found)
            return words[f"binding_{answer}_by"].format(by=by)
    return ""


def decision(resolution: Resolution, words: Words) -> str:
    """Return number and date of a decision, or its title where it has neither."""
    day = date(resolution.date)
    if resolution.number:
        return words["number_of"].format(number=resolution.number, date=day or words["undated"])
    return words["title_of"].format(title=resolution.title, date=day or words["undated"])


def _evaluation(found: Iterable[Concept], words: Words) -> str:
    known = [one for one in found if one.evaluation]
    return several(
        words["evaluation_of"].format(state=words[f"evaluation_{one.evaluation}"], title=one.title)
        for one in known
    )


def _version(
    concept: Concept,
    titles: Mapping[str, str],
    decisions: Mapping[str, Resolution],
    words: Words,
) -> Version:
    resolution = decisions.get(concept.resolution)
    parts = _parts(concept, words)
    named = sum(part.named for part in parts)
    return Version(
        title=concept.title,
        when=date(concept.date) or words["undated"],
        kind=words[f"concept_{concept.kind}"],
        facts=_facts(concept, titles.get(concept.predecessor, ""), resolution, words),
        paper=link(resolution.paper) if resolution and resolution.paper else None,
        content=concept.content,
        parts=parts,
        counted=words["parts_counted"].format(named=named, number=len(parts)) if parts else "",
        proof=proof(concept.sources, concept.note),
    )


def _parts(concept: Concept, words: Words) -> tuple[Part, ...]:
    if not _is_asked(concept):
        return ()
    return tuple(Part(words[f"part_{part}"], part in concept.parts) for part in CONCEPT_PARTS)


def _facts(
    concept: Concept, predecessor: str, resolution: Resolution | None, words: Words
) -> tuple[Fact, ...]:
    state = "" if concept.state == "unknown" else words[f"concept_state_{concept.state}"]
    evaluation = words[f"evaluation_{concept.evaluation}"] if concept.evaluation else ""
    texts = {
        "version": concept.version,
        "state": state,
        "decision": decision(resolution, words) if resolution else "",
        "evaluation": evaluation,
    }
    before = {"predecessor": predecessor} if predecessor else {}
    return tuple(Fact(words[f"fact_{key}"], text) for key, text in (texts | before).items())
