"""Kho, cấu hình và môi trường dựng để máy kiểm tra nhìn thấy điều khác"""

import os
import subprocess
import sys
from pathlib import Path

import naive
import pytest
from attackkit import attack, bienban, caught, caught_at, command_says, refused

from bienban.trail.report import judge_repository
from trailkit import AN, FEBRUARY, MINUTES, ORGANIZATION, Repo, minutes, public_key

MARK = "da-chay"


@pytest.fixture
def faulty(book: Repo) -> Repo:
    """February pushed straight onto main: what every test here tries to hide."""
    book.push_straight({FEBRUARY: minutes("2026-02-05")})
    return book


@attack("Thay commit bằng refs/replace", "Git chạy không đọc refs/replace", "BB906")
def test_replace_refs(faulty: Repo) -> None:
    faulty.git("replace", "main", "main~1")
    assert naive.signature_shown_good(faulty)
    caught_at(faulty, "BB906", FEBRUARY)
    command_says(faulty, "BB906", FEBRUARY)


@attack("Thay nội dung một văn bản bằng refs/replace", "Git chạy không đọc refs/replace", "BB906")
def test_replaced_blob(book: Repo) -> None:
    good = book.blob(MINUTES)
    book.push_straight({MINUTES: minutes(text="Khác")})
    book.git("replace", book.blob(MINUTES), good)
    assert book.git("show", f"main:{MINUTES}") == minutes().strip()
    caught_at(book, "BB906")


@attack("Cắt ghép lịch sử bằng info/grafts", "Git chạy với tệp ghép rỗng", "BB906")
def test_grafts(faulty: Repo) -> None:
    head, root = faulty.id("main"), faulty.id("main~2")
    faulty.push_straight({"docs/a.md": "a"}, by=AN, key="an")
    (faulty.path / ".git" / "info").mkdir(exist_ok=True)
    (faulty.path / ".git" / "info" / "grafts").write_text(f"{faulty.id('main')} {root}\n")
    assert head not in faulty.git("rev-list", "main")
    caught_at(faulty, "BB906", FEBRUARY)


@attack("Mượn kho đồ vật của người khác (alternates)", "Nội dung được gọi bằng id, ở đâu cũng vậy",
        "BB906")  # fmt: skip
def test_alternates(faulty: Repo, tmp_path: Path) -> None:
    clone = faulty.clone(tmp_path / "muon", "--shared")
    assert naive.on_main(clone, FEBRUARY)
    caught_at(clone, "BB906", FEBRUARY)


def plant(repo: Repo, name: str, kind: str, text: str) -> None:
    """Write other bytes into the object file of an id, as somebody with the disk could."""
    made = repo.git("hash-object", "-w", "-t", kind, "--stdin", stdin=text)
    folder = repo.path / ".git" / "objects"
    place, source = (folder / n[:2] / n[2:] for n in (name, made))
    place.chmod(0o644)
    place.write_bytes(source.read_bytes())


@attack("Ghi đè đồ vật của một commit trong .git/objects", "Id của commit được tính lại", "từ chối")
def test_a_planted_commit(faulty: Repo) -> None:
    good = subprocess.run(["git", "cat-file", "commit", "main~1"], cwd=faulty.path,
                          capture_output=True, text=True, check=True).stdout  # fmt: skip
    plant(faulty, faulty.id("main"), "commit", good)
    assert naive.approved_by_trailer(faulty, MINUTES)
    refused(faulty, "fsck")


@attack("Ghi đè danh bạ trong .git/objects", "Id của tệp được tính lại", "từ chối")
def test_a_planted_roster(book: Repo) -> None:
    book.approve("thang-2", key="la")
    blob = book.blob(ORGANIZATION)
    text = (book.path / ORGANIZATION).read_text().replace(public_key("an"), public_key("la"))
    plant(book, blob, "blob", text)
    assert naive.signature_shown_good(book)
    refused(book, "fsck")


