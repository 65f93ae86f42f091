"""The files of an answer: a report in every format, tables as CSV."""

from __future__ import annotations

import csv
import io
from typing import cast

from layers.analysis.addresses import PATH, query
from layers.analysis.model import Analysis, Answer, Question, Rows
from layers.export.formats import slug
from layers.export.snapshot import Place
from layers.report.formats import FORMATS
from layers.report.legible import legible
from layers.report.model import Report
from layers.table import harmless


def report_file(
    analysis: Analysis, question: Question, answer: Answer, place: Place, ending: str
) -> bytes:
    """Return the answer as a report; the same question on the same day gives the same bytes."""
    city, words = question.city, question.texts
    kicker = words["analysis"]["kicker"].format(
        product=words["page"]["product"], city=city.name, name=words[analysis.room]["name"]
    )
    asked = query(city, question.view, question.own)
    told = Report(
        language=question.view.language,
        kicker=f"{analysis.mark} · {kicker}" if analysis.mark else kicker,
        title=answer.title,
        lead=answer.lead,
        sections=answer.sections,
        sources_title=words["report"]["sources"],
        references=question.references.entries,
        address=f"{place.host.rstrip('/')}{PATH}/{analysis.id}{asked}",
        today=place.today,
        operator=city.operator.name,
        logo=city.operator.logo,
        funder_note=city.operator.funder_note,
    )
    return FORMATS[ending].write(cast("Report", legible(told)))


def csv_file(rows: Rows) -> bytes:
    """Return a table as CSV in UTF-8 with a mark for Excel; no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def file_name(analysis: Analysis, question: Question, ending: str, table: str = "") -> str:
    """Return ``flensburg-segregation.pdf``: a name that every system takes."""
    parts = (slug(question.city.id), slug(analysis.mark), analysis.id, slug(table))
    said = list(dict.fromkeys(part for part in parts if part))
    return f"{'-'.join(said)}.{ending}"
