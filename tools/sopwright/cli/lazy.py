"""A group whose commands are imported when they are asked for: nobody waits for what they do not use."""

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click


@dataclass(frozen=True)
class Entry:
    """A command that is not imported yet."""

    name: str
    module: str
    """Has a tuple ``COMMANDS`` with the command in it."""
    summary: str
    """The first sentence of its help."""

    def load(self) -> click.Command:
        """Import it.

        Raises:
            LookupError: The module has no such command.
        """
        for command in import_module(self.module).COMMANDS:
            if isinstance(command, click.Command) and command.name == self.name:
                return command
        raise LookupError(f"{self.module} has no command `{self.name}`")


class Commands(MutableMapping[str, click.Command]):
    """Commands by name; one is imported at the first look."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = {entry.name: entry for entry in entries}
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            self._loaded[name] = self.entries[name].load()
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        raise TypeError(f"`{name}` belongs into the registry of commands")

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"`{name}` stands in the registry of commands")

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, name: object) -> bool:
        return name in self.entries


class LazyGroup(click.Group):
    """A group that knows its commands' names and first sentences without importing them."""

    def __init__(self, *arguments: Any, entries: Sequence[Entry] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.entries = tuple(entries)
        self.commands = Commands(entries)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # as click's
        """List the commands in the group's help."""
        width = formatter.width - 6 - max(len(entry.name) for entry in self.entries)
        unloaded = [click.Command(entry.name, help=entry.summary) for entry in self.entries]
        rows = [(command.name or "", command.get_short_help_str(width)) for command in unloaded]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
