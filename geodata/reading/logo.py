"""The operator's logo: an SVG or PNG file of the package, printed on snapshots."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from geodata.errors import Fault
from geodata.reading.files import PackageFiles
from geodata.reading.findings import Message, Place, fault

LARGEST = 500_000  # bytes: it is part of every snapshot
PNG_START, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
LOADING = re.compile(rb"<script|<!ENTITY|href\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?!#)", re.I)
EXPECTED = "eine vollständige Datei in SVG oder PNG"
REMEDY = "Logo als SVG oder PNG neu speichern"


def read_logo(files: PackageFiles, path: str, findings: list[Fault]) -> bytes:
    """Return the logo in the file *path*; nothing, and a fault, where it cannot be printed.

    An SVG must not run a script or load anything from elsewhere.
    """
    data = files.read(path, findings) if path else None
    if data is None:
        return b""
    message = _trouble(data)
    if message is None:
        return data
    findings.append(fault(Place(path), message))
    return b""


def _trouble(data: bytes) -> Message | None:
    if len(data) > LARGEST:
        return Message(
            f"das Logo ist {len(data)} Byte groß", f"höchstens {LARGEST} Byte", "Logo verkleinern"
        )
    if data.startswith(PNG_START):
        whole = data.rstrip(b"\0").endswith(PNG_END)
        return None if whole else Message("das PNG ist unvollständig", EXPECTED, REMEDY)
    if not _is_svg(data):
        return Message("das Logo ist weder SVG noch PNG", EXPECTED, REMEDY)
    if LOADING.search(data):
        return Message(
            "das Logo enthält ein Skript oder lädt etwas nach",
            "ein SVG, das für sich allein steht",
            "Schriften in Pfade umwandeln und Bilder einbetten",
        )
    return None


def _is_svg(data: bytes) -> bool:
    if b"<!ENTITY" in data:
        return b"<svg" in data  # not parsed: entities can grow without end
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  # without entities
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    return root.tag == "{http://www.w3.org/2000/svg}svg"
