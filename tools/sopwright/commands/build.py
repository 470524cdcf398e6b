"""``sopwright build``: every audience's handbook in every language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sopwright.approval.ssh_keygen import SigningError
from sopwright.checks.approval.not_approved import RULE as NOT_APPROVED
from sopwright.checks.run import Examined, examine
from sopwright.commands import exits, shards
from sopwright.commands.built import Built, has_emergency, made_of, output_of, recall, remember
from sopwright.commands.published import When, as_of, drafts, published
from sopwright.diagnostics import has_errors
from sopwright.edition.plan import Plan, Projection
from sopwright.history.git import HistoryError
from sopwright.history.in_force import InForce
from sopwright.load.memory import memory_of
from sopwright.model.handbook import Handbook
from sopwright.outputs.output import Output
from sopwright.outputs.parts import Part, PartError, share
from sopwright.outputs.write import Replaces, Written, write_all
from sopwright.report import text
from sopwright.translation.state import all_states


@dataclass(frozen=True)
class Wanted:
    """What is built."""

    audiences: Sequence[str] = ()
    languages: Sequence[str] = ()
    as_of: date | None = None
    """A day whose handbook is built from the history; nothing for today's."""
    drafts: bool = False
    """Whether everything is built as it stands, marked as a draft."""
    now: datetime | None = None
    """The time; the end of the day where it is not given."""
    shard: tuple[int, int] | None = None
    """Which part of the build is made, and of how many; nothing for the whole."""

    def target(self, root: Path) -> Path:
        """The folder to write to: never that of today's handbook for another one."""
        build = root / "build"
        if self.shard is not None:
            return shards.folder_of(build, self.shard)
        if self.as_of is not None:
            return build / "as-of" / self.as_of.isoformat()
        return build / "drafts" if self.drafts else build

    @property
    def replaces(self) -> Replaces:
        """Which of the folders that stand there give way."""
        if self.languages:
            return Replaces.LANGUAGE
        return Replaces.AUDIENCE if self.audiences else Replaces.OUTPUT


def build(
    root: Path,
    today: date,
    outputs: Sequence[Output],
    wanted: Wanted,
    workers: int,
    out: Console,
    parts: Sequence[Path] = (),
) -> int:
    """Check the handbook and, if it has no errors, write its outputs below ``build/``.

    Args:
        root: The handbook's folder.
        today: The day that the handbook is judged by.
        outputs: The outputs to write.
        wanted: What of it.
        workers: How many processes write at once.
        out: Where messages go.
        parts: The folders of the parts that the outputs are joined from; without any they are written here.
    """
    examined = examine(root, today, memory=memory_of(root), workers=workers)
    if examined.diagnostics:
        out.print(text.render(examined.diagnostics), end="", soft_wrap=True)
    if examined.handbook is None or _hinders(examined, wanted):
        out.print("Nothing was built: mend the errors first. The last good output stands as it was.")
        return exits.FAULTS
    try:
        run = _Run.of(root, today, outputs, wanted, examined)
        if not parts and run.stands():
            for line in (*run.before, "Nothing has changed since then."):
                out.print(line, soft_wrap=True)
            return exits.CLEAN
        found = _found(root, examined, examined.handbook, today, wanted)
        unknown = _unknown(found.handbook, wanted)
        if unknown:
            out.print(unknown, soft_wrap=True)
            return exits.USAGE
        plan = _plan(found.handbook, wanted, wanted.as_of or today)
        if parts:
            _merge(run, parts, plan, out)
        else:
            _tell_and_write(run, found, plan, workers, out)
    except (HistoryError, SigningError, PartError) as error:
        out.print(f"Nothing was built: {error}.", soft_wrap=True)
        return exits.FAULTS
    return exits.CLEAN


