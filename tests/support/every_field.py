"""One case with a word of its own in every field that holds text, found by walking the types, and a reader of whatever files come out.

A field that is added to a value of the domain is filled by itself. A value that the case has no example of is missed, which
``fields_with_text`` finds.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from html import unescape
from typing import Any, get_args, get_origin
from urllib.parse import unquote_plus

import pypdf

from netmeet.domain.advocate import AdvocateCheck, Candidate
from netmeet.domain.capacity import CapacityAssessment, CapacityOutcome, Consulted, DecisionAbout, HowHeard
from netmeet.domain.casefile import CaseFile, KeptCase, Profile, StaffLink, TakenOff
from netmeet.domain.chosen import Answer, OptionChoice
from netmeet.domain.dates import PartialDate
from netmeet.domain.emotional import EmotionalKind
from netmeet.domain.meeting import (
    AdultSays,
    AgendaItem,
    Answered,
    Decided,
    FamilyTime,
    FamilyTimeAnswer,
    Invitation,
    Invite,
    ItemKind,
    Meeting,
)
from netmeet.domain.mistakes import Mark, Verdict
from netmeet.domain.network import Child, Household, Member, Sphere, Tie, TieKind
from netmeet.domain.options import Change, HowContact, Option
from netmeet.domain.outcomes import SafePoint, SafeReading, Sharing, Wish, Working
from netmeet.domain.papers_out import PaperAct, PaperStep
from netmeet.domain.plain import fields_of
from netmeet.domain.readings import (
    SAYABLE,
    Basis,
    Closeness,
    Concern,
    ConcernLevel,
    ConcernType,
    Contact,
    Direction,
    Emotional,
    Flow,
    Frequency,
    Importance,
    ImportanceLevel,
    Presence,
    Reading,
    Restriction,
    RestrictionKind,
    Ring,
    Strain,
    StrainLevel,
    Strength,
    StrengthLevel,
    Stress,
    Support,
    SupportKind,
    Value,
    Voice,
    Wants,
    WantsAnswer,
    What,
)
from netmeet.domain.risk_taking import Agreed, RiskTaking
from netmeet.exchange.ids import PREFIXES, REFERENCES
from tests.support.make import TODAY, a_case, a_reading, a_union
from tests.support.site import START

ACCOUNTS = {(Profile, "worker_id"), (Member, "staff_id"), (StaffLink, "username")}
"""What names accounts, and is no words. Every other id stands in a table of the exchange."""

ADULT, KIN, FRIEND, ABSENT, HELPER, HIDDEN, GONE = "adult", "kin", "friend", "absent", "helper", "hidden", "gone"
PEOPLE = (ADULT, KIN, FRIEND, ABSENT, HELPER, HIDDEN, GONE)
"""The adult; a sister, asked to part 1; a friend, asked to part 2; a friend who is not invited; a paid helper; a brother who is
kept off copies; and somebody who was taken off the map."""

_LETTERS = "bcdghjkmnprtvw"
WORD = re.compile(rf"zq[{_LETTERS}]+zq")


def text_fields(kind: Any) -> tuple[str, ...]:
    """The fields of a value that hold words, and no id."""
    return tuple(
        one.name
        for one in fields_of(kind)
        if str in (one.type, *get_args(one.type))
        and (kind, one.name) not in ACCOUNTS
        and (kind, one.name) not in REFERENCES
        and not (one.name == "id" and kind in PREFIXES)
    )


def fields_with_text(kind: Any = KeptCase) -> frozenset[str]:
    """Every field with words of everything that a case can hold, by its types alone, as “Member.name”."""
    found: set[str] = set()
    waiting, seen = [kind, *(row.value for row in SAYABLE.values())], set()
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if not is_dataclass(one) or one in seen:
            continue
        seen.add(one)
        found |= {f"{one.__name__}.{name}" for name in text_fields(one)}
        waiting += [held.type for held in fields_of(one)]
    return frozenset(found)


@dataclass
class Words:
    """The word of every field: “Member.name of kin” and the like."""

    of: dict[str, str] = field(default_factory=dict)

    def __call__(self, kind: str, name: str, whose: str) -> str:
        key = f"{kind}.{name} of {whose}" if whose else f"{kind}.{name}"
        return self.of.setdefault(key, _word(len(self.of)))

    def fill(self, value: Any, whose: str = "") -> Any:
        """A value with its word in every text field, and in those of everything it holds."""
        if isinstance(value, tuple):
            return tuple(self.fill(one, whose) for one in value)
        if not is_dataclass(value) or isinstance(value, PartialDate):
            return value
        kind: Any = type(value)
        whose = _whose(value) or whose
        typed, held = text_fields(kind), {one.name: getattr(value, one.name) or _example(one.type) for one in fields_of(kind)}
        held = {name: getattr(value, name) if found is None else found for name, found in held.items()}
        told = {
            name: self._told(kind.__name__, name, whose, held[name]) if name in typed else self.fill(held[name], whose) for name in held
        }
        return replace(value, **told)

    def _told(self, kind: str, name: str, whose: str, now: Any) -> Any:
        word = self(kind, name, whose)
        return (word,) if isinstance(now, tuple) else word

    def found(self, text: str) -> frozenset[str]:
        """The fields whose words are in a text, however it is encoded and wherever its lines break."""
        told = {word: key for key, word in self.of.items()}
        seen: set[str] = set()
        for way in (text, unescape(text), unquote_plus(text), re.sub(r"<[^>]*>", "", text)):
            squeezed = re.sub(r"[\s­]|-(?=\n)", "", way).casefold()
            seen |= {told[word] for word in WORD.findall(squeezed) if word in told}
        return frozenset(seen)


def _example(kind: Any) -> Any:
    """One of what an empty list may hold, where that needs no id of something else; None of anything else."""
    listed = get_args(kind)
    one = listed[0] if get_origin(kind) is tuple and is_dataclass(listed[0]) else None
    if one is None or any(key[0] is one for key in REFERENCES) or one in PREFIXES:
        return None
    return (one(**{found.name: _least(found.type) for found in fields_of(one) if found.required}),)


def _least(kind: Any) -> Any:
    if type(None) in get_args(kind):
        return None
    return next(iter(kind)) if isinstance(kind, type) and issubclass(kind, Enum) else {bool: True, int: 1, date: TODAY}.get(kind, "x")


def _word(number: int) -> str:
    high, low = divmod(number, len(_LETTERS))
    return f"zq{_LETTERS[high % len(_LETTERS)]}{_LETTERS[low]}{_LETTERS[high // len(_LETTERS)]}zq"


def _whose(value: Any) -> str:
    """What sets two of a kind apart for somebody who may see one and not the other."""
    match value:
        case Member():
            return value.id
        case Reading(id="slip"):
            return "a slip"
        case Reading():
            return "the adult" if value.voice is Voice.ADULT else "another"
        case Wish():
            return {Sharing.EVERYONE_INVITED: "all", Sharing.CHOSEN: "some"}.get(value.sharing, "none")
        case AgendaItem():
            return f"part {value.part}"
    return ""


# ---------------------------------------------------------------- the case

SAID: Mapping[Any, Value] = {
    what: value
    for value in (
        Importance(ImportanceLevel.VERY),
        Closeness(Ring.FRIENDSHIP),
        Support(SupportKind.MONEY, Direction.B_TO_A, "x"),
        Contact(Frequency.DAILY, "x"),
        Strength(StrengthLevel.STRONG),
        Flow(None),
        Stress(stressed=True),
        Emotional(EmotionalKind.OTHER, Direction.BOTH, "x"),
        Wants(WantsAnswer.CHANGE, "x"),
        Strain(StrainLevel.STRETCHED, "x"),
        Concern(ConcernType.FINANCIAL, ConcernLevel.SERIOUS, Direction.B_TO_A, "x"),
        Restriction(RestrictionKind.NON_MOLESTATION, Direction.B_TO_A, "x", "x", date(2026, 1, 1), date(2028, 1, 1)),
    )
    for what, row in SAYABLE.items()
    if isinstance(value, row.value)
}
"""One of everything that can be said. A new one is missed here, which a test says."""


def _readings() -> Iterator[Reading]:
    """Everything in the adult's voice and in another; what is about harm, of the friend who is not invited."""
    for what, value in SAID.items():
        harm = isinstance(value, Concern | Restriction)
        for voice in (Voice.ADULT, Voice.OTHER):
            for about in (f"adult-{ABSENT}",) if harm else (f"adult-{KIN}", f"adult-{HIDDEN}", f"adult-{FRIEND}"):
                member = about.removeprefix("adult-")
                on = about if SAYABLE[what].of_tie else member
                yield a_reading(on, value, voice, basis=Basis.SEEN if harm else None, present=(KIN,), presence=Presence.WITH_OTHERS)
    yield a_reading(f"adult-{KIN}", SAID[What.SUPPORT], id="slip")


