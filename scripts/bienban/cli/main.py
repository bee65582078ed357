"""The entry of `bienban`: imports nothing slow before Ctrl-C is answered."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, and stop with one line from the first moment on."""
    try:
        from bienban.cli.commands import run

        run()
    except KeyboardInterrupt:
        print("bienban: đã dừng theo yêu cầu.", file=sys.stderr)
        sys.exit(130)
