"""Who may read what: every way to be allowed, every way to be refused, and what must hold of any handbook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.model.registers import EVERYONE, PUBLIC, VISITOR, Audience, Group, Role, Roles
from sopwright.visibility import Decision, decide, decide_audience, readers

NAME = {"en": "A name"}
ROLES = Roles(
    roles={key: Role(name=NAME) for key in ("visitor", "agent", "team-lead", "manager")},
    groups={
        "leads": Group(name=NAME, roles=("team-lead", "manager")),
        "ghosts": Group(name=NAME, roles=("ghost",)),
    },
)


def _audience(*roles: str) -> Audience:
    return Audience(name=NAME, roles=roles)


@pytest.mark.parametrize(
    ("role", "visibility", "decision"),
    [
        ("agent", ["public"], Decision(True, "it is public")),
        ("visitor", ["public"], Decision(True, "it is public")),
        ("agent", ["manager", "agent"], Decision(True, "the role `agent` is named")),
        ("visitor", ["visitor"], Decision(True, "the role `visitor` is named")),
        ("agent", ["everyone"], Decision(True, "all staff may read it")),
        ("team-lead", ["leads"], Decision(True, "the role `team-lead` belongs to the group `leads`")),
        ("manager", ["nobody", "leads"], Decision(True, "the role `manager` belongs to the group `leads`")),
        ("agent", ["leads"], Decision(False, "the role `agent` is not among `leads`")),
        ("agent", ["team-lead", "leads"], Decision(False, "the role `agent` is not among `team-lead`, `leads`")),
        ("visitor", ["everyone"], Decision(False, "the role `visitor` is not among `everyone`")),
        ("agent", [], Decision(False, "the role `agent` is not among nobody")),
        ("agent", ["unknown"], Decision(False, "the role `agent` is not among `unknown`")),
        ("agent", ["Agent", "agent "], Decision(False, "the role `agent` is not among `Agent`, `agent `")),
    ],
)
def test_a_decision_and_its_reason(role: str, visibility: list[str], decision: Decision) -> None:
    assert decide(role, visibility, ROLES) == decision


@pytest.mark.parametrize("visibility", [["public"], ["everyone"], ["ghost"], ["ghosts"], []])
def test_a_role_that_the_register_does_not_know_reads_nothing(visibility: list[str]) -> None:
    assert decide("ghost", visibility, ROLES) == Decision(False, "`ghost` is not a role of the register")


def test_an_audience_reads_what_each_of_its_roles_may_read() -> None:
    both = _audience("team-lead", "manager")
    assert decide_audience(both, ["leads"], ROLES).allowed
    assert decide_audience(both, ["public"], ROLES) == Decision(True, "it is public")
    one = decide_audience(both, ["manager"], ROLES)
    assert one == Decision(False, "the role `team-lead` is not among `manager`")


def test_an_audience_names_each_reason_once() -> None:
    assert decide_audience(_audience("agent", "manager"), ["everyone"], ROLES).reason == "all staff may read it"
    mixed = decide_audience(_audience("agent", "manager"), ["agent", "leads"], ROLES)
    assert mixed.reason == "the role `agent` is named; the role `manager` belongs to the group `leads`"


def test_an_audience_without_roles_reads_nothing_not_even_what_is_public() -> None:
    assert decide_audience(_audience(), ["public"], ROLES) == Decision(False, "the audience has no role")


def test_an_audience_with_an_unknown_role_reads_nothing() -> None:
    assert not decide_audience(_audience("agent", "ghost"), ["public", "everyone", "agent"], ROLES).allowed


def test_visibility_may_be_any_iterable() -> None:
    assert decide_audience(_audience("team-lead", "manager"), iter(["leads"]), ROLES).allowed
    assert readers(iter(["leads"]), ROLES) == {"team-lead", "manager"}


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [
        (["public"], {"visitor", "agent", "team-lead", "manager"}),
        (["everyone"], {"agent", "team-lead", "manager"}),
        (["leads", "agent"], {"agent", "team-lead", "manager"}),
        (["visitor"], {"visitor"}),
        (["ghosts", "unknown"], set()),
        ([], set()),
    ],
)
def test_readers(visibility: list[str], expected: set[str]) -> None:
    assert readers(visibility, ROLES) == expected


# What must hold of any register and any visibility.

KNOWN = (VISITOR, "a", "b", "c", "d")
GROUPS = ("g", "h")
UNKNOWN = ("x", "y", "A", "")
roles_of_a_register = st.builds(
    lambda roles, groups: Roles(
        roles={key: Role(name=NAME) for key in roles},
        groups={key: Group(name=NAME, roles=tuple(members)) for key, members in groups.items()},
    ),
    st.sets(st.sampled_from(KNOWN)),
    st.dictionaries(st.sampled_from(GROUPS), st.lists(st.sampled_from((*KNOWN, "x")), min_size=1, max_size=4)),
)
visibilities = st.lists(st.sampled_from((*KNOWN, *GROUPS, *UNKNOWN, EVERYONE, PUBLIC)), max_size=6)
audiences = st.lists(st.sampled_from((*KNOWN, "x")), max_size=4).map(lambda roles: _audience(*roles))


@given(roles_of_a_register, visibilities, st.data())
def test_narrowing_never_adds_a_reader(roles: Roles, visibility: list[str], data: st.DataObject) -> None:
    narrower = data.draw(st.lists(st.sampled_from(visibility), unique=True)) if visibility else []
    assert readers(narrower, roles) <= readers(visibility, roles)


@given(roles_of_a_register, audiences, visibilities)
def test_an_audience_never_sees_what_one_of_its_roles_may_not(
    roles: Roles, audience: Audience, visibility: list[str]
) -> None:
    allowed = decide_audience(audience, visibility, roles).allowed
    assert allowed == (bool(audience.roles) and set(audience.roles) <= readers(visibility, roles))


@given(roles_of_a_register, audiences, visibilities, st.sampled_from((*KNOWN, "x")))
def test_another_role_never_lets_an_audience_see_more(
    roles: Roles, audience: Audience, visibility: list[str], role: str
) -> None:
    if audience.roles and decide_audience(_audience(*audience.roles, role), visibility, roles).allowed:
        assert decide_audience(audience, visibility, roles).allowed


@given(roles_of_a_register, visibilities, st.text(max_size=8).filter(lambda name: name not in (PUBLIC, EVERYONE)))
def test_a_name_that_nobody_knows_changes_nothing(roles: Roles, visibility: list[str], name: str) -> None:
    if name not in roles.roles and name not in roles.groups:
        assert readers([*visibility, name], roles) == readers(visibility, roles)


@given(roles_of_a_register, visibilities)
def test_order_and_repetition_do_not_matter(roles: Roles, visibility: list[str]) -> None:
    assert readers([*reversed(visibility), *visibility], roles) == readers(visibility, roles)


@given(roles_of_a_register, visibilities)
def test_a_visitor_reads_only_what_names_visitors_or_is_public(roles: Roles, visibility: list[str]) -> None:
    of_groups = {name for name, group in roles.groups.items() if VISITOR in group.roles}
    named = {PUBLIC, VISITOR, *of_groups}
    if VISITOR in readers(visibility, roles):
        assert named & set(visibility)


@given(roles_of_a_register, visibilities, st.sampled_from(KNOWN))
def test_a_decision_always_has_a_reason(roles: Roles, visibility: list[str], role: str) -> None:
    assert decide(role, visibility, roles).reason
    assert decide_audience(_audience(role), visibility, roles).reason
