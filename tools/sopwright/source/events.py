"""The events of a YAML text, from either of two parsers.

libyaml (through PyYAML) is thirty times faster than ruamel.yaml's pure parser. It reads what is sound; whatever it or
the builder refuses is read again by ruamel.yaml, whose verdict, words and places count. A test holds the
two against each other.
"""

from collections.abc import Iterator
from typing import Any

import yaml as pyyaml
from ruamel.yaml import YAML
from ruamel.yaml import events as ruamel

try:
    from yaml import CSafeLoader as FastLoader
except ImportError:  # PyYAML was built without libyaml
    FastLoader = None  # type: ignore[assignment, misc]

SCALAR = (ruamel.ScalarEvent, pyyaml.ScalarEvent)
ALIAS = (ruamel.AliasEvent, pyyaml.AliasEvent)
DOCUMENT = (ruamel.DocumentStartEvent, pyyaml.DocumentStartEvent)
SEQUENCE = (ruamel.SequenceStartEvent, pyyaml.SequenceStartEvent)
SEQUENCE_END = (ruamel.SequenceEndEvent, pyyaml.SequenceEndEvent)
MAPPING = (ruamel.MappingStartEvent, pyyaml.MappingStartEvent)
MAPPING_END = (ruamel.MappingEndEvent, pyyaml.MappingEndEvent)

Event = Any
"""An event of either parser: they have the same names and fields."""


def fast(text: str) -> Iterator[Event] | None:
    """The events of libyaml, or nothing where PyYAML came without it."""
    return pyyaml.parse(text, Loader=FastLoader) if FastLoader is not None else None


def strict(text: str) -> Iterator[Event]:
    """The events of ruamel.yaml's pure YAML 1.2 parser."""
    parser = YAML(typ="safe", pure=True)
    parser.version = (1, 2)
    return iter(parser.parse(text))
