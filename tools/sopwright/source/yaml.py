"""YAML 1.2 with the place of every value; the dangerous half of the language is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode
from yaml import YAMLError as FastError

from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.source import events, faults
from sopwright.source.events import Event
from sopwright.source.text import SUSPECT, Source, brief, suspect_fault

MAX_DEPTH = 32
MAX_SCALAR = 20_000
MAX_LENGTH = 500_000
"""Characters in one file; the register of five hundred people has a fifth of it."""
MAX_VALUES = 20_000
"""Keys and values in one file; the parser takes most of a second for so many."""
MAX_NUMBER = 10**15

Key = str | int
Path = tuple[Key, ...]


@dataclass(frozen=True)
class YamlFile:
    """The values of a YAML file and where each of them stands."""

    path: str
    value: Any
    """Mappings as dict, sequences as tuple, dates as ``datetime.date``."""
    places: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each value by its path of keys and indexes."""
    keys: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each mapping key."""

    def at(self, *path: Key) -> Span:
        """The place of the value at a path, or of its nearest ancestor."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return Span(self.path, *self.places[path[:length]])
        return Span(self.path)

    def key_at(self, *path: Key) -> Span:
        """The place of the key at a path, or of the value's nearest ancestor."""
        return Span(self.path, *self.keys[path]) if path in self.keys else self.at(*path)


_YAML = YAML(typ="safe", pure=True)
"""Decides what a plain word is: YAML 1.2's rules, in which `NO` and `on` are words."""
_YAML.version = (1, 2)


@lru_cache(maxsize=10_000)
def _plain_value(words: str) -> Any:
    """What a word without quotes is.

    Raises:
        ValueError: It looks like a number or a date, and is none.
    """
    tag = _YAML.resolver.resolve(ScalarNode, words, (True, False))
    return _YAML.constructor.construct_object(ScalarNode(tag, words), deep=True)


