"""What signing in asks."""

from netmeet.web.fields import secret, words
from netmeet.web.forms import Form


class SignInForm(Form):
    """A name and a password."""

    username = words("User name", needed="Enter your user name", limit=100)
    password = secret("Password", needed="Enter your password")
