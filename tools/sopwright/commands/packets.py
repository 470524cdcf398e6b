"""``sopwright translations export`` and ``import``: packets to translators and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from rich.console import Console

from sopwright.approval.ssh_keygen import SigningError
from sopwright.commands import exits
from sopwright.commands.files import write_aside
from sopwright.commands.pages import page_address
from sopwright.commands.reviews import with_records
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.report import text
from sopwright.source.yaml_edit import YamlEditError, with_words
from sopwright.translation.packets import po, table, xliff
from sopwright.translation.packets.make import make_packet
from sopwright.translation.packets.merge import Merged, merge
from sopwright.translation.packets.packet import Packet, PacketError, Returned
from sopwright.translation.pins import accepted, pin_name, pin_text
from sopwright.translation.progress import TO_DO
from sopwright.translation.state import State, translation_state

WRITERS: Mapping[str, Callable[[Packet], bytes]] = {"xliff": xliff.write, "po": po.write, "csv": table.write}
READERS: Mapping[str, Callable[[bytes], tuple[str, list[Returned]]]] = {
    ".xlf": xliff.read,
    ".xliff": xliff.read,
    ".po": po.read,
    ".csv": table.read,
}
ENDINGS = {"xliff": "xlf", "po": "po", "csv": "csv"}
ALL = "all"
STATES = (*(state.value for state in State), ALL)
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Order:
    """What a packet is to hold, and how."""

    language: str
    only: tuple[str, ...] = ()
    """States of sections; none means those that a translator has to work on."""
    documents: tuple[str, ...] = ()
    """None means all."""
    form: str = "xliff"


def export(root: Path, order: Order, output: Path | None, today: date, out: Console) -> int:
    """Write a packet of what is left to translate."""
    language, documents = order.language, order.documents
    handbook = _read(root, out)
    if handbook is None:
        return exits.FAULTS
    unknown = _unknown(handbook, language, documents)
    if unknown:
        out.print(unknown, soft_wrap=True)
        return exits.USAGE
    try:
        handbook = with_records(root, handbook, today)
    except SigningError as error:
        out.print(f"Nothing was written: {error}.", soft_wrap=True)
        return exits.FAULTS
    page = partial(page_address, handbook, language=language)
    packet = make_packet(handbook, language, _states(order.only), documents, page)
    if not packet.units:
        out.print(f"Nothing is left to translate into `{language}`.")
        return exits.CLEAN
    place = output or Path(f"{handbook.registers.organisation.id}-{language}.{ENDINGS[order.form]}")
    write_aside(place, WRITERS[order.form](packet))
    left = sum(not segment.done for segment in packet.segments)
    out.print(f"{place}: {len(packet.units)} sections, {len(packet.segments)} passages, {left} to do.", soft_wrap=True)
    return exits.CLEAN


def _states(only: Sequence[str]) -> tuple[State, ...]:
    if ALL in only:
        return tuple(State)
    return tuple(State(name) for name in only) or TO_DO


def _unknown(handbook: Handbook, language: str, documents: Sequence[str]) -> str:
    if language not in handbook.language_keys:
        return f"`{language}` is not a language of this handbook; it has {', '.join(handbook.language_keys)}."
    missing = next((number for number in documents if number not in handbook.documents), "")
    return f"`{missing}` is not a document; there are {', '.join(handbook.documents)}." if missing else ""


def take(root: Path, path: Path, out: Console) -> int:
    """Take a packet back: write what is right, accept what is done; nothing where anything is wrong."""
    handbook = _read(root, out)
    if handbook is None:
        return exits.FAULTS
    reader = READERS.get(path.suffix.lower())
    if reader is None or path.stat().st_size > MOST_BYTES:
        out.print(f"{path}: a packet is a file of at most {MOST_BYTES:,} bytes that ends in {', '.join(READERS)}.")
        return exits.USAGE
    try:
        language, returned = reader(path.read_bytes())
    except PacketError as error:
        out.print(f"{path}: {error}", soft_wrap=True)
        return exits.FAULTS
    if language not in handbook.language_keys:
        out.print(f"{path}: its language is `{language}`; the handbook has {', '.join(handbook.language_keys)}.")
        return exits.FAULTS
    merged = merge(handbook, language, returned)
    if merged.faults:
        out.print("\n".join([*merged.faults, "Nothing was changed."]), soft_wrap=True)
        return exits.FAULTS
    return _write(root, language, merged, out)


def _write(root: Path, language: str, merged: Merged, out: Console) -> int:
    """Write the texts, read them again, and accept from them what is done."""
    try:
        labelled = {name: with_words((root / name).read_text("utf-8"), new) for name, new in merged.labels.items()}
    except YamlEditError as error:
        out.print(f"{error}\nNothing was changed.", soft_wrap=True)
        return exits.FAULTS
    for name, words in {**merged.files, **labelled}.items():
        write_aside(root / name, words.encode("utf-8"))
    handbook = _read(root, out) if merged.accepted else None
    refused = 0
    for number, chosen in merged.accepted.items() if handbook is not None else ():
        refused += _accept(root, handbook, number, language, chosen, out) if handbook is not None else 0
    done = sum(len(chosen) for chosen in merged.accepted.values()) - refused
    out.print(
        f"{len(merged.files) + len(labelled)} texts changed, {done} sections accepted, {len(merged.open)} not done yet."
    )
    return exits.FAULTS if refused else exits.CLEAN


def _accept(root: Path, handbook: Handbook, number: str, language: str, chosen: Sequence[str], out: Console) -> int:
    """Accept sections of one document; return how many still differ from their source and are not."""
    document, shared = handbook.documents[number], handbook.registers.answers.rows
    state = translation_state(document, language, shared)
    wrong = {section.id: section.differs for section in state.sections if section.id in chosen and section.differs}
    for key, differs in wrong.items():
        out.print(f"{number} {language} {key}: written, but not accepted: {'; '.join(differs)}", soft_wrap=True)
    pins = accepted(document, language, [key for key in chosen if key not in wrong], shared)
    write_aside(root / document.folder / pin_name(language), pin_text(pins).encode("utf-8"))
    return len(wrong)


def _read(root: Path, out: Console) -> Handbook | None:
    handbook, found = load(root)
    if handbook is None:
        out.print(text.render(found), end="", soft_wrap=True)
    return handbook
