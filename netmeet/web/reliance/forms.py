"""Which contact would change, and how; and what an option is to be called."""

from collections.abc import Iterable, Mapping

from netmeet.domain.network import Member
from netmeet.domain.options import Change, HowContact, Option
from netmeet.web.fields import hidden, paragraph, words
from netmeet.web.forms import Form

HOWS = {how.name.lower(): how for how in HowContact}
"""The answers, by the short word that travels with the form."""


class ChangesForm(Form):
    """One list for each member; the rows are read from what was sent, as ``how-<member>``."""

    @staticmethod
    def chosen(sent: Mapping[str, str], people: Iterable[Member]) -> dict[str, str]:
        """The short word for each member whose contact would change."""
        found = {member.id: sent.get(f"how-{member.id}", "") for member in people}
        return {member: how for member, how in found.items() if how in HOWS}


class OptionForm(Form):
    """A name for changes that are to be talked about. ``chosen`` holds them: ``<member>=<how>``, one after another."""

    title = words("A few words to know this option by", needed="Enter a few words to know this option by", limit=200)
    notes = paragraph("What is there to say about it?", hint="For the file. It stands on no paper that leaves.", limit=1000)
    chosen = hidden()

    def changes(self) -> tuple[Change, ...]:
        """The changes that came with the form; anything that is none of ours is left out."""
        pairs = (part.partition("=") for part in str(self.chosen.data or "").split())
        return tuple(Change(member, HOWS[how]) for member, _, how in pairs if how in HOWS)

    def option(self) -> Option:
        """The option as typed. Call it after validation only."""
        return Option("", self.title.data, self.changes(), self.notes.data)


def packed(changes: Iterable[Change]) -> str:
    """Changes as they travel with the form."""
    return " ".join(f"{change.member}={change.how.name.lower()}" for change in changes)
