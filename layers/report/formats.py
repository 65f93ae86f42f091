"""Every format of a report. A new one is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geodata.model import City
from layers.report.asked import Asked
from layers.report.build import report
from layers.report.model import Report


@dataclass(frozen=True)
class Format:
    """Media type of a format, and what writes it."""

    media_type: str
    write: Callable[[Report], bytes]


def _pdf(told: Report) -> bytes:
    from layers.report.pdf import pdf

    return pdf(told)


def _word(told: Report) -> bytes:
    from layers.report.word import word

    return word(told)


def _slides(told: Report) -> bytes:
    from layers.report.slides import slides

    return slides(told)


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "pdf": Format("application/pdf", _pdf),
    "docx": Format(f"{OFFICE}.wordprocessingml.document", _word),
    "pptx": Format(f"{OFFICE}.presentationml.presentation", _slides),
}


def written(city: City, asked: Asked, ending: str) -> bytes:
    """Return the report as a file of the format *ending*; the same asked gives the same bytes."""
    return FORMATS[ending].write(report(city, asked))
