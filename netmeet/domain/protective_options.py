"""The library of protective options, as data: what each is, when it fits, who agrees, and where it comes from."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Step(IntEnum):
    """How far an option reaches into the relationship, the least first."""

    ALONGSIDE = 1
    HELP = 2
    TALK = 3
    CONTACT = 4
    LAW = 5


STEPS = MappingProxyType(
    {
        Step.ALONGSIDE: "Nothing between them changes",
        Step.HELP: "Somebody gets help",
        Step.TALK: "They talk about it, with help",
        Step.CONTACT: "When, where or how they are in touch changes",
        Step.LAW: "The police or a court",
    }
)


class Brings(StrEnum):
    """Whom an option brings together: what must not be used hangs on it."""

    NOBODY = "nobody"
    IN_TOUCH = "in touch"
    TOGETHER = "together"


class Condition(StrEnum):
    """Facts of the map that an option can hang on, as a council's own file words them."""

    WORRY = "any worry"
    PHYSICAL = "physical or sexual harm"
    FRIGHTENED = "shouting, threats or control"
    MONEY = "money or belongings"
    MISSED_CARE = "care that is missed"
    NOT_ABUSE = "harm that is not abuse"
    SERIOUS = "a serious worry"
    ADULT_MAY_HARM = "the adult may harm the other"
    STRAIN = "strain"
    GIVES_CARE = "the other gives care"
    LIVES_WITH = "they live together"
    LIVES_APART = "they do not live together"
    WANTS_TO_KEEP = "the adult, alone, said to keep it"
    ORDER = "an order in force"
    INVESTIGATION = "a police investigation"
    SERIOUS_ABUSE = "serious abuse or control alleged"
    NOT_ASKED_ALONE = "the adult was not asked alone"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to make a relationship safer. ``{adult}`` and ``{other}`` in its texts stand for names.

    It fits where any of ``fits`` and all of ``needs`` hold. ``agrees`` says who has to agree. ``source`` names a body or a
    statute only where one says so; empty: netmeet's or the council's own. ``of_people``: it fits between two people only.
    """

    key: str
    name: str
    says: str
    step: Step
    agrees: str
    brings: Brings
    fits: tuple[Condition, ...]
    needs: tuple[Condition, ...] = ()
    source: str = ""
    of_people: bool = True


_C = Condition
_HARM = (_C.PHYSICAL, _C.FRIGHTENED)
_MSP = "named among the responses of Making Safeguarding Personal"
_PEOPLE, _ANYBODY = True, False

_Conditions = tuple[Condition, ...]
_Row = tuple[str, str, str, Step, str, Brings, _Conditions, _Conditions, str, bool]

# fmt: off
_ROWS: tuple[_Row, ...] = (
    # key, name, what it is; step, who agrees; whom it brings together, fits any of, needs all of, source, between whom
    ("time-alone", "A safe time to talk alone",
     "A worker sees {adult} alone, again and again, at a place and a time that {adult} calls safe.",
     Step.ALONGSIDE, "{adult}.",
     Brings.NOBODY, (_C.WORRY, _C.NOT_ASKED_ALONE), (),
     "SafeLives: ask first whether it is safe to talk now, and what the safe contact details are", _ANYBODY),
    ("advocacy", "Somebody to speak up for {adult}",
     "An advocate, or somebody {adult} trusts who has no part in the worry, helps {adult} to say what {adult} wants.",
     Step.ALONGSIDE, "{adult}; where somebody else decides in their best interests, whoever decides.",
     Brings.NOBODY, (_C.WORRY,), (),
     "Care Act 2014, sections 67 and 68, where there is a duty; " + _MSP, _ANYBODY),
    ("counselling", "Counselling",
     "{adult}, or {other}, talks with a counsellor, each alone.",
     Step.ALONGSIDE, "Whoever would talk.",
     Brings.NOBODY, (*_HARM, _C.ADULT_MAY_HARM, _C.STRAIN), (),
     _MSP, _PEOPLE),
    ("alarm", "An alarm",
     "{adult} has an alarm to press or wear, and knows who answers it.",
     Step.ALONGSIDE, "{adult}, and whoever answers it.",
     Brings.NOBODY, _HARM, (),
     "", _PEOPLE),
    ("key-safe", "Keys and a key safe",
     "{adult} decides who holds a key or a code, and may change it.",
     Step.ALONGSIDE, "{adult}.",
     Brings.NOBODY, (*_HARM, _C.MONEY, _C.MISSED_CARE), (_C.LIVES_APART,),
     "", _ANYBODY),
    ("domestic-abuse-service", "A domestic abuse service",
     "Somebody from a domestic abuse service talks with {adult} alone, where nobody else learns of it.",
     Step.ALONGSIDE, "{adult}.",
     Brings.NOBODY, _HARM, (_C.SERIOUS_ABUSE,),
     "", _PEOPLE),
    ("carers-assessment", "A carer’s assessment",
     "{other} is offered an assessment in their own right, and asked alone how they are managing.",
     Step.HELP, "{other}.",
     Brings.NOBODY, (_C.GIVES_CARE, _C.STRAIN), (_C.GIVES_CARE,),
     "", _PEOPLE),
    ("respite", "Breaks from caring",
     "{other} has breaks that can be counted on, and {adult} has company and care that {adult} chose meanwhile.",
     Step.HELP, "{adult} and {other}.",
     Brings.NOBODY, (_C.STRAIN,), (_C.GIVES_CARE,),
     "", _PEOPLE),
    ("more-help", "Somebody else gives the care that goes wrong",
     "The help at the times when things go wrong comes from somebody else, whom {adult} agrees to.",
     Step.HELP, "{adult}, and whoever would give it.",
     Brings.NOBODY, (_C.GIVES_CARE, _C.MISSED_CARE), (_C.WORRY,),
     "", _ANYBODY),
    ("their-own-needs", "Help for {other}",
     "What {other} needs is asked about and answered too: health, sleep, money, work, drink or drugs, a home.",
     Step.HELP, "{other}.",
     Brings.NOBODY, (_C.NOT_ABUSE, _C.STRAIN, _C.WANTS_TO_KEEP), (_C.WORRY,),
     "SCIE, the case study of “Alice”, who took part only if her son’s needs were addressed", _PEOPLE),
    ("what-sets-it-off", "What sets it off",
     "Somebody who knows about behaviour and illness looks with each of them, alone, at what comes before the harm and what helps.",
     Step.HELP, "{adult} and {other}, each for themselves.",
     Brings.NOBODY, (_C.ADULT_MAY_HARM, _C.NOT_ABUSE), (),
     "", _PEOPLE),
    ("complaint", "A complaint, and a named person",
     "{adult} has one named person to tell when care is missed or goes wrong, and help to complain.",
     Step.HELP, "{adult}.",
     Brings.NOBODY, (_C.MISSED_CARE,), (),
     "", _ANYBODY),
    ("mediation", "Mediation",
     "Somebody who takes no side helps {adult} and {other} to agree how things will be.",
     Step.TALK, "{adult} and {other}, each asked alone. Either may stop it at any time.",
     Brings.TOGETHER, (_C.WANTS_TO_KEEP,), (),
     "SCIE on mediation and family group conferences; " + _MSP, _PEOPLE),
    ("joint-meeting", "A meeting of both, with the network",
     "{adult} and {other} come to the same part of a network meeting. Before it, a supporter, the seats and a safety plan are settled.",
     Step.TALK, "{adult}, asked alone; then {other}.",
     Brings.TOGETHER, (_C.WANTS_TO_KEEP,), (),
     "SCIE on family group conferences and power imbalances", _PEOPLE),
    ("restorative-conversation", "A restorative conversation",
     "{other} hears from {adult} what it was like, and says what will be different. Both are prepared for it alone.",
     Step.TALK, "{adult} and {other}, each asked alone. Either may stop it at any time.",
     Brings.TOGETHER, (_C.WANTS_TO_KEEP,), (),
     _MSP + " (restorative justice)", _PEOPLE),
    ("money-apart", "Money arranged separately",
     "Somebody other than {other} looks after {adult}’s money, or both see how it is done: who holds the card, who reads the statement.",
     Step.CONTACT,
     "{adult}; where an assessment of this decision found that {adult} cannot make it now, whoever decides in their best interests.",
     Brings.NOBODY, (_C.MONEY,), (),
     "", _ANYBODY),
    ("times-agreed", "Times agreed",
     "They see one another at times that {adult} chose, and at no others.",
     Step.CONTACT, "{adult} and {other}.",
     Brings.IN_TOUCH, (_C.WORRY,), (_C.LIVES_APART,),
     "", _PEOPLE),
    ("time-apart", "Time apart in the week",
     "There are hours in the week that each of them can count on being without the other.",
     Step.CONTACT, "{adult} and {other}.",
     Brings.IN_TOUCH, (_C.WORRY, _C.STRAIN), (_C.LIVES_WITH,),
     "", _PEOPLE),
    ("by-telephone", "By telephone, letter or video call",
     "They keep in touch without meeting, in a way that {adult} can end at any moment.",
     Step.CONTACT, "{adult}, asked alone; then {other}.",
     Brings.IN_TOUCH, (*_HARM, _C.MONEY), (_C.LIVES_APART,),
     "", _PEOPLE),
    ("public-place", "In a public place",
     "They meet where other people are about, and {adult} can leave without help from {other}.",
     Step.CONTACT, "{adult}, asked alone; then {other}.",
     Brings.IN_TOUCH, (*_HARM, _C.MONEY), (_C.LIVES_APART,),
     "", _PEOPLE),
    ("somebody-there", "With somebody there",
     "Somebody whom {adult} chose is there when they are together, and knows what to do if it goes wrong.",
     Step.CONTACT, "{adult}, asked alone; whoever would be there; then {other}.",
     Brings.IN_TOUCH, (_C.WORRY,), (),
     "", _PEOPLE),
    ("police", "Tell the police",
     "What was seen or heard is told to the police. What then happens is theirs to decide.",
     Step.LAW,
     "{adult}. Without {adult}’s consent on recorded grounds only: risk to others, a suspected crime, control, the public interest.",
     Brings.NOBODY, (_C.SERIOUS,), (),
     "grounds as listed by Sunderland Safeguarding Adults Board; tell {adult} unless that is dangerous (SCIE)", _ANYBODY),
    ("non-molestation-order", "A non-molestation order",
     "{adult} asks a family court, with legal advice, for an order that {other} must not harm or threaten {adult}.",
     Step.LAW, "{adult} asks; a court decides. Nobody can impose it in {adult}’s place but a court.",
     Brings.NOBODY, _HARM, (),
     "", _PEOPLE),
)
# fmt: on

OPTIONS: tuple[Option, ...] = tuple(Option(*row) for row in _ROWS)
"""netmeet's own options, the least restrictive of each step first."""
