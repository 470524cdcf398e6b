"""A tree of nodes written as Markdown again, in one form: what means the same is written the same.

One line a paragraph, `-` and `1.` for lists, `*` for emphasis. Reading the result gives the same tree, apart from
places and from line ends inside a paragraph. Digests of texts are taken from this form, so that a rewrapped
paragraph or another bullet sign changes none.
"""

import re
from collections.abc import Callable, Mapping

from sopwright.source.nodes import BLOCKS, Node, Nodes

_ALWAYS = re.compile(r"[\\`*\[\]<{]")
_SPECIAL = re.compile(r"[\\`*\[\]<{_&]")
"""Without one of these signs no other expression for running text finds anything."""
_EDGE_OF_WORD = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_FIRST_SIGN = re.compile(r"[#>+=~%:|\d-]")
_LINE_START = re.compile(r"^([ \t]*)([#>+=~%:|-]|(?=\d{1,9}[.)](?:\s|$)))", re.MULTILINE)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_WIDE = "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SOFT = "\x00"
_BETWEEN_WIDE = re.compile(f"(?<={_WIDE}){_SOFT}(?={_WIDE})")


def written(nodes: Nodes) -> str:
    """Blocks as Markdown, with an empty line between two of them and no line end behind the last."""
    return "\n\n".join(_block(node) for node in nodes)


def written_inline(nodes: Nodes) -> str:
    """The Markdown of one block's running text."""
    text = "".join([_inline(node) for node in nodes])
    if _SOFT in text:
        text = _BETWEEN_WIDE.sub("", text).replace(_SOFT, " ")
    text = text.strip()
    if "\n" not in text and not _FIRST_SIGN.match(text):
        return text
    text = _LINE_START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[2] else match[0], text)
    return _NUMBER.sub(r"\1\\\2", text)


def running(node: Node) -> Nodes:
    """The running text of a block: what stands in it before the first block inside."""
    count = next((index for index, child in enumerate(node.children) if child.kind in BLOCKS), len(node.children))
    return node.children[:count]


def _inline(node: Node) -> str:
    inner = "".join(_inline(child) for child in node.children)
    return _INLINES[node.kind](node, inner)


def _text(node: Node, _inner: str) -> str:
    if _SPECIAL.search(node.text) is None:
        return node.text
    text = _ALWAYS.sub(r"\\\g<0>", node.text)
    for pattern in (_EDGE_OF_WORD, _ENTITY):
        text = pattern.sub(r"\\\g<0>", text)
    return text


def _code(node: Node, _inner: str) -> str:
    marks = "`" * (1 + max((len(run) for run in re.findall("`+", node.text)), default=0))
    space = " " if node.text.startswith("`") or node.text.endswith("`") else ""
    return f"{marks}{space}{node.text}{space}{marks}"


def _link(node: Node, inner: str) -> str:
    return f"[{inner}]({_address(node)})"


def _picture(node: Node, _inner: str) -> str:
    return f"![{_text(node, '')}]({_address(node)})"


def _address(node: Node) -> str:
    title = node["title"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{node["target"]} "{title}"' if title else node["target"]


def _reference(node: Node, _inner: str) -> str:
    words = f"|{node['words']}" if node["words"] else ""
    return f"{{{node['kind']}:{node['key']}{words}}}"


_INLINES: Mapping[str, Callable[[Node, str], str]] = {
    "text": _text,
    "code": _code,
    "link": _link,
    "picture": _picture,
    "reference": _reference,
    "emphasis": lambda _node, inner: f"*{inner}*",
    "strong": lambda _node, inner: f"**{inner}**",
    "soft-break": lambda _node, _inner: _SOFT,
    "line-break": lambda _node, _inner: "\\\n",
}


def _block(node: Node) -> str:
    return _WRITERS[node.kind](node)


def _heading(node: Node) -> str:
    anchor = f" {{#{node['id']}}}" if node["id"] else ""
    return f"{'#' * int(node['level'])} {written_inline(node.children)}{anchor}"


def _list(node: Node) -> str:
    loose = any(child.kind == "paragraph" for item in node.children for child in item.children)
    start = int(node["start"] or 1)
    marks = (f"{start + n}. " if node.kind == "ordered-list" else "- " for n in range(len(node.children)))
    return ("\n\n" if loose else "\n").join(
        mark + _indented(_item(item), len(mark)) for mark, item in zip(marks, node.children, strict=True)
    )


def _item(node: Node) -> str:
    words = running(node)
    blocks = node.children[len(words) :]
    if not words:
        return written(blocks)
    return "\n".join([written_inline(words), *(_block(block) for block in blocks)])


def _indented(text: str, width: int) -> str:
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, text)


def _quote(node: Node) -> str:
    return "\n".join(f"> {line}".rstrip() for line in written(node.children).split("\n"))


def _code_block(node: Node) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", node.text)), default=0))
    return f"{fence}{node['info']}\n{node.text.removesuffix(chr(10))}\n{fence}"


def _table(node: Node) -> str:
    head, *rows = [[_cell(cell) for cell in row.children] for row in node.children]
    aligns = [_ALIGN[cell["align"]] for cell in node.children[0].children]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, aligns, *rows))


def _cell(node: Node) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", written_inline(node.children))


_ALIGN = {"": "---", "left": ":--", "right": "--:", "center": ":-:"}


def _container(node: Node) -> str:
    marks = ":" * (3 + _depth(node))
    opening = f"for {node['roles']}" if node.kind == "only-for" else f"{node['kind']} {node.text}".rstrip()
    return f"{marks} {opening}\n{written(node.children)}\n{marks}"


def _depth(node: Node) -> int:
    """How many blocks of this kind are nested in one."""
    return max((_depth(child) + (child.kind in ("remark", "only-for")) for child in node.children), default=0)


_WRITERS: Mapping[str, Callable[[Node], str]] = {
    "paragraph": lambda node: written_inline(node.children),
    "heading": _heading,
    "bullet-list": _list,
    "ordered-list": _list,
    "quote": _quote,
    "code-block": _code_block,
    "table": _table,
    "rule": lambda _node: "---",
    "remark": _container,
    "only-for": _container,
}
