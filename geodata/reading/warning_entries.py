"""The early warnings that ``datapackage.yaml`` declares, read from ``atlas.warnings``."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.early_warning import Against, Condition, EarlyWarning, Measure, Topic
from geodata.errors import Fault
from geodata.reading.declared import number, unknown_keys, whole, word
from geodata.reading.findings import Message, fault, listed, quoted
from geodata.reading.statements import at, id_text, required_text
from geodata.reading.yaml_entries import Entry

WARNING_KEYS = ("id", "name", "note", "source", "levels", "least", "conditions", "outcome")
CONDITION_KEYS = ("indicator", "name", "topic", "measure", "years", "against", "above", "below")
OUTCOME_KEYS = (*CONDITION_KEYS, "ahead")
MOST_YEARS = 50
HIGHEST_RANK = 100


@dataclass(frozen=True)
class WarningEntry:
    """A warning as written, with the entry that its findings point at.

    ``sound`` is False where something was wrong with it: then what it would say means nothing.
    """

    warning: EarlyWarning
    entry: Entry
    sound: bool


def read_warnings(parent: Entry, findings: list[Fault]) -> tuple[WarningEntry, ...]:
    """Return the warnings of the list *parent*; put everything wrong into *findings*."""
    found: list[WarningEntry] = []
    if parent.value is not None and not parent.items:
        message = Message("ist keine Liste von Regeln", "- id: … je Regel", "als Liste schreiben")
        findings.append(fault(at(parent), message))
    for entry in parent.items:
        own: list[Fault] = []
        one = _warning(entry, own)
        if one.id and one.id in [other.warning.id for other in found]:
            text = f"die Regel {quoted(one.id)} gibt es schon"
            message = Message(text, "jede Kennung einmal", "umbenennen")
            own.append(fault(at(entry.child("id")), message))
        findings.extend(own)
        found.append(WarningEntry(one, entry, not any(finding.grave for finding in own)))
    return tuple(found)


def _warning(entry: Entry, findings: list[Fault]) -> EarlyWarning:
    findings.extend(unknown_keys(entry, WARNING_KEYS))
    parent, outcome = entry.child("conditions"), entry.child("outcome")
    for one in parent.items:
        findings.extend(unknown_keys(one, CONDITION_KEYS))
    if not parent.items:
        message = Message("keine Bedingungen", "mindestens eine Bedingung", "conditions ergänzen")
        findings.append(fault(at(parent), message))
    conditions = tuple(_condition(one, findings) for one in parent.items)
    expected, ahead = None, 0
    if outcome.value is not None:
        findings.extend(unknown_keys(outcome, OUTCOME_KEYS))
        expected = _condition(outcome, findings, topic_needed=False)
        ahead = _years(outcome.child("ahead"), findings)
    return EarlyWarning(
        id=id_text(entry.child("id"), findings),
        name=required_text(entry.child("name"), findings),
        note=entry.child("note").text,
        source=entry.child("source").text,
        levels=tuple(item.text for item in entry.child("levels").items),
        least=_least(entry.child("least"), len(conditions), findings),
        conditions=conditions,
        outcome=expected,
        ahead=ahead,
    )


def _least(entry: Entry, conditions: int, findings: list[Fault]) -> int:
    """Return from how many conditions on an area is noticed; a fault if that can never be."""
    if entry.value is None:
        message = Message(
            "fehlt", "Zahl der Bedingungen, die zusammenkommen müssen", "least ergänzen"
        )
        findings.append(fault(at(entry), message))
    return whole(entry, (1, max(conditions, 1)), findings) or 1


def _years(entry: Entry, findings: list[Fault]) -> int:
    if entry.value is None:
        findings.append(fault(at(entry), Message("fehlt", "Zahl der Jahre", "ergänzen")))
    return whole(entry, (1, MOST_YEARS), findings) or 1


def _condition(entry: Entry, findings: list[Fault], topic_needed: bool = True) -> Condition:
    topic = entry.child("topic")
    if topic_needed and topic.value is None:
        message = Message("fehlt", listed(list(Topic)), "sagen, wovon die Bedingung handelt")
        findings.append(fault(at(topic), message))
    measure = word(entry.child("measure"), Measure.VALUE, findings)
    against = word(entry.child("against"), Against.UNIT, findings)
    above, limit = _limit(entry, against, findings)
    return Condition(
        name=required_text(entry.child("name"), findings),
        topic=word(topic, Topic.CHANGE, findings),
        indicator=required_text(entry.child("indicator"), findings),
        measure=measure,
        against=against,
        above=above,
        limit=limit,
        years=0 if measure is Measure.VALUE else _years(entry.child("years"), findings),
    )


def _limit(entry: Entry, against: Against, findings: list[Fault]) -> tuple[bool, float]:
    """Return whether the condition holds above its limit, and the limit."""
    said = [entry.child(key) for key in ("above", "below") if entry.child(key).value is not None]
    if len(said) != 1:
        found = "above und below zugleich" if said else "keine Grenze"
        message = Message(found, "above: Zahl oder below: Zahl", "genau eine Grenze angeben")
        findings.append(fault(at(entry), message))
        return True, 0.0
    limit = number(said[0], 0.0, findings)
    if against is Against.RANK and not 0 <= limit <= HIGHEST_RANK:
        message = Message(f"{limit:g}", "Prozent von 0 bis 100", "Grenze berichtigen")
        findings.append(fault(at(said[0]), message))
    return entry.child("above").value is not None, limit
