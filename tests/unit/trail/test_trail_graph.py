"""Branches and merge bases over random histories, beside what Git itself says."""

import random
from pathlib import Path

import pytest

from bienban.trail.environment import repository_at
from bienban.trail.history import read_history
from trailkit import Repo


@pytest.mark.parametrize("seed", range(4))
def test_branches_and_bases_are_those_of_git(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    repo = Repo(tmp_path)
    repo.git("init", "-q", "-b", "main")
    tree = repo.git("mktree", stdin="")
    commits = [repo.git("commit-tree", tree, "-m", "0")]
    for number in range(1, 40):
        parents = chance.sample(commits[-6:], k=min(len(commits), chance.choice((1, 1, 2, 2, 3))))
        if chance.random() < 0.05:
            parents = []
        options = [part for parent in parents for part in ("-p", parent)]
        commits.append(repo.git("commit-tree", tree, *options, "-m", str(number)))
    repo.git("update-ref", "refs/heads/main", commits[-1])
    history = read_history(repository_at(repo.path), commits[-1])
    assert list(reversed(history.line)) == repo.git("rev-list", "--first-parent", "main").split()
    merges = [
        history.commits[name] for name in history.line if len(history.commits[name].parents) == 2
    ]
    assert merges
    for merge in merges:
        main, branch = merge.parents
        brought = history.branches[merge.id]
        assert set(brought.commits) == set(repo.git("rev-list", branch, f"^{main}").split())
        bases = repo.git("merge-base", "--all", main, branch, check=False).split()
        assert set(brought.bases) == set(bases)
