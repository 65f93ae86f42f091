"""Office files that are the same bytes for the same content: no clock in them."""

from __future__ import annotations

import io
import re
import zipfile

FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip can name
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
MOMENT = rb"\g<1>2000-01-01T00:00:00Z\g<3>"
INNER = (".xlsx",)
LONGEST_PROPERTY = 255  # letters of a title or an author


def steady(data: bytes) -> bytes:
    """Return the zip *data* with the same parts, without the time at which it was written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(INNER):
                part = steady(part)
            elif name == "docProps/core.xml":
                part = STAMP.sub(MOMENT, part)
            new.writestr(zipfile.ZipInfo(name, FIRST), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
