"""The files of a city package: found without leaving its folder, read once, fingerprinted."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from geodata.errors import Fault, UnreadableCity
from geodata.reading.findings import Message, Place, fault, note, quoted

DESCRIPTOR = "datapackage.yaml"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
UTF8_LETTER = re.compile(rb"[\xc3\xc2][\x80-\xbf]")
PLAIN_PATH = re.compile(r"[^\x00-\x1f\x7f\\:]+")


class PackageFiles:
    """Reads files of one folder and remembers their bytes for the fingerprint.

    Parameters
    ----------
    folder
        The folder that holds ``datapackage.yaml``.

    Raises
    ------
    UnreadableCity
        If *folder* is no folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hashes: dict[str, bytes] = {}
        if not folder.is_dir():
            raise UnreadableCity(
                f"{quoted(folder)} ist kein Ordner; erwartet: Ordner mit {DESCRIPTOR}; "
                "Abhilfe: Pfad prüfen"
            )

    def descriptor(self) -> bytes:
        """Return the bytes of ``datapackage.yaml``; UnreadableCity if that cannot be done."""
        data = self._load(DESCRIPTOR)
        if isinstance(data, Message):
            raise UnreadableCity(str(fault(Place(DESCRIPTOR), data)))
        return data

    def read(self, path: str, findings: list[Fault]) -> bytes | None:
        """Return the bytes of the file *path* in the folder, or None and a fault."""
        data = self._load(path)
        if isinstance(data, Message):
            findings.append(fault(Place(quoted(path)[1:-1]), data))
            return None
        return data

    def fingerprint(self) -> str:
        """Return the SHA-256 over names and contents of all files read so far."""
        total = hashlib.sha256()
        for name in sorted(self._hashes):
            total.update(name.encode("utf-8", "surrogatepass") + b"\0" + self._hashes[name])
        return total.hexdigest()

    def names(self, pattern: str) -> list[str]:
        """Return the sorted relative paths of the folder that fit the glob *pattern*."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern))
        return sorted(found)

    def _load(self, path: str) -> bytes | Message:
        try:
            trouble = self._trouble(path)
            if trouble is not None:
                return trouble
            data = (self.folder / path).read_bytes()
        except (OSError, ValueError, RuntimeError) as error:
            return _not_readable(error)
        self._hashes[path] = hashlib.sha256(data).digest()
        return data

    def _trouble(self, path: str) -> Message | None:
        target = self.folder / path
        inside = is_inside(path) and target.resolve().is_relative_to(self.folder.resolve())
        if not inside:
            return Message(
                f"der Pfad {quoted(path)} führt aus dem Ordner hinaus",
                "Pfad innerhalb des Ordners, ohne .. und ohne Laufwerk",
                "Datei in den Ordner legen und den Pfad kürzen",
            )
        if not target.exists():
            return Message(
                "die Datei fehlt",
                "eine Datei dieses Namens",
                "Datei anlegen oder Namen berichtigen",
            )
        if not target.is_file():
            return Message(
                "ist keine Datei",
                "eine Datei",
                "Ordner entfernen und die Datei an seine Stelle legen",
            )
        return None


def is_inside(path: str) -> bool:
    """Return whether the text *path* names a file below the folder (no ``..``, not absolute)."""
    return bool(
        PLAIN_PATH.fullmatch(path)
        and not path.startswith(("/", "~"))
        and ".." not in path.split("/")
    )


def decoded(data: bytes, file: str, findings: list[Fault]) -> str | None:
    """Return the text of *data*, or None and a fault when it is no text.

    UTF-8 with or without byte order mark is the rule. What is no UTF-8 is read as Windows-1252
    (of which Latin-1 is a part) when nothing speaks against it, with a note.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _windows_text(data, Place(file, data.count(b"\n", 0, error.start) + 1), findings)
    return _clean(text, file, findings)


def _windows_text(data: bytes, place: Place, findings: list[Fault]) -> str | None:
    remedy = "Datei als „CSV UTF-8“ oder als Text in UTF-8 speichern"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if CONTROL.search(text) or UTF8_LETTER.search(data):
        message = Message("die Zeichenkodierung ist nicht zu erkennen", "UTF-8", remedy)
        findings.append(fault(place, message))
        return None
    message = Message("nicht in UTF-8; als Windows-1252 (Latin-1) gelesen", "UTF-8", remedy)
    findings.append(note(place, message))
    return text


def _clean(text: str, file: str, findings: list[Fault]) -> str | None:
    control = CONTROL.search(text)
    if control is None:
        return text
    place = Place(file, text.count("\n", 0, control.start()) + 1)
    message = Message(
        f"enthält das Steuerzeichen {quoted(control[0])}",
        "Text in UTF-8",
        "Datei neu als Text in UTF-8 speichern",
    )
    findings.append(fault(place, message))
    return None


def _not_readable(error: Exception) -> Message:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return Message(
        f"nicht lesbar ({reason})",
        "eine lesbare Datei",
        "Leserechte und Datenträger prüfen",
    )
