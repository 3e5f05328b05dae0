"""What a note of supervision asks, an answer to one, and cover for absence."""

from netmeet.services.cover import Wanted
from netmeet.web.fields import day, paragraph, pick, words
from netmeet.web.forms import Form

LONG = 10_000


class NoteForm(Form):
    """A dated note and what was decided."""

    held_on = day("When did you talk?", needed="Enter the day when you talked")
    note = paragraph("What was talked about?", needed="Enter what was talked about", limit=LONG, rows=12)
    decision = paragraph("What was decided?", hint="Who does what, by when. Leave empty if nothing was.", limit=LONG, rows=5)


class AnswerForm(Form):
    """An answer to a note."""

    words = paragraph("Your answer", needed="Enter an answer", limit=LONG, rows=6)


class CoverForm(Form):
    """Cover for one case."""

    below = ("user_id", "starts", "until", "reason")
    user_id = pick("Who covers?", {}, needed="Choose who covers", empty="Choose a colleague")
    starts = day("First day", hint="Today at the earliest, and a year ahead at most", needed="Enter the first day")
    until = day("Last day", hint="The cover ends by itself at the end of this day", needed="Enter the last day")
    reason = words(
        "Why is cover needed?",
        hint="For example leave, or sick leave. The worker, whoever covers and their supervisors can read it.",
        needed="Enter why cover is needed",
        limit=200,
    )

    def wanted(self) -> Wanted:
        """The cover as it was typed. Call it after validation only."""
        return Wanted(self.user_id.data, self.starts.data, self.until.data, self.reason.data)


class TeamCoverForm(CoverForm):
    """Cover for every case of a worker."""

    worker_id = pick("Who is away?", {}, needed="Choose who is away", empty="Choose a worker")
