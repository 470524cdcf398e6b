"""Which chain of approval a subject needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sopwright.approval.subject import Subject
from sopwright.model.approval import ApprovalRules, Chain, When


@dataclass(frozen=True)
class Chosen:
    """The chain that the rules choose, or why they choose none."""

    key: str = ""
    """The chain's name in ``registers/approval.yml``; empty where there is none."""
    chain: Chain | None = None
    why: str = ""
    """In plain words: what in the subject leads to this chain, or what is wrong with the rules."""
    rules: tuple[int, ...] = ()
    """The indexes of the rules that apply; exactly one where a chain is chosen."""


@dataclass(frozen=True)
class _Case:
    """What the predicates are asked about."""

    subject: Subject
    headcount: int


def choose(rules: ApprovalRules, subject: Subject, headcount: int) -> Chosen:
    """Find the one rule that applies to a subject.

    Args:
        rules: The rules of ``registers/approval.yml``.
        subject: One language of a document.
        headcount: How many people work in the centre on the day.

    Returns:
        The chain of the rule; no chain where no rule applies, where several do, or where the chain is unknown.
    """
    case = _Case(subject, headcount)
    applying = tuple(index for index, rule in enumerate(rules.rules) if applies(rule.when, case))
    if not applying:
        return Chosen(why=f"no rule of registers/approval.yml applies to {_described(case)}")
    if len(applying) > 1:
        named = " and ".join(f"{index + 1} (chain `{rules.rules[index].chain}`)" for index in applying)
        return Chosen(
            why=f"the rules {named} of registers/approval.yml all apply to {_described(case)}", rules=applying
        )
    rule = rules.rules[applying[0]]
    chain = rules.chains.get(rule.chain)
    if chain is None:
        return Chosen(why=f"registers/approval.yml has no chain `{rule.chain}`", rules=applying)
    return Chosen(rule.chain, chain, _reason(rule.when, case), applying)


def applies(when: When, case: _Case) -> bool:
    """Whether all predicates of a rule hold."""
    return all(holds(when, case) for holds in PREDICATES)


def _subject(when: When, case: _Case) -> bool:
    return (when.subject == "translation") is case.subject.is_translation


def _change(when: When, case: _Case) -> bool:
    return when.change is None or when.change == case.subject.change


def _books(when: When, case: _Case) -> bool:
    return when.books is None or case.subject.book in when.books


def _visibility(when: When, case: _Case) -> bool:
    return when.visibility is None or not set(when.visibility).isdisjoint(case.subject.visibility)


def _laws(when: When, case: _Case) -> bool:
    if when.laws is None:
        return True
    if isinstance(when.laws, str):
        return bool(case.subject.laws) is (when.laws == "any")
    return not set(when.laws).isdisjoint(case.subject.laws)


def _size(when: When, case: _Case) -> bool:
    if when.size is None:
        return True
    return when.size.at_least <= case.headcount and (when.size.at_most is None or case.headcount <= when.size.at_most)


def _revised(when: When, case: _Case) -> bool:
    if when.revised is None:
        return True
    since, until, day = when.revised.since, when.revised.until, case.subject.revised
    return (since is None or since <= day) and (until is None or day <= until)


PREDICATES: tuple[Callable[[When, _Case], bool], ...] = (
    _subject,
    _change,
    _books,
    _visibility,
    _laws,
    _size,
    _revised,
)


def _reason(when: When, case: _Case) -> str:
    """The facts that the rule asked for."""
    return ", ".join(_facts(when, case))


def _facts(when: When, case: _Case) -> Iterator[str]:
    subject = case.subject
    yield "a translation" if subject.is_translation else "a source text"
    if when.change is not None:
        yield f"{when.change} change"
    if when.books is not None:
        yield f"book `{subject.book}`"
    if when.visibility is not None:
        yield f"readers {_names(name for name in subject.visibility if name in (when.visibility or ()))}"
    if when.laws == "none":
        yield "no law is touched"
    elif when.laws is not None:
        touched = subject.laws if when.laws == "any" else tuple(law for law in subject.laws if law in when.laws)
        yield f"{'laws' if len(touched) > 1 else 'law'} {_names(touched)}"
    if when.size is not None:
        yield f"{case.headcount} people work here"
    if when.revised is not None:
        yield f"revised on {subject.revised}"


def _described(case: _Case) -> str:
    """All that rules can ask about a subject."""
    subject = case.subject
    kind = "translation" if subject.is_translation else "source text"
    laws = f"laws {_names(subject.laws)}" if subject.laws else "no laws"
    readers = _names(subject.visibility)
    traits = f"{subject.change} change, book `{subject.book}`, readers {readers}, {laws}, {case.headcount} people"
    return f"the {kind} {subject.name} ({traits}, revised on {subject.revised})"


def _names(names: Iterator[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
