"""The commands of all analyses. A further one is one entry here and one module with its tables."""

from __future__ import annotations

from geodata.table_command import Command

COMMANDS: tuple[Command, ...] = ()
