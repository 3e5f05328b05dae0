"""Help that reads like a page: what a command does, its options, then examples to copy."""

from collections.abc import Sequence
from typing import Any

import click


class _WithExamples(click.Command):
    """A command whose help ends in examples, one a line, exactly as they are typed."""

    def __init__(self, *args: Any, examples: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples after everything else."""
        super().format_epilog(ctx, formatter)
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


class Page(_WithExamples):
    """One command."""


class Chapter(_WithExamples, click.Group):
    """A command that holds others."""
