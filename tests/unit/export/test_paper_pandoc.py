"""pandoc missing, too old or failing is one clear message; one bad paper is found by halving."""

import sys
from pathlib import Path

import pytest
from papers_cell import plain_paper

from bienban.errors import BienbanError
from bienban.export.batch import render, whole_or_error
from bienban.export.pandoc import check_pandoc, find_pandoc

# A pandoc whose runs end at once where a body holds the word; all others are the real one's.
CRASHING = """\
#!{python}
import json, os, sys
if sys.argv[1:] == ["--version"]:
    print("pandoc 3.9")
    sys.exit()
groups = json.load(open("job.json"))["groups"]
if any("SẬP" in str(json.load(open(group["blocks"]))) for group in groups):
    sys.stderr.write("hết bộ nhớ\\n")
    sys.exit(251)
os.execv({real!r}, [{real!r}, *sys.argv[1:]])
"""


def program(folder: Path, text: str) -> str:
    path = folder / "pandoc"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_pandoc_that_came_with_bienban_is_used(monkeypatch, tmp_path):
    other = program(tmp_path, "#!/bin/sh\necho pandoc 99.0\n")
    monkeypatch.setenv("PATH", str(Path(other).parent))
    monkeypatch.delenv("PYPANDOC_PANDOC", raising=False)
    assert "pypandoc" in find_pandoc().program


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#!/bin/sh\necho pandoc 2.19.2\n", "phải từ 3.0 trở lên, nhưng là 2.19.2"),
        ("#!/bin/sh\necho pandoc 1.0\n", "phải từ 3.0 trở lên, nhưng là 1.0"),
        ("#!/bin/sh\nexit 7\n", r"không chạy được \(mã thoát 7\)"),
        ("#!/bin/sh\necho chao\n", "không phải pandoc"),
        ("", "không chạy được"),
    ],
)
def test_a_pandoc_that_will_not_do_is_named_with_the_way_out(tmp_path, text, said):
    with pytest.raises(BienbanError, match=said) as caught:
        check_pandoc(program(tmp_path, text))
    assert "Cách sửa: " in str(caught.value)


def test_a_missing_pandoc_is_named_with_the_way_out(monkeypatch, tmp_path):
    monkeypatch.setenv("PYPANDOC_PANDOC", str(tmp_path / "khong-co"))
    with pytest.raises(BienbanError, match=r"không chạy được.*Cách sửa: .*PYPANDOC_PANDOC"):
        find_pandoc()


def test_a_paper_on_which_pandoc_stops_is_found_and_the_others_are_made(tmp_path):
    real = find_pandoc()
    crashing = check_pandoc(
        program(tmp_path, CRASHING.format(python=sys.executable, real=real.program))
    )
    papers = [plain_paper(f"Số {n}.", f"meetings/{n}.md") for n in range(20)]
    papers[13] = plain_paper("SẬP", "meetings/13.md")
    counted: list[int] = []
    results = render(papers, crashing, lambda: counted.append(1))
    failed = [result for result in results if result.data is None]
    assert [result.path for result in failed] == ["meetings/13.md"]
    assert "hết bộ nhớ" in failed[0].reason
    assert len(counted) == 20


def test_where_no_paper_could_be_made_pandoc_is_at_fault(tmp_path):
    broken = check_pandoc(
        program(tmp_path, "#!/bin/sh\n[ $1 = --version ] && echo pandoc 3.9 && exit\nexit 1\n")
    )
    results = render([plain_paper("Một.")], broken)
    with pytest.raises(BienbanError, match="pandoc không làm được văn bản nào"):
        whole_or_error(results)
