"""What every test stands on: a Git and a state folder of its own, and no silent skip under CI."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Tests that may be skipped under CI too: node id (or its beginning) and the reason. Keep it empty.
ALLOWED_SKIPS: dict[str, str] = {}

GIT_CONFIG = """\
[user]
    name = Người kiểm thử
    email = kiem-thu@bienban.example
[init]
    defaultBranch = main
[safe]
    directory = *
"""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than ten seconds")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    report = yield
    return _refuse_skip(report, item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    report = yield
    return _refuse_skip(report, collector.nodeid)


def _refuse_skip(report, nodeid: str):
    """Under CI a skip is a failure: on that machine everything a test needs is installed."""
    expected_failure = hasattr(report, "wasxfail")
    if os.environ.get("CI") != "true" or not report.skipped or expected_failure:
        return report
    if not any(nodeid.startswith(allowed) for allowed in ALLOWED_SKIPS):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{nodeid} is skipped, which CI does not allow: {reason}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _own_git_and_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the host's Git configuration and the user's memory of trails out of the tests."""
    home = tmp_path_factory.mktemp("host")
    (home / "gitconfig").write_text(GIT_CONFIG, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", str(home / "gitconfig"))
        patch.setenv("XDG_STATE_HOME", str(home / "state"))
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        yield


@pytest.fixture(scope="session")
def demo_source(_own_git_and_state: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of approvals, made once per run; read it, and never write to it."""
    from bienban.checking import silent
    from bienban.demo.build import build_demo

    folder = tmp_path_factory.mktemp("demo") / "chi-bo"
    build_demo(folder, silent)
    return folder


@pytest.fixture
def demo(demo_source: Path, tmp_path: Path) -> Path:
    """A copy of the year of approvals, to change at will."""
    return Path(shutil.copytree(demo_source, tmp_path / "chi-bo"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, which is the sample cell's workspace too."""
    return ROOT
