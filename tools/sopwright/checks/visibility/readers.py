"""Who reads a document and each place in it, as far as the names of roles and groups are known."""

from collections.abc import Iterable, Mapping

from sopwright.checks.check import Context
from sopwright.model.registers import EVERYONE, PUBLIC, Roles
from sopwright.model.text import Text
from sopwright.source.nodes import Node, walk
from sopwright.visibility import readers

Readers = frozenset[str]


def names(roles: Roles) -> tuple[str, ...]:
    """All that a visibility can name."""
    return (*roles.roles, *roles.groups, EVERYONE, PUBLIC)


def is_known(name: str, roles: Roles) -> bool:
    """Whether a name is a role, a group, `everyone` or `public`."""
    return name in names(roles)


def is_sound(visibility: Iterable[str], roles: Roles) -> bool:
    """Whether all names, and the roles of the groups among them, are known; else other rules speak."""
    groups = [roles.groups[name] for name in visibility if name in roles.groups]
    known = all(is_known(name, roles) for name in visibility)
    return known and all(role in roles.roles for group in groups for role in group.roles)


def by_document(context: Context) -> Mapping[str, Readers]:
    """The readers of each document whose visibility is sound."""
    roles = context.handbook.registers.roles
    return {
        number: readers(document.metadata.visibility, roles)
        for number, document in context.handbook.documents.items()
        if is_sound(document.metadata.visibility, roles)
    }


def of_block(block: Node, roles: Roles) -> Readers | None:
    """The readers that a `::: for` block names, or nothing where a name is unknown."""
    named = block["roles"].split()
    return readers(named, roles) if is_sound(named, roles) else None


def inside_blocks(text: Text, outer: Readers, roles: Roles) -> Mapping[int, Readers]:
    """The readers at each link and block that stands inside a `::: for` block, by the node's `id()`.

    Inside a block of unknown roles nobody is known to read.
    """
    inside: dict[int, Readers] = {}
    for block in text.of_kind("only-for"):
        narrowed = inside.get(id(block), outer) & (of_block(block, roles) or frozenset())
        for node in walk(block.children):
            if node.kind in ("link", "only-for"):
                inside[id(node)] = narrowed
    return inside
