"""Others on the map who may be at risk, or of whom others may be: questions with the route to take, never a verdict."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from netmeet.domain.families import families
from netmeet.domain.network import Member, MemberKind, Network, Sphere, TieKind
from netmeet.domain.readings import Concern, Contact, Frequency, Reading, Strain, StrainLevel, SupportKind, What
from netmeet.domain.reliance import still_passes
from netmeet.domain.situation import told_once
from netmeet.domain.voices import ends, said_of
from netmeet.domain.wording import CONTACT, STRAIN, Wording, sentence

CARE = frozenset({SupportKind.PERSONAL_CARE, SupportKind.PRACTICAL})


class Group(StrEnum):
    """Whom a question is about, in the order that they are asked."""

    CHILD = "A child who lives there or visits, is close to a worry, or is named in one"
    YOUNG_CARER = "A child who helps to care"
    CARER = "A carer in their own right"
    ADULT = "Another adult who may be harmed"
    TRUST = "Somebody in a position of trust"


ROUTES = MappingProxyType(
    {
        Group.CHILD: (
            "The council’s children’s services: say what is known, and ask what they know. "
            "Tell whoever has parental responsibility, unless that is not safe."
        ),
        Group.YOUNG_CARER: "The council’s children’s services: ask for a young carer’s needs to be assessed, with the child asked alone.",
        Group.CARER: (
            "A carer’s assessment of their own. Where they may be harmed and have needs for care and support, "
            "a safeguarding concern of their own (Care Act 2014, section 42)."
        ),
        Group.ADULT: (
            "Ask them alone and safely. A safeguarding concern of their own where section 42 of the Care Act 2014 may apply; "
            "otherwise a domestic abuse service, if they want one."
        ),
        Group.TRUST: "The council’s process for people in positions of trust. It decides who tells an employer what, and when.",
    }
)
"""The route to take. What a council calls each is its own."""


@dataclass(frozen=True, slots=True)
class OtherAtRisk:
    """One question about one member: what it asks, the facts that raise it (never empty), and where to take it."""

    group: Group
    member: str
    asks: str
    facts: tuple[str, ...]
    route: str

    @property
    def place(self) -> int:
        """Where its group stands in the order of groups."""
        return list(Group).index(self.group)


def others_at_risk(words: Wording) -> tuple[OtherAtRisk, ...]:
    """Return every question about somebody other than the adult, by group and then by name."""
    seen = _Seen(words)
    living = [one for one in words.network.members if one.id != words.network.adult_id and not one.has_died]
    found = [question for member in living for rule in _RULES if (question := rule(seen, member)) is not None]
    return tuple(sorted(found, key=lambda one: (one.place, words.name(one.member), one.member)))


@dataclass(frozen=True)
class _Seen:
    """What is worked out once for a whole map."""

    words: Wording

    @property
    def network(self) -> Network:
        return self.words.network

    @property
    def adult_id(self) -> str:
        return self.network.adult_id or ""

    @cached_property
    def _worries(self) -> tuple[dict[str, list[tuple[str, Reading]]], dict[str, list[tuple[str, Reading]]]]:
        """Every worry along a tie, by the one who may harm and by the one who may be harmed, each with the other end."""
        by, towards = dict[str, list[tuple[str, Reading]]](), dict[str, list[tuple[str, Reading]]]()
        for tie in self.network.ties:
            for reading in self.network.said(tie.id, What.CONCERN):
                if isinstance(reading.value, Concern) and _level(reading):
                    for source, target in ends(tie, reading.value.direction):
                        by.setdefault(source, []).append((target, reading))
                        towards.setdefault(target, []).append((source, reading))
        return by, towards

    @cached_property
    def _homes(self) -> dict[str, frozenset[str]]:
        """Everybody in one household with each member, the member among them."""
        found: dict[str, frozenset[str]] = {}
        for home in self.network.households:
            for member in home.members:
                found[member] = found.get(member, frozenset()) | frozenset(home.members)
        return found

    def towards(self, member: str) -> tuple[str, ...]:
        """Worries that somebody may be harmed, and worries about them as a person."""
        about = [reading for reading in said_of(self.network, member, What.CONCERN) if _level(reading)]
        return told_once(self.words, [reading for _, reading in self._worries[1].get(member, ())] + about)

    @cached_property
    def _told_by(self) -> dict[str, tuple[str, ...]]:
        return {source: told_once(self.words, [reading for _, reading in found]) for source, found in self._worries[0].items()}

    def by(self, member: str) -> tuple[str, ...]:
        """Worries that somebody may harm others."""
        return self._told_by.get(member, ())

    def around(self, member: str) -> tuple[str, ...]:
        """Worries about those whom somebody knows or lives with, and about whoever lives where the adult does."""
        near = {tie.other(member) for tie in self.network.ties_of(member)} | self.lives_with(member) | self.lives_with(self.adult_id)
        sources = sorted((self.words.name(source), source) for source in near - {member} if source in self._told_by)
        return tuple(dict.fromkeys(line for _, source in sources for line in self._told_by[source]))

    def lives_with(self, member: str) -> frozenset[str]:
        return self._homes.get(member, frozenset()) - {member}

    def at_home(self, member: str) -> tuple[str, ...]:
        """With whom of those about whom there is a worry a child lives, or whose child they are; then the worries."""
        parents = families(self.network.unions).parents.get(member, {})
        near = (self.lives_with(member) | frozenset(parents)) & self._told_by.keys()
        sources = sorted((self.words.name(source), source) for source in near - {member} if not self.network.member(source).has_died)
        homes = [
            sentence(f"{self.words.names((source, member))} live in one household")
            if source in self.lives_with(member)
            else sentence(f"{name} is a parent of {self.words.name(member)}")
            for name, source in sources
        ]
        return (*homes, *dict.fromkeys(line for _, source in sources for line in self._told_by[source]))

    def contact(self, member: str) -> str:
        """How a member and the adult are in touch, in words; empty where they are not, or it is not recorded."""
        if self.adult_id in self.lives_with(member):
            return sentence(f"{self.words.names((self.adult_id, member))} live in one household")
        for tie in self.network.ties_of(member):
            said = [reading.value for reading in said_of(self.network, tie.id, What.CONTACT)] if tie.joins(self.adult_id) else []
            last = said[-1] if said else None
            if isinstance(last, Contact) and last.often is not Frequency.NONE:
                return sentence(f"{self.words.names((self.adult_id, member))} {CONTACT[last.often]}")
        return ""

    def gives(self, member: str, kinds: frozenset[SupportKind]) -> tuple[str, ...]:
        """Help of some kinds that a member gives, to whom and of what kind."""
        found = set()
        for tie in self.network.ties_of(member):
            for kind, to in still_passes(tie, said_of(self.network, tie.id, What.SUPPORT)):
                if kind in kinds and to != member:
                    found.add(sentence(f"{self.words.name(member)} gives {self.words.name(to)} {kind}"))
        return tuple(sorted(found))

    def strain(self, member: str) -> tuple[str, ...]:
        said = [reading.value for reading in said_of(self.network, member, What.STRAIN)]
        levels = {value.level for value in said if isinstance(value, Strain) and value.level > StrainLevel.COPING}
        return tuple(sentence(f"{self.words.name(member)} was said to be {STRAIN[level]}") for level in sorted(levels, reverse=True))

    def is_paid(self, member: Member) -> bool:
        return member.sphere is Sphere.PAID or any(tie.kind is TieKind.PAID for tie in self.network.ties_of(member.id))


def _level(reading: Reading) -> int:
    return int(reading.value.level) if isinstance(reading.value, Concern) else 0


def _question(group: Group, member: Member, asks: str, *facts: str) -> OtherAtRisk:
    return OtherAtRisk(group, member.id, sentence(asks), tuple(dict.fromkeys(facts)), ROUTES[group])


# ---------------------------------------------------------------- the rules


def _child(seen: _Seen, member: Member) -> OtherAtRisk | None:
    """A child who may be harmed, is in touch with the adult and close to a worry, or lives with or belongs to whom it is about."""
    if member.kind is not MemberKind.PERSON or member.is_child(seen.words.as_of) is not True:
        return None
    name, named, touch = seen.words.name(member.id), seen.towards(member.id), seen.contact(member.id)
    if named:
        return _question(
            Group.CHILD, member, f"is {name}, who is under 18, safe, and who has asked {name}?", *named, *((touch,) if touch else ())
        )
    near = seen.around(member.id) if touch else ()
    facts = (touch, *near) if near else seen.at_home(member.id)
    if facts:
        return _question(Group.CHILD, member, f"what does {name}, who is under 18, see and hear, and is {name} safe there?", *facts)
    return None


def _young_carer(seen: _Seen, member: Member) -> OtherAtRisk | None:
    """A child who gives care, or who was asked how they manage as a carer."""
    name, gives, strain = seen.words.name(member.id), seen.gives(member.id, CARE), seen.strain(member.id)
    if member.kind is not MemberKind.PERSON or member.is_child(seen.words.as_of) is not True or not (gives or strain):
        return None
    asks = f"is {name}, who is under 18, a young carer: what does {name} do, and what does {name} miss for it?"
    return _question(Group.YOUNG_CARER, member, asks, *gives, *strain)


def _carer(seen: _Seen, member: Member) -> OtherAtRisk | None:
    """Somebody unpaid who gives care, and is strained or may be harmed. A child is asked about above; an age not known, here."""
    if member.kind is not MemberKind.PERSON or seen.is_paid(member) or member.is_child(seen.words.as_of) is True:
        return None
    gives, strained = seen.gives(member.id, CARE), (*seen.strain(member.id), *seen.towards(member.id))
    if not (gives and strained):
        return None
    name = seen.words.name(member.id)
    asks = f"who has asked {name}, alone, how {name} is, what {name} needs, and whether anybody harms {name}?{_age(seen, member)}"
    return _question(Group.CARER, member, asks, *gives, *strained)


def _age(seen: _Seen, member: Member) -> str:
    """The question that comes first where an age is not known: for a child the route is another."""
    return f" Is {seen.words.name(member.id)} under 18? That is not recorded" if member.is_child(seen.words.as_of) is None else ""


def _adult(seen: _Seen, member: Member) -> OtherAtRisk | None:
    """Another adult who may be harmed, and gives no care that would raise it above."""
    if member.kind is not MemberKind.PERSON or member.is_child(seen.words.as_of) is True or _carer(seen, member) is not None:
        return None
    towards, name = seen.towards(member.id), seen.words.name(member.id)
    if not towards:
        return None
    asks = f"was {name} asked alone, and does {name} have needs for care and support?{_age(seen, member)}"
    return _question(Group.ADULT, member, asks, *towards)


def _trust(seen: _Seen, member: Member) -> OtherAtRisk | None:
    """Somebody of whom there is a worry, and who is paid to help or helps as a volunteer; of anybody else it is asked."""
    by = seen.by(member.id)
    if not by or member.kind not in (MemberKind.PERSON, MemberKind.ORGANISATION):
        return None
    name = seen.words.name(member.id)
    if seen.is_paid(member):
        return _question(Group.TRUST, member, f"whom else does {name} help, and are they safe?", f"{name} is paid to help.", *by)
    if member.kind is MemberKind.PERSON and member.is_child(seen.words.as_of) is not True:
        asks = f"does {name} work or volunteer with people who need care, or with children? It is not recorded"
        return _question(Group.TRUST, member, asks, *by)
    return None


_RULES = (_child, _young_carer, _carer, _adult, _trust)
