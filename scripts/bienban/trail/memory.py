"""What each verifier remembers of a line, outside the work tree: its root and its last state."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from bienban.errors import BienbanError
from bienban.trail.environment import Repository


@dataclass(frozen=True, slots=True)
class Restore:
    """A deliberate restore that this verifier accepted: which state, why, instead of which."""

    commit: str
    reason: str
    day: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """The root and the last state seen of one line; empty where nothing was seen yet."""

    root: str = ""
    seen: str = ""
    restores: tuple[Restore, ...] = ()


NOTHING = Memory()
"""The memory of a verifier that sees a line for the first time."""


def load(repository: Repository, ref: str) -> Memory:
    """Return what is remembered of `ref` in this clone.

    A memory that cannot be read is a fault to tell, not nothing: it may have been spoilt.
    """
    path = state_file(repository, ref)
    try:
        data = json.loads(path.read_text("utf-8"))
        restores = tuple(Restore(**restore) for restore in data["restores"])
        return Memory(str(data["root"]), str(data["seen"]), restores)
    except FileNotFoundError:
        return NOTHING
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BienbanError(
            f"không đọc được trí nhớ về lịch sử ở «{path}»; "
            "hãy xem lại lịch sử rồi xóa tệp đó để bắt đầu nhớ lại"
        ) from error


def save(repository: Repository, ref: str, memory: Memory) -> bool:
    """Remember the state of `ref`; False where the folder cannot be written."""
    path = state_file(repository, ref)
    scratch = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_text(json.dumps(asdict(memory), ensure_ascii=False, indent=1), "utf-8")
        scratch.replace(path)
    except OSError:
        return False
    return True


def state_file(repository: Repository, ref: str) -> Path:
    """Return the file that remembers `ref` of this clone."""
    return _state_home() / "bienban" / "trail" / f"{_name(repository, ref)}.json"


def cache_file(repository: Repository, kind: str) -> Path:
    """Return the file that keeps results of one kind for this clone."""
    return _cache_home() / "bienban" / "trail" / f"{_name(repository, '')}.{kind}"


def _name(repository: Repository, ref: str) -> str:
    text = f"{repository.common_dir}\0{ref}"
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:32]


def _state_home() -> Path:
    return _home("XDG_STATE_HOME", ".local/state")


def _cache_home() -> Path:
    return _home("XDG_CACHE_HOME", ".cache")


def _home(variable: str, default: str) -> Path:
    """Return the folder that the user's system gives for it."""
    if stated := os.environ.get(variable):
        return Path(stated)
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local)
    return Path.home() / default
