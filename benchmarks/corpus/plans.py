"""What each document is before it has words: its number, its readers, its steps and what follows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.corpus.pool import Heading, pool

PROCEDURES_A_POLICY = 25
_TOPICS = {
    "service": ("SVC", "seat calls customer-data writing selling complaints growing".split()),
    "management": ("MGT", "duties time planning quality people systems".split()),
    "policies": ("POL", "working-here law-and-data quality-and-conduct".split()),
}


@dataclass(frozen=True)
class Circle:
    """Who may read a document, who carries it out and who owns it."""

    visibility: str
    share: int
    """Of a hundred documents."""
    posts: tuple[str, ...]
    owner: str
    narrower: str
    """Readers of whom a block may hold something for them only."""


CIRCLES = (
    Circle("public", 6, ("agent", "team-lead"), "team-lead", "team-lead-and-above"),
    Circle("everyone", 66, ("agent", "team-lead", "quality"), "team-lead", "team-lead-and-above"),
    Circle("team-lead-and-above, quality, trainer, planner", 12, ("quality", "planner"), "project-manager", "managers"),
    Circle("team-lead-and-above", 10, ("team-lead", "project-manager"), "project-manager", "managers"),
    Circle("managers", 6, ("project-manager", "sales-manager"), "centre-manager", ""),
)
"""From the widest to the narrowest: whoever reads a document may read those of the wider circles as well."""


@dataclass(frozen=True)
class StepPlan:
    """A step."""

    id: str
    heading: Heading
    by: str
    within: str
    then: str = ""
    """What follows, unless answers decide."""
    choose: Mapping[str, str] = field(default_factory=dict)
    """What follows each answer."""


@dataclass(frozen=True)
class Plan:
    """A document without its words."""

    number: int
    """Its place among all documents."""
    id: str
    folder: str
    kind: str
    book: str
    topic: str
    circle: int
    headings: tuple[Heading, ...]
    """Of its steps or clauses."""
    steps: tuple[StepPlan, ...] = ()

    def answers(self, step: str) -> tuple[str, ...]:
        """The answers of a step."""
        return tuple(answer for own in self.steps if own.id == step for answer in own.choose)

    @property
    def readers(self) -> Circle:
        """Who may read it."""
        return CIRCLES[self.circle]


def plans(procedures: int, seed: int) -> list[Plan]:
    """All documents, procedures first; those of a smaller handbook are, but for links, those of a larger one too."""
    policies = max(1, procedures // PROCEDURES_A_POLICY)
    bare = [_bare(number, number >= procedures, seed) for number in range(procedures + policies)]
    return [_with_steps(plan, bare, seed) if plan.kind == "procedure" else plan for plan in bare]


def wider(plan: Plan, everything: Sequence[Plan], chance: Random) -> Plan:
    """Another document that all readers of this one may read."""
    for _ in range(100):
        other = everything[chance.randrange(len(everything))]
        if other.circle <= plan.circle and other.number != plan.number:
            return other
    return everything[1 if plan.number == 0 else 0]


def _bare(number: int, is_policy: bool, seed: int) -> Plan:
    chance = Random(f"{seed}:{number}")  # noqa: S311  # nothing secret
    everybody = is_policy or number < 2  # there is always a document that all may read
    circle = 1 if is_policy else 0 if everybody else _circle(chance)
    managed = number % 3 == 2
    book = "policies" if is_policy else "management" if managed else "service"
    prefix, topics = _TOPICS[book]
    own = pool()
    headings = chance.sample(own.clauses, 9) if is_policy else _step_headings(chance)
    home = "policies" if is_policy else f"handbook/{book}"
    return Plan(
        number=number,
        id=f"{prefix}-{number + 1:03}",
        folder=f"{home}/document-{number + 1:05}",
        kind="policy" if is_policy else "procedure",
        book=book,
        topic=topics[number // 3 % len(topics)],
        circle=circle,
        headings=tuple(headings),
    )


def _circle(chance: Random) -> int:
    return chance.choices(range(len(CIRCLES)), [circle.share for circle in CIRCLES])[0]


def _step_headings(chance: Random) -> list[Heading]:
    """Steps and questions in any order; the first and the last are no questions."""
    own = pool()
    questions = chance.sample(own.questions, chance.randint(2, 4))
    taken = {heading.id for heading in questions}
    steps = chance.sample([heading for heading in own.headings if heading.id not in taken], chance.randint(6, 8))
    middle = steps[1:-1] + questions
    chance.shuffle(middle)
    return [steps[0], *middle, steps[-1]]


def _with_steps(plan: Plan, everything: Sequence[Plan], seed: int) -> Plan:
    chance = Random(f"{seed}:{plan.number}:steps")  # noqa: S311  # nothing secret
    questions = {heading.id for heading in pool().questions}
    steps = []
    for place, heading in enumerate(plan.headings):
        within = chance.choice(("", "", _length(chance), "limit:registration"))
        decides = heading.id in questions
        choose = _choose(plan, place, everything, chance) if decides else {}
        then = "" if decides else _then(plan, place)
        steps.append(StepPlan(heading.id, heading, chance.choice(plan.readers.posts), within, then, choose))
    return replace(plan, steps=tuple(steps))


def _length(chance: Random) -> str:
    return f"{chance.randint(2, 45)} {chance.choice(('s', 'min'))}"


def _then(plan: Plan, place: int) -> str:
    last = place + 1 == len(plan.headings)
    return "end" if last else plan.headings[place + 1].id


def _choose(plan: Plan, place: int, everything: Sequence[Plan], chance: Random) -> Mapping[str, str]:
    """Yes goes on; no leads ahead, back or into another document; some questions have a third answer."""
    following = plan.headings[place + 1].id
    ahead = chance.choice([heading.id for heading in plan.headings[place + 2 :]] or ["end"])
    back = chance.choice(plan.headings[:place]).id
    other = wider(plan, everything, chance)
    elsewhere = f"{other.id}#{chance.choice(other.headings).id}"
    third = chance.choice(({}, {}, {"later": "end"}, {"unclear": back}, {"company": ahead}))
    return {"yes": following, "no": chance.choice((ahead, ahead, back, elsewhere)), **third}
