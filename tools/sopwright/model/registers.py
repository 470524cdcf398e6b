"""The rows of the registers: what documents share and refer to by name."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from sopwright.model.form import Clock, DocumentId, Form, Key, Language, Line, Words
from sopwright.model.quantity import IntervalField, Quantity, QuantityField

EVERYONE = "everyone"
PUBLIC = "public"
VISITOR = "visitor"
ALL_TEAMS = "all"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Web = Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"'`\\]+$", max_length=500)]
Extension = Annotated[str, StringConstraints(pattern=r"^[0-9*#]{1,12}$")]


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, ZoneInfoNotFoundError) as error:
        raise ValueError(f"`{name}` is not a time zone; one is called `Europe/Vilnius`") from error
    return name


TimeZone = Annotated[Line, AfterValidator(_known_zone)]
"""A place of the IANA time zone database."""


class BookLook(Form):
    """How the printed books look."""

    page: Literal["a4", "letter", "a5"] = "a4"
    """The page of the books."""
    leaflet: Literal["a4", "letter", "a5"] = "a5"
    """The page of a leaflet, which holds one document."""
    primary: Colour = "#0b5566"
    """Title pages, dividers, headings."""
    accent: Colour = "#e8a33d"
    """Small marks beside the primary colour."""
    fonts: Annotated[tuple[Line, ...], Field(min_length=1)] = ("Noto Sans", "Noto Sans TC", "Noto Emoji")
    """Families of ``templates/fonts``; a character is taken from the first that has it."""


class Organisation(Form):
    """The company whose handbook this is; replacing this one file makes it another's."""

    id: Key
    name: Line
    legal_name: Line
    address: tuple[Line, ...] = Field(min_length=1)
    phone: Line
    email: Line
    web: Web
    logo: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*\.(svg|png)$")]
    time_zone: TimeZone
    site_name: Words
    edit_url: Web | None = None
    site_url: Web | None = None
    server: bool = False
    """Whether ``sopwright serve`` shows the sites: pages then lead to confirming and to feedback."""
    book: BookLook = BookLook()


class LanguageRow(Form):
    """A language of the handbook."""

    name: Line
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_[A-Za-z]{2,4}){0,2}$")]
    script: Literal["Latn", "Cyrl", "Hant", "Hans", "Grek", "Jpan", "Kore", "Arab", "Hebr", "Thai", "Deva"]
    durations: Literal["long", "short"] = "long"
    """``20 minutes`` or ``20 min``; short where a language's sentences would have to inflect the unit."""


class Topic(Form):
    """A part of a book: documents that belong together."""

    title: Words
    description: Words | None = None
    """One sentence."""


class Book(Form):
    """A handbook or the policies: a shelf of documents of one kind."""

    title: Words
    description: Words
    folder: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$")]
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,7}$")]
    kind: Literal["procedure", "policy"]
    topics: Mapping[Key, Topic] = Field(default_factory=dict)
    """The book's parts in their order; none where it has no parts."""


class Role(Form):
    """A right to read."""

    name: Words


class Group(Form):
    """A named set of roles."""

    name: Words
    roles: tuple[Key, ...] = Field(min_length=1)


class Roles(Form):
    """All roles and the groups made of them."""

    roles: Mapping[Key, Role]
    groups: Mapping[Key, Group] = Field(default_factory=dict)


class Audience(Form):
    """Readers who share one output; it holds what every one of their roles may read."""

    name: Words
    roles: tuple[Key, ...]
    people: Literal["names", "posts"] = "posts"
    edit: bool = False


class Post(Form):
    """A position in the company."""

    name: Words
    roles: tuple[Key, ...] = Field(min_length=1)
    superior: Key | None = None
    deputy: bool = False
    duties: Words


class Holding(Form):
    """A person's time in a post."""

    post: Key
    team: Key | None = None
    since: date = Field(alias="from")
    until: date | None = None
    deputy: Key | None = None

    def covers(self, day: date) -> bool:
        """Whether the person holds the post on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class PersonKey(Form):
    """A public key that somebody signs with; the private half never leaves them."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9@.-]{1,64} [A-Za-z0-9+/]{16,2000}={0,2}$")]
    """Type and key as in a ``.pub`` file, without the comment: ``ssh-ed25519 AAAA...``."""
    since: date = Field(alias="from")
    until: date | None = None
    """The last day on which it counts."""
    revoked: date | None = None
    """The day from which it no longer counts, because it was lost or somebody else may have it."""
    example: bool = False
    """A key of the example company, whose private half everybody has."""

    def covers(self, day: date) -> bool:
        """Whether what is signed with it on a day counts."""
        ended = self.until is not None and day > self.until
        return self.since <= day and not ended and (self.revoked is None or day < self.revoked)


class Accounts(Form):
    """A person's accounts on forges, by the numbers that never change; names there can pass to somebody else."""

    github: int | None = Field(default=None, ge=1)
    gitlab: int | None = Field(default=None, ge=1)


