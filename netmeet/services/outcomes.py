"""Three wishes, how safe the adult feels, what is working, and the seven statements: each answer is added, none replaced."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from netmeet.domain.errors import BadInputError
from netmeet.domain.outcomes import (
    Agreement,
    SafeReading,
    Sharing,
    Statement,
    StatementAnswer,
    StatementPoint,
    Wish,
    Working,
    current_wishes,
)
from netmeet.services.cases import OpenCase, new_id
from netmeet.store import outcomes


def wishes(case: OpenCase) -> tuple[Wish, ...]:
    """Every wording of every wish, oldest first."""
    return outcomes.wishes(case.session, case.id)


def say_wish(case: OpenCase, wish: Wish) -> bool:
    """Write down a wish as it is worded now, with whom the adult agreed to share it. False when nothing is new.

    ``wish`` comes without an id. Raises ``BadInputError`` for an empty wish or a sharing with nobody in particular.
    """
    if not wish.words:
        raise BadInputError("Enter the wish in the adult’s own words.", "words")
    if wish.sharing is Sharing.CHOSEN and not wish.chosen:
        raise BadInputError("Choose the people that the adult agreed to share this wish with.", "chosen")
    case.check_past(wish.said_on, "said_on")
    for member_id in wish.chosen:
        case.network.member(member_id)
    now = current_wishes(wishes(case))[wish.place - 1]
    tidy = replace(wish, id=new_id(), chosen=wish.chosen if wish.sharing is Sharing.CHOSEN else ())
    if now is not None and (now.words, now.sharing, now.chosen) == (tidy.words, tidy.sharing, tidy.chosen):
        return False
    outcomes.add_wishes(case.session, case.id, (tidy,))
    case.note("wrote down a wish")
    return True


def safe_readings(case: OpenCase) -> tuple[SafeReading, ...]:
    """Every answer about how safe the adult feels, oldest first."""
    return outcomes.safe_readings(case.session, case.id)


def say_safe(case: OpenCase, reading: SafeReading) -> None:
    """Write down how safe the adult says they feel. ``reading`` comes without an id."""
    if not 0 <= reading.score <= reading.scale_max:
        raise BadInputError(f"Choose a number from 0 to {reading.scale_max}.", "score")
    case.check_past(reading.said_on, "said_on")
    outcomes.add_safe_readings(case.session, case.id, (replace(reading, id=new_id()),))
    case.note("asked how safe the adult feels")


def workings(case: OpenCase) -> tuple[Working, ...]:
    """Everything said to be working or not working, oldest first."""
    return outcomes.workings(case.session, case.id)


def say_working(case: OpenCase, working: Working) -> None:
    """Write down something that is working, or is not. ``working`` comes without an id."""
    outcomes.add_workings(case.session, case.id, (replace(working, id=new_id()),))
    case.note("wrote down what is working" if working.working else "wrote down what is not working")


def statements(case: OpenCase) -> tuple[StatementAnswer, ...]:
    """Every answer to the seven statements, oldest first."""
    return outcomes.statements(case.session, case.id)


def say_statements(case: OpenCase, point: StatementPoint, answers: Mapping[Statement, Agreement], said_on: date) -> int:
    """Write down the answers that were given at one point; a statement without an answer is left out. Returns how many."""
    said = tuple(StatementAnswer(new_id(), statement, point, agreement, said_on) for statement, agreement in answers.items())
    if not said:
        raise BadInputError("Answer at least one statement, or leave the page.")
    outcomes.add_statements(case.session, case.id, said)
    case.note("asked the seven statements")
    return len(said)
