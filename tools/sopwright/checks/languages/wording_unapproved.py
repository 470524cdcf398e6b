"""A text quotes prescribed words that nobody has approved in its language.

## Why is this bad?

Prescribed words are the company's promise to the law. A translation of them that no lawyer has read is a guess. They
are approved as documents are, each language by a signed record about exactly these words. Whoever changes one letter
needs the signature again. Companies that have not begun to sign write `signatures: advisory` in
registers/approval.yml.

## Wrong

`{wording:recording-notice}` in `lt.md`, and no record below `approvals/wording/recording-notice/lt/`.

## Right

```sh
sopwright approve wording:recording-notice --language lt --as p.fischer
```
"""

from collections.abc import Iterator

from sopwright.approval.standing import Standing
from sopwright.checks.approval.not_approved import all_refused
from sopwright.checks.approval.standings import wordings
from sopwright.checks.check import Check, Context
from sopwright.checks.languages.translations import texts
from sopwright.diagnostics import Diagnostic, Rule, Span

RULE = Rule("SW427", "wording-unapproved")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look at each quotation; one of an unknown name, or without words, is another rule's."""
    if context.handbook.registers.approval.signatures == "advisory" or context.unverified:
        return
    for found in context.each(quotations).values():
        for language, key, place in found:
            standing = context.once(wordings).get((key, language))
            if standing is not None and not standing.result.approved:
                yield fault(place, standing)


def fault(place: Span, standing: Standing) -> Diagnostic:
    """The fault where words are quoted, with who is waited for and every record that does not count."""
    subject, result = standing.subject, standing.result
    message = f"the words `{subject.document}` are not approved in `{subject.language}`: {result.why}"
    hint = f"`sopwright approve {subject.document} --language {subject.language}` signs them"
    return RULE.at(place, message, hint, related=[(one.record.span, one.why) for one in all_refused(result)])


def quotations(context: Context) -> tuple[tuple[str, str, Span], ...]:
    """The prescribed words that a document quotes: the language, their name, and the place."""
    return tuple(
        (cut.text.language, reference["key"], cut.text.at(reference))
        for cut in context.once(texts)
        for reference in cut.text.of_kind("reference")
        if reference["kind"] == "wording"
    )


CHECK = Check(RULE, __doc__, find, facts=(quotations,))
