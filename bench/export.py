"""Papers: `bienban export` beside a loop of one pandoc a file, in one run on one machine.

The loop is what a script would do: one pandoc for each document, one after the other, on the same
bodies with the same reference document. It makes no header, no table, no signature.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corpus import make

from bienban.checking import check_workspace
from bienban.export.pandoc import find_pandoc
from bienban.export.reference import reference_document
from bienban.export.selection import documents_for
from bienban.export.service import ExportReport, export_papers
from bienban.register import Register
from bienban.vocabulary import Audience

DIALECT = "commonmark+pipe_tables"

ASKED = 4.0
"""How many times faster than the loop papers must be made, on two cores."""

T = TypeVar("T")


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Return how long `act` took in seconds, and what it returned."""
    start = time.perf_counter()
    result = act()
    return time.perf_counter() - start, result


def loop(register: Register, folder: Path) -> int:
    """Make a DOCX of every body with one pandoc each; return how many were made."""
    pandoc = find_pandoc().program
    reference = folder / "reference.docx"
    reference.write_bytes(reference_document(register.standards.on(register.today).layout))
    documents = documents_for(register, Audience.CHI_UY)
    for number, document in enumerate(documents):
        target = str(folder / f"{number}.docx")
        subprocess.run(
            [pandoc, "-f", DIALECT, "-o", target, "--reference-doc", str(reference)],
            input=document.source.body.encode(),
            check=True,
        )
    return len(documents)


def run(documents: int) -> dict[str, float]:
    """Measure on a workspace of about `documents` documents; return and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "so"
        make(root, documents)
        register = check_workspace(root).register
        (Path(name) / "loop").mkdir()
        looped, count = timed(lambda: loop(register, Path(name) / "loop"))
        first, report = timed(lambda: _export(register, root))
        again, same = timed(lambda: _export(register, root))
        changed, part = timed(lambda: _export(_one_change(root), root))
    assert (len(report.rendered), len(same.rendered), len(part.rendered)) == (count, 0, 1)
    figures = {
        "documents": count,
        "cores": os.cpu_count() or 1,
        "loop_s": looped,
        "export_s": first,
        "ratio": looped / first,
        "again_s": again,
        "one_change_s": changed,
    }
    _print(figures)
    return figures


def _export(register: Register, root: Path) -> ExportReport:
    return export_papers(register, root, Audience.CHI_UY, root)


def _one_change(root: Path) -> Register:
    """Change one sentence of one document, and read the workspace again."""
    path = next((root / "resolutions").rglob("*-TB-CB.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    return check_workspace(root).register


def _print(figures: dict[str, float]) -> None:
    count, loop_s, export_s = figures["documents"], figures["loop_s"], figures["export_s"]
    reached = "reached" if figures["ratio"] >= ASKED else "MISSED"
    print(f"DOCX of {count} documents on {figures['cores']} cores")
    print(f"  a loop of one pandoc a file   {loop_s:7.2f} s  {loop_s / count * 1000:6.1f} ms each")
    print(
        f"  bienban export, all           {export_s:7.2f} s  {export_s / count * 1000:6.1f} ms each"
    )
    print(
        f"  ratio                         {figures['ratio']:7.1f}    (asked {ASKED:.0f}: {reached})"
    )
    print(f"  again, nothing changed        {figures['again_s']:7.2f} s")
    print(f"  read, check, one changed      {figures['one_change_s']:7.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    run(parser.parse_args().documents)
