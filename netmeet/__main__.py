"""Lets ``python -m netmeet`` do what the ``netmeet`` command does."""

import sys

from netmeet.cli import main

if __name__ == "__main__":
    sys.exit(main())
