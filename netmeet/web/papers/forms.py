"""The form for saying that somebody who holds a paper knows what has changed since."""

from netmeet.domain.papers_out import PaperAct
from netmeet.web.fields import day, one_of
from netmeet.web.forms import Form

DONE = {
    PaperAct.TOLD: "They know what is so now; they may still have the paper",
    PaperAct.GOT_BACK: "They know, and the paper was got back",
}
"""What can be done about a paper that is out, as on the form."""


GONE = {PaperAct.GOT_BACK: "It was got back, or nobody has it any more"}
"""What can be done about a paper of somebody who has died."""


class KnowsForm(Form):
    """What was done, and when."""

    act = one_of("What was done?", {act.value: text for act, text in DONE.items()}, needed="Choose what was done.")
    said_on = day("When?")

    @property
    def done(self) -> PaperAct:
        """What was chosen."""
        return PaperAct(self.act.data)


class GoneForm(KnowsForm):
    """What became of the paper of somebody who has died, whom nobody can tell anything."""

    act = one_of("What was done?", {act.value: text for act, text in GONE.items()}, needed="Choose what was done.")