class _RefusedError(Exception):
    """Carries the fault that ends the reading of one file."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault


def parse(source: Source) -> tuple[YamlFile | None, list[Diagnostic]]:
    """Read a YAML file.

    Returns:
        The file's values, or nothing when it cannot be read, and the faults found.
    """
    if len(source.text) > MAX_LENGTH:
        message = f"the file has {len(source.text):,} characters; at most {MAX_LENGTH:,} are read"
        return None, [faults.FILE_TOO_LARGE.at(source.span(), message, "split what it holds")]
    quick = events.fast(source.text)
    if quick is not None:
        try:
            return _Builder(source).build(quick), []
        except _RefusedError as refused:
            if refused.fault.code == faults.FILE_TOO_LARGE.code:
                return None, [refused.fault]  # to count again, slowly, would be what a flood of values is after
        except FastError:
            pass  # the strict parser says what is wrong, and where
    try:
        return _Builder(source).build(events.strict(source.text)), []
    except _RefusedError as refused:
        return None, [refused.fault]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = source.span(mark.line + 1, mark.column + 1) if mark is not None else source.span()
        problem = " ".join(part for part in (error.problem, error.context) if part)
        hint = "compare the indentation and the quotes with the lines around it"
        return None, [faults.YAML_SYNTAX.at(span, f"this is not YAML: {problem}", hint)]
    except (YAMLError, ValueError) as error:
        return None, [faults.YAML_SYNTAX.at(source.span(), f"this is not YAML: {str(error).splitlines()[0]}")]


class _Builder:
    """Builds values from the parser's events, without recursion in the parser."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.places: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.count = 0

    def build(self, stream: Iterator[Event]) -> YamlFile:
        value: Any = None
        documents = 0
        for event in stream:
            self._refuse(event)
            documents += isinstance(event, events.DOCUMENT)
            if documents > 1:
                raise self._fault(faults.YAML_FEATURE, event, "a second YAML document (`---`) begins", "use one file")
            if isinstance(event, (*events.SCALAR, *events.SEQUENCE, *events.MAPPING)):
                value = self._value(event, stream, ())
        return YamlFile(self.source.path, value, self.places, self.keys)

    def _value(self, event: Event, stream: Iterator[Event], path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            raise self._fault(faults.NESTED_TOO_DEEP, event, f"values are nested more than {MAX_DEPTH} deep")
        self.places[path] = self._place(event)
        if isinstance(event, events.SCALAR):
            return self._scalar(event)
        if isinstance(event, events.SEQUENCE):
            return self._sequence(stream, path)
        return self._mapping(stream, path)

    def _sequence(self, stream: Iterator[Event], path: Path) -> tuple[Any, ...]:
        items: list[Any] = []
        for event in stream:
            self._refuse(event)
            if isinstance(event, events.SEQUENCE_END):
                break
            items.append(self._value(event, stream, (*path, len(items))))
        return tuple(items)

    def _mapping(self, stream: Iterator[Event], path: Path) -> dict[Key, Any]:
        result: dict[Key, Any] = {}
        for event in stream:
            self._refuse(event)
            if isinstance(event, events.MAPPING_END):
                break
            key = self._key(event)
            if key in result:
                first = Span(self.source.path, *self.keys[(*path, key)])
                fault = faults.DUPLICATE_KEY.at(
                    self._span(event),
                    f"the key `{brief(str(key))}` stands twice",
                    "keep one of them",
                    related=[(first, "first here")],
                )
                raise _RefusedError(fault)
            self.keys[(*path, key)] = self._place(event)
            value = next(stream)
            self._refuse(value)
            result[key] = self._value(value, stream, (*path, key))
        return result

    def _key(self, event: Event) -> Key:
        if not isinstance(event, events.SCALAR):
            raise self._fault(faults.YAML_FEATURE, event, "a key is a list or a mapping", "keys are plain words")
        key = event.value
        self._judge_words(event)
        if key == "<<":
            raise self._fault(faults.YAML_FEATURE, event, "a merge key `<<` stands here", "write the fields out")
        return str(key)

    def _scalar(self, event: Event) -> Any:
        self._judge_words(event)
        if not event.implicit[0]:
            return str(event.value)  # it stood in quotes
        hint = "put it in quotes if it is words"
        try:
            value = _plain_value(event.value)
        except (ValueError, OverflowError, YAMLError) as error:
            message = f"`{brief(event.value)}` cannot be read: {brief(str(error).splitlines()[0], 120)}"
            raise self._fault(faults.YAML_SYNTAX, event, message, hint) from error
        if isinstance(value, int | float) and not abs(value) <= MAX_NUMBER:
            message = f"`{brief(event.value)}` is not a number of at most {MAX_NUMBER:,}"
            raise self._fault(faults.YAML_SYNTAX, event, message, hint)
        return value

    def _judge_words(self, event: Event) -> None:
        """Refuse what is too long, and escapes that stand for characters nobody sees."""
        if len(event.value) > MAX_SCALAR:
            message = f"a value has {len(event.value):,} characters; at most {MAX_SCALAR:,} are read"
            raise self._fault(faults.OVERLONG_PASSAGE, event, message, "words of this length belong in a `.md` file")
        suspect = SUSPECT.search(event.value)
        if suspect is not None and suspect.group() not in self.source.text:
            raise _RefusedError(suspect_fault(self._span(event), suspect.group()))

    def _refuse(self, event: Event) -> None:
        """End the reading at what hides values or runs code elsewhere: anchors, aliases, tags, directives."""
        self.count += 1
        if self.count > MAX_VALUES:
            message = f"the file has more than {MAX_VALUES:,} keys and values; no more are read"
            raise self._fault(faults.FILE_TOO_LARGE, event, message, "split what it holds")
        hint = "write the value out in plain YAML"
        anchor = getattr(event, "anchor", None)
        if isinstance(event, events.ALIAS) or anchor:
            raise self._fault(faults.YAML_FEATURE, event, f"an anchor or alias `{anchor}` stands here", hint)
        if isinstance(event, events.DOCUMENT) and (event.version or event.tags):
            raise self._fault(faults.YAML_FEATURE, event, "a `%` directive stands here", hint)
        tag = getattr(event, "tag", None)
        if tag:
            raise self._fault(faults.YAML_FEATURE, event, f"a tag `{tag}` stands here", hint)

    def _fault(self, rule: Rule, event: Event, message: str, *hints: str) -> _RefusedError:
        return _RefusedError(rule.at(self._span(event), message, *hints))

    def _span(self, event: Event) -> Span:
        return Span(self.source.path, *self._place(event))

    def _place(self, event: Event) -> tuple[int, int]:
        return (event.start_mark.line + 1, event.start_mark.column + 1)
