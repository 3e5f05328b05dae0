"""What the worker is told beside papers: which form suits a reader, with whom alone a wish is shared, and words that go out."""

import re
from datetime import date

from netmeet.documents.words import PaperForm
from netmeet.domain.meeting import AgendaItem, Meeting
from netmeet.domain.outcomes import Sharing, wishes_for
from netmeet.domain.wording import joined
from netmeet.services import outcomes
from netmeet.services.cases import OpenCase
from netmeet.services.paper_checks import Look, Said
from netmeet.services.papers import Reader

_SUITS = (
    (PaperForm.EASY_READ, re.compile(r"easy[\s-]?read", re.IGNORECASE)),
    (PaperForm.LARGE_PRINT, re.compile(r"large[\s-]?(print|type|letters)|big[\s-]?(print|letters)", re.IGNORECASE)),
)
_NOT = re.compile(r"\b(no|not|without)\b[^.;,]*$", re.IGNORECASE)


def form_that_suits(case: OpenCase, who: Reader) -> PaperForm | None:
    """The form that what is noted about how somebody communicates asks for; None where it names none. Easy Read is in large letters too."""
    needs = case.profile.communication_needs if who.is_adult else who.member.communication
    for form, names in _SUITS:
        found = names.search(needs)
        if found and not _NOT.search(needs[: found.start()]):
            return form
    return None


def shared_with(case: OpenCase, who: Reader) -> tuple[str, ...]:
    """A sentence for each group of people with whom alone wishes on this reader's agenda are shared."""
    shared = wishes_for(outcomes.wishes(case), who.member.id, invited=True)
    groups = dict.fromkeys(frozenset(wish.chosen) for wish in shared if wish.sharing is Sharing.CHOSEN)
    told = (joined(sorted((case.network.member(one).name for one in group), key=str.casefold)) for group in groups)
    return tuple(f"It holds a wish that is shared with {names} only." for names in told)


def _of_item(item: AgendaItem) -> tuple[Said, Said]:
    return Said(f"“{item.title}”", item.title), Said(f"Who leads “{item.title}”", item.owner, leads=True)


def words_that_go_out(case: OpenCase, meeting: Meeting, today: date) -> tuple[str, ...]:
    """What should be looked at in the purpose, the place and the agenda, which stand on papers. It asks what papers ask, and stops none.

    Somebody who is named counts as absent where they come to no part of the meeting.
    """
    coming = frozenset(one.member for one in meeting.invitations if meeting.brings(one.member))
    texts = [
        Said("“What is the meeting for”", meeting.purpose, alone=True),
        Said("“Where”", meeting.venue, place=True, alone=True),
        *(said for item in meeting.agenda for said in _of_item(item)),
    ]
    look = Look(case, meeting, today, case.adult, coming)
    return tuple(dict.fromkeys((*look.never(texts), *look.ask(texts))))
