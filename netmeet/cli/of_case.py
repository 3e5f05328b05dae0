"""What every command about one case asks: which case, and on whose behalf."""

import click

HOW = "by the command line"
"""What the audit adds: nobody signed in with a password."""

case_option = click.option("--case", "reference", required=True, metavar="REF", help="The council's own case number, or netmeet's id.")
as_option = click.option(
    "--as", "username", metavar="USERNAME", help="On whose behalf: the audit names them.  [default: the only one who may hold cases]"
)