def _meeting() -> Meeting:
    before = {"answers_before": (Answered(AdultSays.NO),), "decisions_before": (Decided(Invite.TALK_FIRST),)}
    decided = {"adult_says": AdultSays.YES, "decided_on": TODAY, **before}
    return Meeting(
        "meeting",
        on=datetime(2026, 12, 10, 14, 0),  # noqa: DTZ001 (local time, as on the letter)
        review_on=date(2027, 3, 4),
        family_time=FamilyTime(FamilyTimeAnswer.YES, Presence.ALONE, KIN),
        invitations=(
            Invitation(KIN, **decided, decision=Invite.INVITE),
            Invitation(FRIEND, **decided, decision=Invite.SEPARATE_PART, part=2),
            Invitation(ABSENT, AdultSays.NO, decision=Invite.NOT_INVITED, decided_on=TODAY),
        ),
        agenda=tuple(
            AgendaItem(f"{kind.name}-{part}", kind, "x", minutes=30, part=part)
            for part in (1, 2)
            for kind in (ItemKind.OTHER, ItemKind.WHO_DOES_WHAT)
        ),
    )


def _case() -> CaseFile:
    spheres = {KIN: Sphere.FAMILY, HELPER: Sphere.PAID, HIDDEN: Sphere.FAMILY, GONE: Sphere.FAMILY}
    people = [Member(one, "x", sphere=spheres.get(one, Sphere.FRIEND), off_copies=one == HIDDEN) for one in PEOPLE]
    kinds = {Sphere.FAMILY: TieKind.KINSHIP, Sphere.PAID: TieKind.PAID}
    ties = [Tie(f"adult-{one.id}", ADULT, one.id, kinds.get(one.sphere, TieKind.SOCIAL), "x") for one in people[1:]]
    tie = f"adult-{KIN}"
    return a_case(
        *people,
        *ties,
        *_readings(),
        a_union(children=tuple(Child(one, multiple="x") for one in (ADULT, KIN, HIDDEN)), label="x"),
        Household("home", "x", (ADULT, KIN)),
        profile=Profile("case", ADULT),
        wishes=(
            Wish("w1", 1, "x", Sharing.EVERYONE_INVITED),
            Wish("w2", 2, "x", Sharing.CHOSEN, (KIN,)),
            Wish("w3", 3, "x"),
        ),
        safe=(SafeReading("s", SafePoint.BEFORE, 4, 10, Presence.ALONE),),
        workings=(Working("k", working=True, words="x"),),
        capacity=(
            CapacityAssessment(
                "c",
                DecisionAbout.OTHER,
                "x",
                TODAY,
                "x",
                CapacityOutcome.LACKS,
                weigh=False,
                consulted=(Consulted(KIN, HowHeard.IN_WRITING),),
            ),
        ),
        meetings=(_meeting(),),
        options=(Option("o", "x", (Change(KIN, HowContact.FEWER),)),),
        choices=(OptionChoice("x", tie, "x", "x", Answer.CHANGED, Voice.ADULT),),
        risks=(RiskTaking("y", tie, "x", safeguards=("x",), agreed=(Agreed(FRIEND, agrees=True),)),),
        advocates=(AdvocateCheck("v", candidates=(Candidate(FRIEND),)),),
        papers=(PaperStep("p", "meeting", KIN, PaperAct.LETTER),),
    )