class Person(Form):
    """Somebody who works here."""

    name: Line
    email: Line
    languages: tuple[Language, ...] = ()
    posts: tuple[Holding, ...] = ()
    left: date | None = None
    keys: tuple[PersonKey, ...] = ()
    accounts: Accounts = Accounts()
    former_names: tuple[Line, ...] = ()
    """Names before a marriage or a correction: what was signed under them stays signed."""

    def holds(self, post: str, day: date) -> bool:
        """Whether the person holds a post on a day and has not left."""
        return self.works(day) and any(h.post == post and h.covers(day) for h in self.posts)

    def held(self, day: date) -> tuple[str, ...]:
        """The posts that the person holds on a day, each once."""
        return tuple(dict.fromkeys(h.post for h in self.posts if h.covers(day))) if self.works(day) else ()

    def works(self, day: date) -> bool:
        """Whether the person is still with the company on a day."""
        return self.left is None or day <= self.left


class Team(Form):
    """A group of agents with one task."""

    name: Words
    task: Words


class ReviewRules(Form):
    """How long a document may go without being looked through."""

    longest: IntervalField
    due_soon: IntervalField
    overdue_error_after: IntervalField | None = None


class Goal(Form):
    """A measure's target for one team: exactly one comparison."""

    below: QuantityField | None = None
    at_most: QuantityField | None = None
    exactly: QuantityField | None = None
    at_least: QuantityField | None = None
    above: QuantityField | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(
                f"a target has exactly one of {', '.join(type(self).model_fields)}; here: {given or 'none'}"
            )
        return self

    @property
    def comparison(self) -> str:
        """``below``, ``at_most``, ``exactly``, ``at_least`` or ``above``."""
        return next(name for name in type(self).model_fields if getattr(self, name) is not None)

    @property
    def value(self) -> Quantity:
        """The value compared with."""
        value: Quantity = getattr(self, self.comparison)
        return value


class Measure(Form):
    """What is measured, how, and what is aimed at (terms after ISO 18295-1 and COPC)."""

    name: Words
    definition: Words
    formula: Words
    unit: Line
    targets: Mapping[Key, Goal] = Field(min_length=1)

    def goal(self, team: str = "") -> Goal | None:
        """The target of a team; without a team the common or the only one."""
        if team:
            return self.targets.get(team) or self.targets.get(ALL_TEAMS)
        return self.targets.get(ALL_TEAMS) or next(iter(self.targets.values()))


class Limit(Form):
    """A number that is a rule."""

    name: Words
    value: QuantityField


class Department(Form):
    """Where questions go."""

    name: Words
    extension: Extension
    topics: tuple[Words, ...] = ()


class Law(Form):
    """A law that binds documents and steps."""

    name: Words
    short: Words
    jurisdiction: Words
    citation: Line
    about: Words


class Event(Form):
    """A recurring time in the week."""

    name: Words
    kind: Literal["meeting", "training", "monitoring", "report", "duty", "break"]
    days: tuple[Weekday, ...] = Field(min_length=1)
    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")
    posts: tuple[Key, ...] = Field(min_length=1)
    document: DocumentId
    at_least: QuantityField | None = None
    place: Words | None = None


class Term(Form):
    """A word of the trade, and how each language says it."""

    name: Words
    """What the handbook's texts call it."""
    definition: Words
    variants: Mapping[Language, tuple[Line, ...]] = Field(default_factory=dict)
    """What texts may say as well, where grammar or style asks for it."""
    preferred: Mapping[Language, Mapping[Line, Line]] = Field(default_factory=dict)
    """For a variant, the name or variant that is said instead, where a language's texts say both."""
    synonyms: Mapping[Language, tuple[Line, ...]] = Field(default_factory=dict)
    """What people call it elsewhere: the search finds the term by these, texts do not use them."""
    forbidden: Mapping[Language, tuple[Line, ...]] = Field(default_factory=dict)
    """What texts must not say."""

    @model_validator(mode="after")
    def _known_preferences(self) -> Self:
        for language, pairs in self.preferred.items():
            variants = self.variants.get(language, ())
            for variant, better in pairs.items():
                if variant not in variants or better not in (self.name.get(language), *variants) or variant == better:
                    raise ValueError(
                        f"`preferred` says `{better}` for `{variant}`: the one must be among the `variants` of "
                        f"`{language}`, the other its `name` or another variant"
                    )
        return self


class Wording(Form):
    """Words that a law or the company prescribes, once in each language; documents quote them by name."""

    name: Words
    words: Words
    law: Key | None = None
    """The law that prescribes them."""
    owner: Key
    """The post that answers for them."""
    approved: Mapping[Language, date] = Field(default_factory=dict)
    """Counts no longer: words are approved by a signed record. It can be read still, since earlier contents have it."""


class System(Form):
    """A company system that texts refer to by name."""

    name: Words
    url: Web


class Lowered(Form):
    """A rule whose severity this company lowers, and why."""

    severity: Literal["note", "warning"]
    reason: Annotated[str, StringConstraints(min_length=10, max_length=500)]


class CheckSettings(Form):
    """Settings of ``sopwright check``."""

    lowered: Mapping[Annotated[str, StringConstraints(pattern=r"^SW\d{3}$")], Lowered] = Field(default_factory=dict)
