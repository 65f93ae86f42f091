"""The record of a funded area in a report: phases, projects, papers, people, end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from layers.record import Record
from layers.record_projects import Entry
from layers.record_resolutions import Decision
from layers.record_words import Fact, Words
from layers.report.model import Block, Bullets, Column, Facts, Heading, Row, Section, Table, Text
from layers.report.references import References
from layers.texts import texts


def facts(found: Iterable[Fact], room: Words) -> Facts:
    """Return facts; what is not published says so."""
    return Facts(
        tuple((one.name, one.lines or (one.text or room["unpublished"],)) for one in found)
    )


def noted(text: str, note: str) -> str:
    """Return *text* with the note of its row as a line of its own."""
    return f"{text}\n{note}" if text and note else text or note


@dataclass(frozen=True, eq=False)
class RecordWriter:
    """Writes the sections of a record."""

    record: Record
    references: References
    language: str

    @property
    def words(self) -> Words:
        """Words of reports."""
        return texts(self.language)["report"]

    @property
    def room(self) -> Words:
        """Words of the record."""
        return texts(self.language)["record"]

    def sections(self) -> dict[str, Callable[[], Section]]:
        """Return what writes each section."""
        return {
            "steckbrief": self.fact_sheet,
            "phasen": self.phases,
            "projekte": self.projects,
            "konzept": self.concepts,
            "beschluesse": self.decisions,
            "management": self.management,
            "beteiligung": self.participation,
            "ende": self.end,
            "widersprueche": self.contradictions,
        }

    def _known(self, text: str) -> str:
        return text or self.room["unpublished"]

    def fact_sheet(self) -> Section:
        """Return programmes, law, dates, size, and where the area lies."""
        sheet, room = self.record.facts, self.room
        programmes = tuple(
            f"{one.name} ({one.text})" if one.text else one.name for one in sheet.programmes
        )
        lies_in = tuple(
            f"{one.name}: {one.share}" if one.share else one.name for one in sheet.districts
        )
        rows = (
            Fact(room["programmes"], "", programmes),
            *sheet.facts,
            Fact(room["districts"], "", lies_in),
        )
        mark = self.references.of_proof(self.record.sources)
        notes = [Text(sheet.outline, quiet=True)]
        if sheet.districts:
            notes.append(Text(room["district_note"], quiet=True))
        if sheet.note:
            notes.append(Text(room["note"].format(note=sheet.note), quiet=True))
        if mark:
            notes.append(Text(f"{self.words['sources']}: {mark}", quiet=True))
        return Section("steckbrief", room["facts"], (facts(rows, room), *notes))

    def phases(self) -> Section:
        """Return the phases in their order."""
        words, room = self.words, self.room
        rows = tuple(
            Row((one.when, noted(one.name, one.proof.note), one.certainty_name,
                 self.references.of_proof(one.proof)))
            for one in self.record.phases
        )  # fmt: skip
        if not rows:
            return Section("phasen", room["phases"], (Text(room["no_phases"]),))
        columns = (Column(words["time"], 2.0), Column(words["phase"], 6.0),
                   Column(words["certainty"], 1.4), Column(words["source"], 1.0))  # fmt: skip
        return Section("phasen", room["phases"], (Table(room["phases"], columns, rows),))

    def projects(self) -> Section:
        """Return all projects as one table, what goes on first."""
        words, room, found = self.words, self.room, self.record.projects
        if not found.entries:
            return Section("projekte", room["projects"], (Text(room["no_projects"]),))
        columns = (Column(words["project"], 4.4), Column(words["project_state"], 1.7),
                   Column(words["project_time"], 1.7), Column(words["project_cost"], 1.8),
                   Column(words["project_fields"], 2.5), Column(words["source"], 0.9))  # fmt: skip
        table = Table(room["projects"], columns, tuple(map(self._project, found.entries)))
        counted = [Text(text) for text in (found.counted, found.multi_goal) if text]
        rest = [Text(found.fields.rest, quiet=True)] if found.fields and found.fields.rest else []
        return Section("projekte", room["projects"], (*counted, table, *rest))

    def _project(self, one: Entry) -> Row:
        room, told = self.room, {fact.name: fact.text for fact in one.facts}
        when = told[room["fact_actual"]] or told[room["fact_planned"]]
        return Row(
            (
                noted(one.title, one.proof.note),
                one.state,
                self._known(when),
                self._known(told[room["fact_cost"]]),
                self._known(told[room["fact_fields"]]),
                self.references.of_proof(one.proof),
            )
        )

    def concepts(self) -> Section:
        """Return concepts and other papers, and how the council bound itself."""
        words, room, found = self.words, self.room, self.record.concepts
        blocks: list[Block] = [facts(found.facts, room)]
        for title, versions in (("", found.versions), (room["concepts_common"], found.common)):
            if title and versions:
                blocks.append(Heading(title))
            if not versions:
                blocks += [] if title else [Text(room["no_concepts"])]
                continue
            rows = tuple(
                Row((one.when, one.title, f"{one.kind}; {one.counted}" if one.counted else one.kind,
                     self.references.of_proof(one.proof)))
                for one in versions
            )  # fmt: skip
            columns = (Column(words["date"], 1.5), Column(words["paper"], 5.0),
                       Column(words["kind"], 3.0), Column(words["source"], 1.0))  # fmt: skip
            blocks.append(Table(title or room["concepts"], columns, rows))
        return Section("konzept", room["concepts"], tuple(blocks))

    def decisions(self) -> Section:
        """Return the decisions on the area, then those on the whole city."""
        room, found = self.room, self.record
        blocks: list[Block] = [
            self._decisions(room["decisions"], found.decisions)
            if found.decisions
            else Text(room["no_decisions"])
        ]
        if found.common_decisions:
            blocks.append(Heading(room["decisions_common"]))
            blocks.append(self._decisions(room["decisions_common"], found.common_decisions))
        return Section("beschluesse", room["decisions"], tuple(blocks))

    def _decisions(self, caption: str, found: Iterable[Decision]) -> Table:
        words = self.words
        columns = (Column(words["date"], 1.5), Column(words["number"], 1.6),
                   Column(words["subject"], 4.4), Column(words["body"], 2.0),
                   Column(words["source"], 1.0))  # fmt: skip
        rows = []
        for one in found:
            kind = f"{one.kind}, {one.binding}" if one.binding else one.kind
            papers = [link.href or link.label for link in (one.paper, *one.proof.links) if link]
            subject = noted(f"{one.title} ({kind})", one.proof.note)
            rows.append(
                Row(
                    (
                        self._known(one.when),
                        self._known(one.number),
                        subject,
                        self._known(one.body),
                        self.references.of_links(papers),
                    )
                )
            )
        return Table(caption, columns, tuple(rows))

    def management(self) -> Section:
        """Return who runs the area, level by level."""
        words, room = self.words, self.room
        if not self.record.management:
            return Section("management", room["management"], (Text(room["no_management"]),))
        columns = (Column(words["organisation"], 3.4), Column(words["role"], 5.0),
                   Column(words["time"], 1.8), Column(words["source"], 1.0))  # fmt: skip
        rows: list[Row] = []
        for level in self.record.management:
            rows.append(Row((level.name,), group=True))
            for one in level.offices:
                told = {fact.name: fact.text for fact in one.facts}
                name = f"{one.organisation} ({room['for_all_areas']})" if one.common else (
                    one.organisation)  # fmt: skip
                when = self._known(told.get(room["fact_term"], ""))
                mark = self.references.of_proof(one.proof)
                rows.append(Row((name, self._known(one.role), when, mark)))
        table = Table(room["management"], columns, tuple(rows))
        return Section("management", room["management"], (table,))

    def participation(self) -> Section:
        """Return forms of participation and the disposition fund."""
        words, room, found = self.words, self.room, self.record.participation
        rows = []
        for one in (*found.formats, *found.funds):
            name = f"{one.name} ({room['for_whole_city']})" if one.common else one.name
            said = f"{one.kind}: {name}" + (f", {one.amount}" if one.amount else "")
            rows.append(
                Row(
                    (
                        self._known(one.when),
                        said,
                        self._known(one.people),
                        self._known(one.groups),
                        self.references.of_proof(one.proof),
                    )
                )
            )
        if not rows:
            return Section("beteiligung", room["participation"], (Text(room["no_participation"]),))
        columns = (Column(words["date"], 1.5), Column(words["format"], 4.6),
                   Column(words["people"], 1.4), Column(words["groups"], 2.6),
                   Column(words["source"], 1.0))  # fmt: skip
        missing = [] if found.funds else [Text(room["no_funds"], quiet=True)]
        table = Table(room["participation"], columns, tuple(rows))
        return Section("beteiligung", room["participation"], (table, *missing))

    def end(self) -> Section:
        """Return how the area ended or is to end, and what stays."""
        room, found = self.room, self.record.end
        blocks: list[Block] = [facts(found.facts, room)]
        if found.repeals:
            blocks += [Heading(room["repeals"]), self._decisions(room["repeals"], found.repeals)]
        else:
            blocks.append(Text(room["no_repeals"], quiet=True))
        return Section("ende", room["end"], tuple(blocks))

    def contradictions(self) -> Section:
        """Return where sources disagree."""
        room = self.room
        said = tuple(
            f"{one.topic}: {noted(one.text, one.proof.note)} "
            f"{self.references.of_proof(one.proof)}".strip()
            for one in self.record.contradictions
        )
        block: Block = Bullets(said) if said else Text(room["no_contradictions"])
        return Section("widersprueche", room["contradictions"], (block,))
