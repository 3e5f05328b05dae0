"""What members, ties, unions and households ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from wtforms.validators import ValidationError

from netmeet.domain.kinship import Relation
from netmeet.domain.network import (
    Child,
    ChildKind,
    Gender,
    Household,
    Member,
    MemberKind,
    Network,
    Sphere,
    Tie,
    TieKind,
    Union,
    UnionKind,
)
from netmeet.web.cases.forms import GENDERS
from netmeet.web.fields import number, of_people, one_of, paragraph, pick, rough_date, several, tidy, whole, words, yes
from netmeet.web.forms import Form

TIE_KINDS = {
    TieKind.KINSHIP.value: "Family",
    TieKind.SOCIAL.value: "Friends, neighbours, community",
    TieKind.PAID.value: "Somebody is paid",
}
AGES = {"": "Not known", "yes": "Under 18", "no": "18 or over"}
CHILDREN = {
    ChildKind.BIRTH: "Born to them",
    ChildKind.ADOPTED: "Adopted",
    ChildKind.FOSTER: "Fostered",
    ChildKind.STEP: "Stepchild",
    ChildKind.DONOR: "By donor",
    ChildKind.KINSHIP_CARE: "In kinship care",
}


class MemberForm(Form):
    """Everything kept about one member. Only the name is asked for."""

    name = words("Name", needed="Enter a name")
    kind = one_of("What is it?", MemberKind, inline=True)
    sphere = pick("Where do they belong?", Sphere)
    does = words("What do they do?", hint="For example daughter, takes her shopping")
    gender = one_of("Gender they live in", GENDERS, inline=True)
    pronouns = words("Pronouns", limit=40)
    born = rough_date("Born")
    died = rough_date("Died")
    dead = yes("They have died, and the date is not known")
    age = one_of("If the birth date is not known: how old?", AGES, inline=True)
    birth_order = number(
        "Place among brothers and sisters", least=1, most=40, hint="1 is the eldest. Only where birth dates are not known."
    )
    address = paragraph("Address", rows=2, limit=500)
    phone = words("Telephone", limit=60)
    email = words("Email", limit=200)
    safe_contact = words("Safe ways and times to contact them", limit=500)
    communication = words("How best to communicate with them", limit=500)
    health = paragraph("Health, as far as it matters here", hint="For the worker only. It never stands on a copy that leaves.", rows=2)
    staff_id = pick(
        "Are they also a member of staff with an account?",
        {},
        empty="No",
        hint="If so they cannot open this case, whatever their role. To take it back lets them in: only the case’s supervisor can.",
    )
    off_copies = yes("Keep them off every copy that leaves", hint="For example a new partner that the family must not learn of")

    def member(self, before: Member) -> Member:
        """The member with what was typed. Call it after validation only."""
        typed = {
            name: self[name].data
            for name in (
                "name",
                "does",
                "pronouns",
                "born",
                "died",
                "dead",
                "address",
                "phone",
                "email",
                "safe_contact",
                "communication",
                "health",
                "off_copies",
            )
        }
        return replace(
            before,
            kind=MemberKind(self.kind.data or MemberKind.PERSON),
            sphere=Sphere(self.sphere.data or Sphere.OTHER),
            gender=Gender(self.gender.data or Gender.UNKNOWN),
            under_18={"yes": True, "no": False}.get(self.age.data),
            birth_order=whole(self.birth_order.data),
            staff_id=self.staff_id.data or None,
            **typed,
        )


class NewMemberForm(MemberForm):
    """A new member, and who they are tied to."""

    tie_to = pick("Who do they know?", {}, empty="Nobody on the map yet")
    tie_kind = one_of("How do they come to know one another?", TIE_KINDS, inline=True)


class TieForm(Form):
    """How two members come to know one another."""

    below = ("kind", "label")
    kind = one_of("How do they come to know one another?", TIE_KINDS, needed="Choose how they know one another")
    label = words("In a word or two", hint="For example best friend, landlord, mornings carer", limit=120)

    def tie(self, before: Tie) -> Tie:
        """The tie with what was typed. Call it after validation only."""
        return replace(before, kind=TieKind(self.kind.data), label=self.label.data)


class NewTieForm(TieForm):
    """A tie between any two members."""

    one = pick("Who?", {}, empty="Choose", needed="Choose somebody")
    other = pick("And whom?", {}, empty="Choose", needed="Choose somebody else")


class TakeOffForm(Form):
    """Taking somebody off the map, where something was said about them."""

    sure = yes("Worries and orders about them may go out of sight")


class BetweenForm(Form):
    """Two members between whom something is to be written down."""

    one = pick("Between", {}, empty="Choose", needed="Choose somebody")
    other = pick("and", {}, empty="Choose", needed="Choose somebody else")


class RelativeForm(Form):
    """How somebody is related to somebody else."""

    relation = pick("They are the", Relation, empty="Choose", needed="Choose how they are related")
    of = pick("of", {}, needed="Choose whose relative they are")


class UnionForm(Form):
    """A couple, or a parent alone, with their children."""

    first = pick("First partner or parent", {}, empty="Not known")
    second = pick("Second partner or parent", {}, empty="Nobody, or not known")
    kind = pick("How are or were they joined?", UnionKind, empty="Choose, for a couple")
    start = rough_date("From")
    end = rough_date("Until")
    label = words("A word for it", hint="Only if none of the kinds fits", limit=60)
    children = several(
        "Their children", {}, hint="Tick each child. How each belongs to them is asked below, once they are ticked and saved."
    )

    def validate_kind(self, field: Any) -> None:
        """Of two, somebody has to say how they are joined; it is never taken for granted."""
        if not field.data and self.first.data and self.second.data:
            raise ValidationError("Choose how they are or were joined")

    def union(self, before: Union, sent: Mapping[str, str]) -> Union:
        """The union with what was typed. ``sent`` gives ``kind-<child>`` and ``multiple-<child>``."""
        known = {child.member: child for child in before.children}
        ticked = [child.member for child in before.children if child.member in self.children.data]
        ticked += [member for member in self.children.data if member not in ticked]
        children = tuple(_child(known.get(member, Child(member)), sent) for member in ticked)
        partners = tuple(partner for partner in (self.first.data, self.second.data) if partner) + before.partners[2:]
        return replace(
            before,
            partners=partners,
            kind=UnionKind(self.kind.data or UnionKind.SINGLE),
            start=self.start.data,
            end=self.end.data,
            label=self.label.data,
            children=children,
        )


@dataclass(frozen=True, slots=True)
class ChildRow:
    """How a child belongs to a union: as it was just chosen, and as it is saved."""

    child: Child
    saved: Child


def child_rows(union: Union, sent: Mapping[str, str]) -> tuple[ChildRow, ...]:
    """A row for each child of a union."""
    return tuple(ChildRow(_child(child, sent), child) for child in union.children)


def _child(before: Child, sent: Mapping[str, str]) -> Child:
    kind = sent.get(f"kind-{before.member}", before.kind.value)
    twin = tidy(sent.get(f"multiple-{before.member}", before.multiple))[:20]
    return replace(before, kind=ChildKind(kind) if kind in set(ChildKind) else before.kind, multiple=twin)


class HouseholdForm(Form):
    """People under one roof."""

    name = words("A name for it", hint="For example Rose’s flat. Not the address.", limit=120)
    members = several("Who lives there?", {})

    def household(self, before: Household) -> Household:
        """The household with what was typed."""
        return replace(before, name=self.name.data, members=tuple(self.members.data or ()))


def offer(field: Any, people: Iterable[Any], *, keep: int = 0) -> None:
    """Fill in a field's choices with people; the first ``keep`` choices stay."""
    field.choices = [*field.choices[:keep], *of_people(people)]


def people_of(network: Network, *more: MemberKind, named: Iterable[str] = ()) -> list[Member]:
    """The persons on a map and members of ``more`` kinds, by name; and whoever is ``named`` already, of whatever kind."""
    kinds, known = {MemberKind.PERSON, *more}, set(named)
    people = [member for member in network.members if member.kind in kinds or member.id in known]
    return sorted(people, key=lambda member: (member.name.casefold(), member.id))
