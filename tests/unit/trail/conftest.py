from pathlib import Path

import pytest

from trailkit import Repo, fresh


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return fresh(tmp_path)
