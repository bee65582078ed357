"""Checking: `bienban check` beside peers on the same files, in one run on one machine.

The peers do a part of the work each: check-jsonschema reads the front matter against our own
schema, rumdl looks at the form of the Markdown.  Both are installed for the run alone.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import make

PEERS = ("check-jsonschema==0.39.0", "rumdl==0.3.0")
"""Changed by hand only, so that runs can be compared."""

COLD, AGAIN, PARSERS = 10.0, 2.0, 2.4
"""Seconds to reach for 10,000 documents on one core, and for the second run with one change.

The parsers alone took 2.4 s where these were set: beside them a figure holds on any machine.
"""

FLOOR = """
import sys
from pathlib import Path
import pyromark, yaml
markdown = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)
for folder in ("meetings", "resolutions"):
    for path in Path(sys.argv[1], folder).rglob("*.md"):
        _, front, body = path.read_text(encoding="utf-8").split("---\\n", 2)
        yaml.compose(front, Loader=yaml.CSafeLoader)
        list(markdown.events_with_range(body))
"""
"""Reads every document with the parsers that ours rests on, and does nothing with what they say."""

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""A setting of machines for tests: where it stands every run compiles our modules again."""

BIENBAN = Path(sys.executable).with_name("bienban")


def timed(command: Sequence[str | Path], cache: Path, one_core: bool = True) -> float:
    """Return how long a command took, in seconds; findings are no failure, a crash is."""
    pinned = ["taskset", "-c", "0", *command] if one_core else command
    settings = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    start = time.perf_counter()
    done = subprocess.run(
        pinned,
        env=settings | {"XDG_CACHE_HOME": str(cache)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
        raise SystemExit(done.stderr.decode())
    return taken


def peers(folder: Path) -> Path:
    """Install the peers into an environment of their own and return where its commands stand."""
    venv.create(folder, with_pip=True)
    place = folder / "bin"
    subprocess.run([place / "pip", "install", "--quiet", *PEERS], check=True)
    return place


def extract(root: Path, target: Path) -> list[Path]:
    """Write the front matter of every set of minutes as YAML, for a checker of data alone."""
    made = []
    target.mkdir()
    for path in sorted((root / "meetings").rglob("*.md")):
        found = re.match(r"---\n(.*?\n)---\n", path.read_text(encoding="utf-8"), re.DOTALL)
        if found:
            made.append(target / f"{len(made)}.yml")
            made[-1].write_text(found[1], encoding="utf-8")
    return made


_COLD = "cold, one core"
_AGAIN = "again, the front matter of one changed"
_FLOOR = "floor: the two parsers alone, one core"

TIMES = 3
"""How often each of our runs is repeated: the figure is the median, as machines stumble."""


def run(documents: int, with_peers: bool = True) -> dict[str, list[float]]:
    """Measure on a workspace of about `documents` documents; return seconds by what was done."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        root = base / "workspace"
        print(f"check: {make(root, documents)} documents")
        os.sync()  # the machine writes no corpus while it is measured
        _compile_modules(base)
        figures: dict[str, list[float]] = {}
        for time_number in range(TIMES):
            for name, seconds in _round(base / f"cache-{time_number}", root):
                figures.setdefault(name, []).append(seconds)
        if with_peers:
            figures |= _peers(base, root)
        return figures


def _compile_modules(base: Path) -> None:
    """Run once on a workspace without documents, so that no run that is measured compiles."""
    empty = base / "empty"
    empty.mkdir()
    (empty / "organization.yml").touch()
    timed([BIENBAN, "-C", empty, "check"], base / "once")


def _round(cache: Path, root: Path) -> Iterator[tuple[str, float]]:
    """Yield what each of our runs took, with an empty `cache` to begin with."""
    check = [BIENBAN, "-C", root, "check", "--format", "json"]
    yield _COLD, timed(check, cache)
    yield "again, nothing changed", timed(check, cache)
    changed = next(iter(sorted((root / "meetings").rglob("*thuong-ky.md"))))
    written = changed.read_text(encoding="utf-8")
    changed.write_text(f"{written}\nThêm.\n", encoding="utf-8")
    yield "again, the body of one changed", timed(check, cache)
    changed.write_text(written.replace("\ndia_diem: ", "\ndia_diem: Tại ", 1), encoding="utf-8")
    yield _AGAIN, timed(check, cache)
    changed.write_text(written, encoding="utf-8")
    other = cache.with_name(f"{cache.name}-cores")
    yield "cold, all cores", timed(check, other, one_core=False)
    yield (
        "floor: the two parsers alone, one core",
        timed([sys.executable, "-c", FLOOR, root], other),
    )


def _peers(base: Path, root: Path) -> dict[str, list[float]]:
    place = peers(base / "peers")
    schema = base / "meeting.json"
    shown = subprocess.run([BIENBAN, "schema", "meeting"], capture_output=True, check=True).stdout
    schema.write_bytes(json.dumps(json.loads(shown)).encode())
    data = extract(root, base / "data")
    listing = ["check-jsonschema", "--no-cache", "--schemafile", schema]
    took = 0.0
    for start in range(0, len(data), 2_000):
        command = [place / listing[0], *listing[1:], *data[start : start + 2_000]]
        took += timed(command, base / "peer-cache")
    rumdl = [place / "rumdl", "check", "--no-cache", "--silent", root]
    return {
        f"check-jsonschema, front matter of {len(data)} minutes": [took],
        "rumdl, form of Markdown alone": [timed(rumdl, base / "peer-cache")],
    }


def report(figures: dict[str, list[float]]) -> None:
    """Print the median of each figure beside that of our cold run, and all that it is of."""
    medians = {name: statistics.median(seconds) for name, seconds in figures.items()}
    cold, again, floor = medians[_COLD], medians[_AGAIN], medians[_FLOOR]
    for name, seconds in figures.items():
        every = " ".join(f"{each:.2f}" for each in seconds) if len(seconds) > 1 else ""
        ratio = medians[name] / cold
        print(f"  {name:55} {medians[name]:8.2f} s   x {ratio:5.2f}   {every}".rstrip())
    for name, here, wanted in (("cold", cold, COLD), ("again", again, AGAIN)):
        print(
            f"  {name} beside the parsers alone: {here / floor:.2f}; "
            f"to reach {wanted / PARSERS:.2f}, which is {wanted:.0f} s of 10,000 documents where "
            f"the parsers take {PARSERS} s"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--no-peers", action="store_true")
    given = parser.parse_args()
    report(run(given.documents, not given.no_peers))


if __name__ == "__main__":
    main()
