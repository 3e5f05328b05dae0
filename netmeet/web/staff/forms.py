"""What an account and a team ask."""

from netmeet.domain.access import Actor, Role
from netmeet.web.fields import one_of, pick, secret, words, yes
from netmeet.web.forms import Form


class AccountForm(Form):
    """A new account."""

    name = words("Name", hint="As colleagues know them", needed="Enter a name", limit=120)
    username = words("User name", hint="Small letters and digits, for example p.shah", needed="Enter a user name", limit=60)
    role = one_of("Role", Role, needed="Choose a role")
    team_id = pick("Team", {}, empty="No team yet")
    password = secret(
        "First password", hint="12 characters or more. Tell it to them in person; they ask you to change it.", needed="Enter a password"
    )


class ChangeForm(Form):
    """A changed account."""

    name = words("Name", needed="Enter a name", limit=120)
    role = one_of("Role", Role, needed="Choose a role")
    team_id = pick("Team", {}, empty="No team yet")
    active = yes("This account is open", hint="A closed account cannot sign in. What it did keeps its name.")

    def account(self, before: Actor) -> Actor:
        """The account with what was typed. Call it after validation only."""
        return Actor(before.id, before.username, self.name.data, Role(self.role.data), self.team_id.data or None, self.active.data)


class PasswordForm(Form):
    """A new password for an account."""

    password = secret("New password", hint="12 characters or more", needed="Enter a password")


class TeamForm(Form):
    """A new team."""

    name = words("Name of the team", needed="Enter a name", limit=120)
