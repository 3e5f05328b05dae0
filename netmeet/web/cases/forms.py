"""What opening a case asks, and what sharing one asks."""

from dataclasses import replace

from netmeet.domain.casefile import LivesIn, Profile
from netmeet.domain.network import Gender, Member
from netmeet.web.fields import one_of, paragraph, pick, rough_date, words, yes
from netmeet.web.forms import Form

GENDERS = {
    Gender.WOMAN.value: "Woman",
    Gender.MAN.value: "Man",
    Gender.NON_BINARY.value: "Non-binary, or another way",
    Gender.UNKNOWN.value: "Not known",
}


class AdultForm(Form):
    """The adult's details. Only the name is asked for."""

    name = words("Name they like to be called", needed="Enter the name they like to be called")
    pronouns = words("Pronouns", hint="For example she/her, he/him, they/them", limit=40)
    gender = one_of("Gender they live in", GENDERS, hint="It chooses the symbol on the family drawing", inline=True)
    born = rough_date("Date of birth")
    lives_in = pick("Where they live", [place for place in LivesIn if place is not LivesIn.NOT_KNOWN], empty="Not known")
    lives_where = words("Address or name of the place")
    communication_needs = paragraph(
        "How best to communicate with them", hint="For example large print, hearing aid, short sentences, an Easy Read copy"
    )
    language = words("First language", limit=80)
    interpreter = words("Interpreter", hint="For example Punjabi, or British Sign Language. Leave empty if none is needed.", limit=120)
    safe_contact = paragraph(
        "Safe ways and times to contact them",
        hint="How, when, and how not. Who might open a letter, answer the telephone or see a message?",
    )
    reference = words("The council's own case number", limit=60)
    restricted = yes("Restricted case", hint="Shown only to the worker, their supervisor and people it is shared with by name")

    def adult(self, before: Member) -> Member:
        """The adult with what was typed. Call it after validation only."""
        return replace(
            before, name=self.name.data, pronouns=self.pronouns.data, born=self.born.data, gender=Gender(self.gender.data or Gender.UNKNOWN)
        )

    def profile(self, before: Profile) -> Profile:
        """The profile with what was typed. Call it after validation only."""
        typed = {
            name: self[name].data
            for name in ("lives_where", "communication_needs", "language", "interpreter", "safe_contact", "reference", "restricted")
        }
        return replace(before, lives_in=LivesIn(self.lives_in.data or LivesIn.NOT_KNOWN), **typed)


class ShareForm(Form):
    """Who else may open the case."""

    user_id = pick("Colleague", {}, needed="Choose a colleague", empty="Choose a colleague")
    may_edit = yes("They may also change the case")
    reason = words(
        "Why",
        hint="For example they know the family. For an absence, ask the supervisor for cover: it ends by itself.",
        needed="Enter why they need to see this case",
        limit=200,
    )


class AllocateForm(Form):
    """Whose case it is."""

    worker_id = pick("Allocated worker", {}, needed="Choose a worker", empty="Choose a worker")
