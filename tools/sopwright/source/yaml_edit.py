"""Setting single words in a YAML file, with every other character left as it is."""

import json
from collections.abc import Mapping
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from sopwright.source.text import Source
from sopwright.source.yaml import parse

Path = tuple[str, ...]


class YamlEditError(ValueError):
    """A place where nothing can be set, in plain words."""


def with_words(text: str, changes: Mapping[Path, str]) -> str:
    """A YAML text with other words at some paths; the last key of a path may be new in its mapping.

    Args:
        text: The file's text.
        changes: By path of keys, the words that stand there afterwards.

    Raises:
        YamlEditError: A path leads nowhere, or the file would hold something else than it is to.
    """
    for path, words in changes.items():
        changed = _with_one(text, path, words)
        if _values(changed) != _set(_values(text), path, words):
            raise YamlEditError(f"`{'.'.join(path)}` cannot be written: do it by hand")
        text = changed
    return text


def _with_one(text: str, path: Path, words: str) -> str:
    node = _root(text)
    for key in path[:-1]:
        found = _child(node, key)
        if found is None:
            raise YamlEditError(f"there is no `{'.'.join(path[:-1])}`")
        node = found
    if not isinstance(node, MappingNode):
        raise YamlEditError(f"`{'.'.join(path[:-1])}` has no words by language")
    value = _child(node, path[-1])
    if value is not None:
        if not isinstance(value, ScalarNode) or value.style in ("|", ">"):
            raise YamlEditError(f"`{'.'.join(path)}` is no single line of words")
        scalar = _scalar(words, quoted=value.style is not None)
        return text[: value.start_mark.index] + scalar + text[value.end_mark.index :]
    return _with_key(text, node, f"{path[-1]}: {_scalar(words, quoted=False)}")


def _with_key(text: str, node: MappingNode, entry: str) -> str:
    """A text with one more entry at the end of a mapping."""
    if node.flow_style:
        end = node.end_mark.index - 1
        before = text[:end].rstrip()
        return before + (", " if node.value else "") + entry + text[len(before) :]
    first, last = node.value[0][0], node.value[-1][1]
    line = text.find("\n", last.end_mark.index - 1 if text[last.end_mark.index - 1] == "\n" else last.end_mark.index)
    end = len(text) if line < 0 else line
    return f"{text[:end]}\n{' ' * first.start_mark.column}{entry}{text[end:]}"


def _scalar(words: str, *, quoted: bool) -> str:
    """Words as YAML has them: plain where that is safe in any place and nothing was quoted before."""
    written = json.dumps(words, ensure_ascii=False)
    try:
        plain = _values(f"a: {{b: {words}, c: d}}\n") == {"a": {"b": words, "c": "d"}}
    except YamlEditError:
        plain = False
    return words if plain and not quoted else written


def _root(text: str) -> Node:
    try:
        root: Node | None = YAML(typ="rt", pure=True).compose(StringIO(text))
    except YAMLError as error:
        raise YamlEditError("the file cannot be read") from error
    if root is None:
        raise YamlEditError("the file is empty")
    return root


def _child(node: Node, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _values(text: str) -> object:
    file, _ = parse(Source("edited.yml", text))
    if file is None:
        raise YamlEditError("the file cannot be read")
    return file.value


def _set(values: object, path: Path, words: str) -> object:
    if not path:
        return words
    inner = values if isinstance(values, Mapping) else {}
    return {**inner, path[0]: _set(inner.get(path[0]), path[1:], words)}
