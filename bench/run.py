"""Runs every measurement, one after the other so that none disturbs another; `make bench`.

`make bench ARGS=check` runs one; the options of each are told by `python bench/<name>.py --help`.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

MEASURES = {
    "check": "Checking a large book, beside check-jsonschema and rumdl",
    "export": "Papers, beside one pandoc a document",
    "site": "The site, beside plain Material for MkDocs",
    "trail": "The approval trail, beside Git plugins and ssh-keygen",
}
"""Every measurement: the module of this folder, and what it measures."""


def main() -> int:
    """Run those asked for, by default all; return 1 where one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    names = parser.parse_args().names or list(MEASURES)
    if unknown := sorted(set(names) - set(MEASURES)):
        parser.error(f"no measurement {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    cores, python = os.cpu_count(), platform.python_version()
    print(f"{platform.machine()}, {cores} cores, Python {python}, load {os.getloadavg()[0]:.1f}")
    failed = []
    for name in names:
        print(f"\n{MEASURES[name]}", flush=True)
        if subprocess.run([sys.executable, HERE / f"{name}.py"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
