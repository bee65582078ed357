"""The entry of `bienban`: imports nothing slow before Ctrl-C is answered."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line, and stop with one line from the first moment on."""
    gc.disable()  # modules make no garbage, and looking for it takes a tenth of the start
    try:
        from bienban.cli.commands import run

        gc.freeze()
        gc.enable()
        run()
    except KeyboardInterrupt:
        print("bienban: đã dừng theo yêu cầu.", file=sys.stderr)
        sys.exit(130)
