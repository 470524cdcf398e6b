"""``sopwright build``: every audience's handbook in every language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sopwright.approval.ssh_keygen import SigningError
from sopwright.checks.approval.not_approved import RULE as NOT_APPROVED
from sopwright.checks.run import Examined, examine
from sopwright.commands import exits
from sopwright.commands.built import Built, has_emergency, made_of, output_of, recall, remember
from sopwright.commands.published import When, as_of, drafts, published
from sopwright.diagnostics import has_errors
from sopwright.edition.plan import Plan, Projection
from sopwright.history.git import HistoryError
from sopwright.history.in_force import InForce
from sopwright.load.memory import memory_of
from sopwright.model.handbook import Handbook
from sopwright.outputs.output import Output
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

    def target(self, root: Path) -> Path:
        """The folder to write to: never that of today's handbook for another one."""
        build = root / "build"
        if self.as_of is not None:
            return build / "as-of" / self.as_of.isoformat()
        return build / "drafts" if self.drafts else build

    @property
    def replaces(self) -> Replaces:
        """Which of the folders that stand there give way."""
        if self.languages:
            return Replaces.LANGUAGE
        return Replaces.AUDIENCE if self.audiences else Replaces.OUTPUT


def build(root: Path, today: date, outputs: Sequence[Output], wanted: Wanted, workers: int, out: Console) -> int:
    """Check the handbook and, if it has no errors, write its outputs below ``build/``.

    Args:
        root: The handbook's folder.
        today: The day that the handbook is judged by.
        outputs: The outputs to write.
        wanted: What of it.
        workers: How many processes write at once.
        out: Where messages go.
    """
    examined = examine(root, today, memory=memory_of(root), workers=workers)
    if examined.diagnostics:
        out.print(text.render(examined.diagnostics), end="", soft_wrap=True)
    if examined.handbook is None or _hinders(examined, wanted):
        out.print("Nothing was built: mend the errors first. The last good output stands as it was.")
        return exits.FAULTS
    timeless = wanted if has_emergency(examined.handbook) else replace(wanted, now=None)
    asked = (today, timeless, tuple(outputs))
    folders = [wanted.target(root) / output.name for output in outputs]
    before, now = recall(root, asked), made_of(root, examined, asked)
    if before is not None and before.made_of == now and before.output == output_of(folders):
        for line in (*before.said, "Nothing has changed since then."):
            out.print(line, soft_wrap=True)
        return exits.CLEAN
    try:
        found = _found(root, examined, examined.handbook, today, wanted)
    except (HistoryError, SigningError) as error:
        out.print(f"Nothing was built: {error}.", soft_wrap=True)
        return exits.FAULTS
    unknown = _unknown(found.handbook, wanted)
    if unknown:
        out.print(unknown, soft_wrap=True)
        return exits.USAGE
    left_out = found.left_out if found.handbook.registers.approval.signatures == "required" else ()
    said = [f"{one.document} is not published: {one.why}." for one in left_out]
    plan = _plan(found.handbook, wanted, wanted.as_of or today)

    def settled(built: str) -> None:
        remember(root, asked, Built(now, output_of(folders), (*said, built)))

    for line in said:
        out.print(line, soft_wrap=True)
    _write(root, outputs, plan, wanted, workers, out, settled)
    return exits.CLEAN


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


def _write(
    root: Path,
    outputs: Sequence[Output],
    plan: Plan,
    wanted: Wanted,
    workers: int,
    out: Console,
    settled: Callable[[str], None],
) -> None:
    target = wanted.target(root)
    documents: dict[str, int] = {}
    with _progress(out) as progress:
        task = progress.add_task("building", total=len(plan.languages) * len(outputs))

        def done(written: Written) -> None:
            documents[written.language] = written.documents
            progress.update(task, advance=1, refresh=True, description=f"{written.output} {written.language}")

        def built() -> str:
            names = ", ".join(str(target.relative_to(root) / output.name) for output in outputs)
            editions = len(plan.audiences) * len(plan.languages)
            return f"Built {editions} editions with {sum(documents.values())} documents in {names}."

        write_all(outputs, plan, target, workers, done, wanted.replaces, lambda: settled(built()))
    out.print(built(), soft_wrap=True)


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
    return Projection(handbook, audiences, languages, day, wanted.drafts, all_states(handbook))


def _progress(out: Console) -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    # It draws only when told to: a thread that draws by itself must not be alive while processes are forked.
    return Progress(*columns, console=out, disable=not out.is_terminal, auto_refresh=False)
