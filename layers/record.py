"""The record of a funded area: everything that the package knows of it, section by section."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from geodata.model import City
from geodata.renewal import FundedArea
from layers.record_concepts import Concepts, concepts
from layers.record_end import Contradiction, End, Stretch, contradictions, end, phases
from layers.record_facts import FactSheet, fact_sheet
from layers.record_head import Head, head
from layers.record_money import Money, money
from layers.record_people import ManagementLevel, Taking, management, participation
from layers.record_projects import Projects, projects
from layers.record_resolutions import Decision, decisions
from layers.record_words import Proof, proof
from layers.texts import Texts


@dataclass(frozen=True)
class Record:
    """What the templates show; every text in it is still to be escaped."""

    id: str
    head: Head
    facts: FactSheet
    concepts: Concepts
    decisions: tuple[Decision, ...]
    common_decisions: tuple[Decision, ...]
    projects: Projects
    money: Money
    management: tuple[ManagementLevel, ...]
    participation: Taking
    phases: tuple[Stretch, ...]
    end: End
    contradictions: tuple[Contradiction, ...]
    sources: Proof


def record(city: City, area: FundedArea, texts: Texts, today: datetime.date) -> Record:
    """Return the record of *area* as of *today*.

    Parameters
    ----------
    city
        The city, for names of programmes, areas and fields, and for what concerns all areas.
    area
        One of its funded areas.
    texts
        Interface texts; the rooms ``record`` and ``timeline`` are used.
    today
        The day that "runs" and "ended" are meant for.
    """
    words = texts["record"]
    return Record(
        id=area.id,
        head=head(city, area, texts, today),
        facts=fact_sheet(city, area, words),
        concepts=concepts(city, area, words),
        decisions=decisions(area.resolutions, words),
        common_decisions=decisions(city.common.resolutions, words),
        projects=projects(city, area, words),
        money=money(city, area, words),
        management=management(city, area, words),
        participation=participation(city, area, words),
        phases=phases(area, words),
        end=end(area, words),
        contradictions=contradictions(area, words),
        sources=proof(area.sources),
    )
