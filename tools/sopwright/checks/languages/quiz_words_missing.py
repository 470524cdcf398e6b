"""A question or an answer of a quiz has no words in a language of the document, or has words in another one.

## Why is this bad?

Readers confirm a document in the language that they read it in. Whoever is asked in another language fails by the
language, not by what they know; and a language without questions lets its readers confirm unasked.

## Wrong

```yaml
greeting:                               # the document is required in en and bg
  about: greet
  ask: {en: What do you say first?}
```

## Right

```yaml
greeting:
  about: greet
  ask: {en: What do you say first?, bg: Какво казвате първо?}
```
"""

from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.languages.labels import label_maps
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.model.handbook import Document
from sopwright.model.quiz import Quiz

RULE = Rule("SW429", "quiz-words-missing")


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare each question's and answer's languages with those that the document must exist in."""
    for document in context.once(current):
        if document.quiz is not None:
            yield from _judge(document, document.quiz)


def _judge(document: Document, quiz: Quiz) -> Iterator[Diagnostic]:
    required = dict.fromkeys((document.metadata.languages.source, *document.metadata.languages.required))
    for key, question in quiz.questions.items():
        for path, words in label_maps(question, (key,)):
            name = ".".join(str(part) for part in path)
            lacking = [language for language in required if not words.get(language, "").strip()]
            if lacking:
                message = f"`{name}` has no words in {quoted(lacking)}"
                yield RULE.at(quiz.at(*path), message, "write the question in each language of the document")
            for language in words:
                if language not in required:
                    message = f"`{name}` has words in `{language}`, in which the document is not required"
                    yield RULE.at(quiz.at(*path, language), message, "remove them, or require the language")


CHECK = Check(RULE, __doc__, find)