@dataclass(frozen=True)
class _Run:
    """A build with all that decides about it."""

    root: Path
    outputs: tuple[Output, ...]
    wanted: Wanted
    asked: tuple[object, ...]
    """What tells it from builds that write elsewhere, or something else."""
    made_of: str
    """The digest of all that decides about its bytes; the parts of a build have the same as the whole."""

    @classmethod
    def of(cls, root: Path, today: date, outputs: Sequence[Output], wanted: Wanted, examined: Examined) -> Self:
        is_timeless = examined.handbook is None or not has_emergency(examined.handbook)
        timeless = replace(wanted, now=None) if is_timeless else wanted
        forms = [(output.name, getattr(output, "compress", ())) for output in outputs]
        whole = (today, replace(timeless, shard=None), forms)
        made = made_of(root, examined, whole)
        return cls(root, tuple(outputs), wanted, (today, timeless, tuple(outputs)), made)

    @property
    def target(self) -> Path:
        return self.wanted.target(self.root)

    @property
    def folders(self) -> list[Path]:
        return [self.target / output.name for output in self.outputs]

    @property
    def before(self) -> tuple[str, ...]:
        """What the last such build told."""
        built = recall(self.root, self.asked)
        return built.said if built is not None else ()

    @property
    def _all(self) -> str:
        """Also the other outputs that stand there already: pages link to them."""
        own = {output.name for output in self.outputs}
        others = (place for place in self.target.glob("[!.]*/*/*") if place.parts[-3] not in own and place.is_dir())
        return " ".join([self.made_of, *sorted("/".join(place.parts[-3:]) for place in others)])

    def stands(self) -> bool:
        """Whether the last such build was made of the same, and its output stands untouched."""
        built = recall(self.root, self.asked)
        return built is not None and built.made_of == self._all and built.output == output_of(self.folders)

    def settled(self, said: Sequence[str]) -> None:
        """Remember that it is done."""
        remember(self.root, self.asked, Built(self._all, output_of(self.folders), tuple(said)))

    def told(self, plan: Plan, documents: int) -> str:
        """What it came to."""
        names = ", ".join(str(folder.relative_to(self.root)) for folder in self.folders)
        return f"Built {len(plan.audiences) * len(plan.languages)} editions with {documents} documents in {names}."


def _tell_and_write(run: _Run, found: InForce, plan: Plan, workers: int, out: Console) -> None:
    left_out = found.left_out if found.handbook.registers.approval.signatures == "required" else ()
    said = [f"{one.document} is not published: {one.why}." for one in left_out]
    for line in said:
        out.print(line, soft_wrap=True)
    out.print(_write(run, plan, workers, out, said), soft_wrap=True)


def _merge(run: _Run, parts: Sequence[Path], plan: Projection, out: Console) -> None:
    documents = shards.merge(parts, run.made_of, run.outputs, plan, run.target)
    out.print(run.told(plan, documents), soft_wrap=True)


def _hinders(examined: Examined, wanted: Wanted) -> bool:
    """Whether errors keep the handbook from being built; a draft need not be approved, nor the past be faultless."""
    if wanted.as_of is not None:
        return False
    return has_errors(d for d in examined.diagnostics if not (wanted.drafts and d.code == NOT_APPROVED.code))


def _found(root: Path, examined: Examined, handbook: Handbook, today: date, wanted: Wanted) -> InForce:
    if wanted.as_of is not None:
        return as_of(root, handbook, wanted.as_of)
    when = When(today, wanted.now)
    if wanted.drafts:
        return InForce(drafts(handbook, examined.verdicts, when))
    return published(root, handbook, examined.verdicts, when)


def _write(run: _Run, plan: Plan, workers: int, out: Console, said: Sequence[str]) -> str:
    """Write the outputs, and return what it came to."""
    documents: dict[str, int] = {}
    with _progress(out) as progress:
        task = progress.add_task("building", total=len(plan.languages) * len(run.outputs))

        def done(written: Written) -> None:
            documents[written.language] = written.documents
            progress.update(task, advance=1, refresh=True, description=f"{written.output} {written.language}")

        def settled() -> None:
            if run.wanted.shard is not None:
                names = tuple(output.name for output in run.outputs)
                part = Part(run.made_of, *run.wanted.shard, names, tuple(plan.audiences), documents)
                part.write(run.target)
            run.settled((*said, run.told(plan, sum(documents.values()))))

        is_part = run.wanted.shard is not None
        replaces = run.wanted.replaces
        write_all(run.outputs, plan, run.target, workers, done, replaces, settled, finish=not is_part)
    return run.told(plan, sum(documents.values()))


def _unknown(handbook: Handbook, wanted: Wanted) -> str:
    registers = handbook.registers
    for kind, names, register in (
        ("an audience", wanted.audiences, registers.audiences.rows),
        ("a language", wanted.languages, registers.languages.rows),
    ):
        for name in names:
            if name not in register:
                return f"`{name}` is not {kind} of this handbook; it has {', '.join(register)}."
    return ""


def _plan(handbook: Handbook, wanted: Wanted, day: date) -> Projection:
    registers = handbook.registers
    audiences = [key for key in registers.audiences.rows if not wanted.audiences or key in wanted.audiences]
    languages = [key for key in registers.languages.rows if not wanted.languages or key in wanted.languages]
    mine = share(languages, *wanted.shard) if wanted.shard is not None else languages
    return Projection(handbook, audiences, mine, day, wanted.drafts, all_states(handbook))


def _progress(out: Console) -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    # It draws only when told to: a thread that draws by itself must not be alive while processes are forked.
    return Progress(*columns, console=out, disable=not out.is_terminal, auto_refresh=False)