SETTINGS = {
    "gpg.ssh.program": "{run}",
    "gpg.program": "{run}",
    "gpg.ssh.allowedSignersFile": "{signers}",
    "gpg.ssh.revocationFile": "/dev/null",
    "gpg.ssh.defaultKeyCommand": "{run}",
    "gpg.format": "openpgp",
    "core.fsmonitor": "{run}",
    "core.hooksPath": "{hooks}",
    "core.pager": "{run}",
    "core.editor": "{run}",
    "core.sshCommand": "{run}",
    "core.alternateRefsCommand": "{run}",
    "core.attributesFile": "{attributes}",
    "core.worktree": "/",
    "core.quotePath": "true",
    "core.precomposeUnicode": "true",
    "core.ignoreCase": "true",
    "core.abbrev": "4",
    "core.commentChar": "A",
    "diff.external": "{run}",
    "diff.ignoreSubmodules": "all",
    "diff.noprefix": "true",
    "diff.relative": "true",
    "diff.renames": "copies",
    "diff.orderFile": "{attributes}",
    "diff.tron.textconv": "{run}",
    "filter.tron.clean": "{run}",
    "filter.tron.smudge": "{run}",
    "format.pretty": "%H",
    "i18n.logOutputEncoding": "utf-16",
    "i18n.commitEncoding": "utf-16",
    "log.showSignature": "true",
    "log.mailmap": "true",
    "log.follow": "true",
    "alias.rev-list": "!{run}",
    "alias.cat-file": "!{run}",
    "status.showUntrackedFiles": "no",
    "submodule.recurse": "true",
    "safe.bareRepository": "explicit",
    "transfer.hideRefs": "refs/heads",
    "trace2.eventTarget": "{mark}",
    "extensions.worktreeConfig": "true",
}


def set_traps(repo: Repo) -> Path:
    """Set every trap of a repository's configuration at once; return what only a trap makes."""
    folder = repo.path / ".git"
    mark = folder / MARK
    run = folder / "bay.sh"
    run.write_text(f"#!/bin/sh\ntouch '{mark}'\nexit 0\n")
    hooks = folder / "bay"
    hooks.mkdir()
    (hooks / "post-index-change").write_text(run.read_text())
    for script in (run, hooks / "post-index-change"):
        script.chmod(0o755)
    (folder / "info").mkdir(exist_ok=True)
    (folder / "info" / "attributes").write_text("*.md filter=tron diff=tron -text\n")
    (folder / "signers").write_text(f"* {public_key('la')}\n")
    places = {
        "run": run, "hooks": hooks, "attributes": folder / "info" / "attributes",
        "signers": folder / "signers", "mark": mark,
    }  # fmt: skip
    lines = ""
    for name, value in SETTINGS.items():
        section, _, key = name.rpartition(".")
        first, _, rest = section.partition(".")
        heading = f'{first} "{rest}"' if rest else first
        lines += f'[{heading}]\n\t{key} = "{value.format(**places)}"\n'
    with (folder / "config").open("a") as config:
        config.write(lines)
    return mark


@attack("Cấu hình kho đổi điều Git hiện hay chạy chương trình lạ (gpg.*, core.*, diff.*, filter, "
        "alias, fsmonitor, hook)",
        "Git chạy bằng lệnh cấp thấp, cấu hình đè, không chạy gì của kho",
        "BB905", "BB906")  # fmt: skip
def test_configuration(book: Repo) -> None:
    book.push_straight({MINUTES: minutes(text="Khác")})
    book.approve("thang-2", key="la")
    mark = set_traps(book)
    assert naive.on_main(book, FEBRUARY)
    mark.unlink(missing_ok=True)
    caught(book, ("BB905", FEBRUARY), ("BB906", MINUTES))
    command_says(book, "BB905", FEBRUARY)
    bienban(book.path, "check")
    assert not mark.exists()


@attack(
    "`gpg.ssh.program` của kho luôn nói chữ ký đúng", "Chữ ký do ssh-keygen của máy xét", "BB905"
)
def test_a_lying_signature_program(book: Repo) -> None:
    book.approve("thang-2", key="la")
    liar = book.path / ".git" / "liar"
    liar.write_text(
        '#!/bin/sh\ncase "$*" in *find-principals*) echo an@vks.example;; *) cat >/dev/null; '
        'echo "Good \\"git\\" signature for an@vks.example with ED25519 key SHA256:x";; esac\n'
    )
    liar.chmod(0o755)
    book.git("config", "gpg.ssh.program", str(liar))
    book.git("config", "gpg.ssh.allowedSignersFile", str(liar))
    assert naive.signed_as_the_repository_says(book)
    caught_at(book, "BB905", FEBRUARY)


