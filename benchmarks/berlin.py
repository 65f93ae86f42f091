"""Berlin's areas as a city package, where its official files are at hand.

Amt fuer Statistik Berlin-Brandenburg, CC BY 3.0 DE. Nothing of it belongs to this project: the
package is written to a folder that is thrown away.
"""

from __future__ import annotations

import os
from pathlib import Path

from geodata.sources import berlin


def data() -> Path | None:
    """Return the folder of the files, named by ``BERLIN_DATA``, or None where one is missing."""
    folder = Path(os.environ.get("BERLIN_DATA", "../shared/data/berlin"))
    complete = folder.is_dir() and all(path.is_file() for path in berlin.needed_files(folder))
    return folder if complete else None


def write(folder: Path, source: Path) -> Path:
    """Write the city package to *folder* from the files in *source*."""
    berlin.build(source, folder)
    return folder
