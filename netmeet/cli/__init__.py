"""The ``netmeet`` command. Every subcommand makes the same calls as the pages."""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import Any

import click

from netmeet.cli.pages import Chapter
from netmeet.cli.talking import say
from netmeet.cli.trouble import exit_code

_COMMANDS = MappingProxyType(
    {
        "demo": "serving:demo",
        "serve": "serving:serve",
        "user": "staff:user",
        "import": "files:bring_in",
        "export": "taking:take_out",
        "draw": "drawing:draw",
        "flags": "flagging:flags",
        "reliance": "relying:reliance",
        "invitations": "inviting:invitations",
        "check-config": "checking:check_config",
        "db": "database:db",
        "backup": "backups:backup",
        "restore": "backups:restore",
    }
)
"""Every command and where it stands: a file is loaded when its command is asked for, so that drawing starts no server."""


class _Commands(Chapter):
    """The commands in the order of the table. Whatever goes wrong is said in a sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Name the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (as above)
        """Load one command."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(f"netmeet.cli.{module}"), name)
        return found

    def main(self, *args: Any, **options: Any) -> Any:
        """Run, and end the program: 0 done, 2 bad input, 1 anything else."""
        options |= {"standalone_mode": False, "prog_name": "netmeet"}
        raise SystemExit(exit_code(lambda: super(_Commands, self).main(*args, **options)))


def _show_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        try:
            known = version("netmeet")
        except PackageNotFoundError:
            known = "(a checkout that is not installed)"
        say(f"netmeet {known}")
        ctx.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    examples=[
        "netmeet demo                                    look at an invented case in the browser",
        "netmeet db upgrade                              make your own database, then open an account:",
        'netmeet user add --username p.shah --name "Priya Shah"',
        "netmeet serve                                   and serve it",
        "netmeet draw family.json --out family.svg       draw a family, without any database",
    ],
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version and exit.")
def main() -> None:
    """Map the network of an adult, see what is both important and risky, plan the network meeting, print it.

    `netmeet draw --help` explains one command; the others likewise. Settings are variables that begin with NETMEET_;
    `netmeet check-config` lists them. Commands end with 0 when all is done and with 2 when what they were given
    cannot be used; a sentence then says why.
    """
