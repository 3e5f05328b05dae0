"""The agenda of a meeting, on paper."""

from dataclasses import asdict, dataclass

from netmeet.documents.typeset import compile_pdf
from netmeet.documents.words import SAFE_AT_HOME, PaperForm
from netmeet.domain.meeting import ItemKind


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item: when (``10:00 to 10:10``), what, and who leads it. Notes and minutes are not for this paper.

    ``kind`` chooses the picture beside it on an Easy Read agenda.
    """

    when: str
    title: str
    owner: str = ""
    kind: ItemKind = ItemKind.OTHER


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """One part of the meeting and its items. A meeting of one part has no title for it."""

    items: tuple[AgendaLine, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class AgendaContent:
    """All that an agenda may say to the people who come: the parts that this reader comes to, and no others.

    ``wishes`` are those that the adult agreed to share with this reader, in their own words; ``adult`` is what they like
    to be called. How safe somebody feels is asked alone and is never on an agenda, so there is no place for it here.
    """

    parts: tuple[AgendaPart, ...]
    adult: str = ""
    day: str = ""
    time: str = ""
    place: str = ""
    purpose: str = ""
    wishes: tuple[str, ...] = ()
    form: PaperForm = PaperForm.PLAIN


def agenda_pdf(content: AgendaContent) -> bytes:
    """Return the agenda as a tagged PDF."""
    return compile_pdf("agenda", {**asdict(content), "home": SAFE_AT_HOME[content.form]})