def every_field() -> tuple[KeptCase, Words]:
    """The case, with somebody who was taken off the map, and the word of every field."""
    words = Words()
    slip = Mark("slip", Verdict.MISTAKE, "x")
    return KeptCase(words.fill(_case()), (TakenOff(GONE, START),), marks=words.fill((slip,))), words


# ---------------------------------------------------------------- reading files


def told_by(data: bytes) -> str:
    """Everything that a file holds and a program could find in it: words, titles, alternative text, names of its parts."""
    if data.startswith(b"%PDF-"):
        return _told_by_pdf(pypdf.PdfReader(io.BytesIO(data)))
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return "\n".join([*file.namelist(), *(told_by(file.read(name)) for name in file.namelist())])
    if data.startswith(b"\x89PNG"):
        return "\n".join(chunk.decode("latin-1") for chunk in _chunks(data))
    return data.decode("utf-8", "replace").replace("\r\n ", "")  # the lines of a calendar entry are folded


def names_in(data: bytes) -> str:
    """The names of the files in a file, where it holds some."""
    if not data.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return " ".join(file.namelist())


def _told_by_pdf(pdf: pypdf.PdfReader) -> str:
    told = [page.extract_text() for page in pdf.pages] + [str(pdf.metadata or "")]
    for number in range(1, int(pdf.trailer["/Size"])):
        held = pdf.get_object(number)
        told.append(str(held))
        if isinstance(held, pypdf.generic.StreamObject) and held.get("/Type") == "/Metadata":
            told.append(held.get_data().decode("utf-8", "replace"))
    return "\n".join(told)


def _chunks(png: bytes) -> Iterator[bytes]:
    """Every chunk of a picture but those of its points."""
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] != b"IDAT":
            yield png[at + 4 : at + 8 + length]
        at += 12 + length
