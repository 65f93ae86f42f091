"""How a funded area went and how it ended: phases, end, what stays, what sources disagree on."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.renewal import FundedArea, Phase
from layers.record_facts import statute
from layers.record_resolutions import Decision, decisions
from layers.record_words import Fact, Proof, Words, date, proof, span_text


@dataclass(frozen=True)
class Stretch:
    """One phase; ``certainty`` is ``actual`` or ``planned``."""

    when: str
    name: str
    certainty: str
    certainty_name: str
    proof: Proof


@dataclass(frozen=True)
class End:
    """How the area ended, or what is planned; ``repeals`` holds repeals and judgements."""

    facts: tuple[Fact, ...]
    repeals: tuple[Decision, ...]
    closing: tuple[Stretch, ...]


@dataclass(frozen=True)
class Contradiction:
    """Two statements on one fact."""

    topic: str
    text: str
    proof: Proof


def phases(area: FundedArea, words: Words) -> tuple[Stretch, ...]:
    """Return the phases in the order of the package."""
    return tuple(_stretch(phase, words) for phase in area.phases)


def _stretch(phase: Phase, words: Words) -> Stretch:
    return Stretch(
        when=span_text(phase, words),
        name=phase.name,
        certainty=phase.certainty,
        certainty_name=words[f"certainty_{phase.certainty}"],
        proof=proof(phase.sources, phase.note),
    )


def end(area: FundedArea, words: Words) -> End:
    """Return how *area* ended, what stays and who carries it."""
    texts = {
        "planned_end": date(area.planned_end),
        "actual_end": date(area.actual_end),
        "statute": statute(area, words),
        "what_stays": area.what_stays,
        "carried_by": area.carried_by,
    }
    return End(
        facts=tuple(Fact(words[f"fact_{key}"], text) for key, text in texts.items()),
        repeals=decisions(
            (one for one in area.resolutions if one.kind in ("repeal", "court")), words
        ),
        closing=tuple(_stretch(one, words) for one in area.phases if one.stage == "closure"),
    )


def contradictions(area: FundedArea, words: Words) -> tuple[Contradiction, ...]:
    """Return where sources disagree, both statements side by side."""
    return tuple(
        Contradiction(
            one.topic,
            words["contradiction"].format(statement=one.statement, other=one.other_statement),
            proof(one.sources, one.note),
        )
        for one in area.disagreements
    )
