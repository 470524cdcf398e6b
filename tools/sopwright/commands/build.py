"""``sopwright build``: every audience's handbook in every language."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.diagnostics import has_errors
from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.model.handbook import Handbook
from sopwright.outputs.output import Output
from sopwright.outputs.write import Job, Replaces, write_all
from sopwright.report import text
from sopwright.translation.state import all_states


def build(
    root: Path,
    today: date,
    outputs: Sequence[Output],
    audiences: Sequence[str],
    languages: Sequence[str],
    workers: int,
    out: Console,
) -> int:
    """Check the handbook and, if it has no errors, write its outputs below ``build/``."""
    examined = examine(root, today)
    if examined.diagnostics:
        out.print(text.render(examined.diagnostics), end="", soft_wrap=True)
    if examined.handbook is None or has_errors(examined.diagnostics):
        out.print("Nothing was built: mend the errors first. The last good output stands as it was.")
        return exits.FAULTS
    unknown = _unknown(examined.handbook, audiences, languages)
    if unknown:
        out.print(unknown, soft_wrap=True)
        return exits.USAGE
    editions = _editions(examined.handbook, audiences, languages, today)
    with _progress(out) as progress:
        task = progress.add_task("building", total=len(editions) * len(outputs))

        def done(job: Job) -> None:
            progress.update(
                task, advance=1, description=f"{job.output.name} {job.edition.audience}/{job.edition.language}"
            )

        write_all(outputs, editions, root / "build", workers, done, _replaces(audiences, languages))
    names = ", ".join(str(Path("build") / output.name) for output in outputs)
    pages = sum(len(edition.documents) for edition in editions)
    out.print(f"Built {len(editions)} editions with {pages} documents in {names}.", soft_wrap=True)
    return exits.CLEAN


def _replaces(audiences: Sequence[str], languages: Sequence[str]) -> Replaces:
    if languages:
        return Replaces.LANGUAGE
    return Replaces.AUDIENCE if audiences else Replaces.OUTPUT


def _unknown(handbook: Handbook, audiences: Sequence[str], languages: Sequence[str]) -> str:
    registers = handbook.registers
    for kind, names, register in (
        ("an audience", audiences, registers.audiences.rows),
        ("a language", languages, registers.languages.rows),
    ):
        for name in names:
            if name not in register:
                return f"`{name}` is not {kind} of this handbook; it has {', '.join(register)}."
    return ""


def _editions(
    handbook: Handbook, audiences: Sequence[str], languages: Sequence[str], today: date
) -> tuple[Edition, ...]:
    registers = handbook.registers
    states = all_states(handbook)
    return tuple(
        project(handbook, audience, language, today, states)
        for audience in registers.audiences.rows
        if not audiences or audience in audiences
        for language in registers.languages.rows
        if not languages or language in languages
    )


def _progress(out: Console) -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    return Progress(*columns, console=out, disable=not out.is_terminal)
