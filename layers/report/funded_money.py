"""The money of a funded area in a report; planned, granted and spent are never added."""

from __future__ import annotations

from collections.abc import Sequence

from layers.record_money import Row as Amount
from layers.record_money import Stage
from layers.report.funded_record import RecordWriter, facts, noted
from layers.report.model import Block, Column, Heading, Row, Section, Table, Text


def money(writer: RecordWriter) -> Section:
    """Return the section on money, stage by stage."""
    found, room = writer.record.money, writer.room
    title = room["money"]
    if not found.stages and not found.common:
        return Section("geld", title, (Text(room["no_money"]),))
    blocks: list[Block] = [Text(room["money_hint"], quiet=True)]
    if not found.stages:
        blocks.append(Text(room["no_money"]))
    for stage in found.stages:
        blocks += _stage(writer, stage)
    if found.stages:
        blocks += [Heading(room["bundling"]), Text(found.bundling)]
    if found.common:
        blocks += [Heading(room["money_common"]), Text(room["money_common_hint"], quiet=True)]
        blocks.append(_table(writer, room["money_common"], found.common))
    return Section("geld", title, tuple(blocks))


def _stage(writer: RecordWriter, stage: Stage) -> list[Block]:
    room = writer.room
    blocks: list[Block] = [Heading(stage.name[:1].upper() + stage.name[1:])]
    if stage.total:
        blocks.append(Text(f"{room['total']} {stage.total}"))
    if stage.why:
        blocks.append(Text(stage.why))
    if stage.sums:
        blocks.append(facts(stage.sums, room))
    return [*blocks, _table(writer, stage.caption, stage.rows)]


def _table(writer: RecordWriter, caption: str, rows: Sequence[Amount]) -> Table:
    words = writer.words
    return Table(
        caption=caption,
        columns=(
            Column(words["time"], 1.6),
            Column(words["amount"], 2.4),
            Column(words["giver"], 2.0),
            Column(words["purpose"], 4.4),
            Column(words["source"], 1.0),
        ),
        rows=tuple(_row(writer, one) for one in rows),
    )


def _row(writer: RecordWriter, one: Amount) -> Row:
    amount = f"{writer.room['of_this']} {one.amount}" if one.inside else one.amount
    giver = f"{one.giver}, {one.investive}" if one.investive else one.giver
    purpose = ". ".join(part for part in (one.purpose, one.part_of) if part)
    return Row(
        (
            one.years,
            amount,
            giver,
            noted(purpose, one.proof.note),
            writer.references.of_proof(one.proof),
        )
    )