@attack("Biến môi trường GIT_DIR, GIT_OBJECT_DIRECTORY, GIT_CONFIG_*, GIT_REPLACE_REF_BASE trỏ nơi "
        "khác", "Mọi biến GIT_* bị bỏ", "BB906")  # fmt: skip
def test_environment(book: Repo, tmp_path: Path) -> None:
    good = book.clone(tmp_path / "tot")
    book.push_straight({FEBRUARY: minutes("2026-02-05")})
    lies = {
        "GIT_DIR": str(good.path / ".git"),
        "GIT_WORK_TREE": str(good.path),
        "GIT_COMMON_DIR": str(good.path / ".git"),
        "GIT_OBJECT_DIRECTORY": str(good.path / ".git" / "objects"),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(good.path / ".git" / "objects"),
        "GIT_INDEX_FILE": str(good.path / ".git" / "index"),
        "GIT_NAMESPACE": "khac",
        "GIT_CEILING_DIRECTORIES": "/",
        "GIT_REPLACE_REF_BASE": "refs/heads/",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.bare",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_EXTERNAL_DIFF": "/bin/true",
        "GIT_TRACE": "1",
    }
    shown = book.git("log", "--all", "--format=%s", "--", FEBRUARY, GIT_DIR=lies["GIT_DIR"])
    assert "Sửa nhanh" not in shown
    with pytest.MonkeyPatch.context() as patch:
        for name, value in lies.items():
            patch.setenv(name, value)
        found = judge_repository(book.path, remember=False).findings
        assert [(f.code, f.path) for f in found] == [("BB906", FEBRUARY)]
        command_says(book, "BB906", FEBRUARY)
    caught_at(book, "BB906", FEBRUARY)


@attack("Thư mục cấu hình của người dùng (HOME, XDG) có bẫy",
        "Cấu hình người dùng và máy không được đọc", "BB906")  # fmt: skip
def test_user_configuration(faulty: Repo, tmp_path: Path) -> None:
    mark = tmp_path / MARK
    config = tmp_path / "git" / "config"
    config.parent.mkdir()
    config.write_text(f"[core]\n\tfsmonitor = touch {mark}\n[log]\n\tshowSignature = true\n")
    assert naive.on_main(faulty, FEBRUARY)
    caught_at(faulty, "BB906", FEBRUARY)
    command_says(
        faulty, "BB906", FEBRUARY, GIT_CONFIG_GLOBAL=str(config), XDG_CONFIG_HOME=str(tmp_path)
    )
    assert not mark.exists()


@attack("Đồ thị commit giả (commit-graph)", "Git chạy không đọc đồ thị đó", "BB906")
def test_commit_graph(faulty: Repo) -> None:
    faulty.git("commit-graph", "write", "--reachable")
    graph = faulty.path / ".git" / "objects" / "info" / "commit-graph"
    data = bytearray(graph.read_bytes())
    data[-200:-40] = bytes(160)
    graph.chmod(0o644)
    graph.write_bytes(bytes(data))
    assert naive.on_main(faulty, FEBRUARY)
    caught_at(faulty, "BB906", FEBRUARY)


@attack("Bản sao thiếu nội dung (partial clone)", "Không xét khi thiếu nội dung", "từ chối")
def test_partial_clone(faulty: Repo, tmp_path: Path) -> None:
    faulty.git("config", "uploadpack.allowFilter", "true")
    clone = faulty.clone(tmp_path / "thieu", "--filter=blob:none", "--no-local", "--no-checkout")
    assert clone.git("log", "--format=%H", "origin/main")
    clone.git("checkout", "-q", "origin/main", "--", ORGANIZATION)
    refused(clone, "partial clone")


@attack("Chương trình tên `git` hay `ssh-keygen` nằm trong kho", "Chỉ chương trình trong PATH được "
        "chạy, không phải tệp của kho", "BB906")  # fmt: skip
def test_programmes_in_the_work_tree(faulty: Repo) -> None:
    for name in ("git", "ssh-keygen"):
        place = faulty.path / name
        place.write_text(f"#!/bin/sh\ntouch {faulty.path}/{MARK}\n")
        place.chmod(0o755)
    assert os.access(faulty.path / "git", os.X_OK)
    caught_at(faulty, "BB906", FEBRUARY)
    done = subprocess.run(
        [str(Path(sys.executable).with_name("bienban")), "trail", "--verify"],
        cwd=faulty.path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert not (faulty.path / MARK).exists()
