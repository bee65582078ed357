"""The year of the sample cell as a real history: drafts, reviews, and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bienban.approval.act import approve, reject
from bienban.approval.proposal import open_desk, propose
from bienban.dates import VIETNAM
from bienban.demo.roster import AN, BINH, PEOPLE, THUY, Keys, rosters
from bienban.demo.sample import Sample, load_sample
from bienban.documents.reader import ORGANIZATION
from bienban.errors import BienbanError
from bienban.trail.environment import Repository
from bienban.trail.founding import MAIN, Drafting, configure, found, new_key
from bienban.vocabulary import Role, Status

Tick = Callable[[int, int], None]

KEYS = ".git/khoa-mau"
"""Where the throwaway private keys lie, seen from the workspace: outside of what Git tracks."""

IGNORED = "site/\nsite-chi-uy/\npapers/\npapers-chi-uy/\n"
GUIDANCE = "meetings/huong-dan/2026-08.yml"
"""What the thư ký pushes straight to main, to be healed."""
CORRECTED = "meetings/2026/2026-03-20-chuyen-de.md"
REJECTED = "meetings/2026/2026-02-04-thuong-ky.md"
REMOVED = "resolutions/2025-2027/13-TB-CB.md"
TWIN = "resolutions/2025-2027/12-TB-CB.md"
PLANNED = "meetings/2026/2026-11-27-thuong-ky.md"
WAITING = "meetings/2026/2026-10-05-thuong-ky.md"

_SPAN = re.compile(r"^gio: (\d{1,2}:\d{2})-(\d{1,2}):(\d{2})$", re.MULTILINE)
_ADOPTION = re.compile(r"\n### Thông qua biên bản\n.*\Z", re.DOTALL)


@dataclass
class Story:
    """The repository in the making; `key` is the file of who approves now."""

    root: Path
    repository: Repository
    sample: Sample
    rosters: dict[str, str]
    tick: Tick
    key: str = "an-2025"
    done: int = 0
    acts: list[Callable[[], None]] = field(default_factory=list)

    @property
    def drafting(self) -> Drafting:
        """Who puts commits on branches."""
        return Drafting(self.repository)

    # What people do

    def draft(self, branch: str, files: dict[str, str | None], day: str, message: str) -> None:
        """Commit files on a branch as the thư ký, at half past five."""
        moment = _at(day, 17, 30)
        self.drafting.commit(_ref(branch), files, message, PEOPLE[THUY], moment)

    def approve(self, branch: str | None, day: str, despite: tuple[str, ...] = ()) -> None:
        """Approve as `bienban approve` does: what is refused there fails here."""
        proposal = propose(
            open_desk(self.root), branch, folder=self.root, key=f"{KEYS}/{self.key}",
            despite=despite, moment=_at(day, 18, 30),
        )  # fmt: skip
        against = [f"{d.path}: {d.code}: {d.message}" for d in proposal.errors]
        against += [f"{fault.path}: {fault.code}: {fault.message}" for fault in proposal.faults]
        if against:
            raise BienbanError(f"chi bộ mẫu không phê duyệt được: {against[0]}")
        approve(proposal)

    def roster(self, event: str, day: str, message: str) -> None:
        """Change the roll as the thư ký, and approve it under the roll before."""
        branch = f"danh-ba/{day}"
        self.draft(branch, {ORGANIZATION: self.rosters[event]}, day, message)
        self.approve(branch, day)

    def month(self, number: str, last: str, approved: str) -> None:
        """Draft the month's documents on their days, and approve them together."""
        self.draft_days(f"bien-ban/{number}", f"{number}-01", last)
        self.approve(f"bien-ban/{number}", approved)

    def draft_days(self, branch: str, first: str, last: str) -> None:
        """Draft the documents of these days, one commit each."""
        paths = self.sample.between(date.fromisoformat(first), date.fromisoformat(last))
        for path in paths:
            if path not in (GUIDANCE, PLANNED):
                text = _first_version(path, self.sample.documents[path])
                day = self.sample.days[path].isoformat()
                self.draft(branch, {path: text}, day, f"Ghi {Path(path).stem}")

    # What goes otherwise than planned

    def send_back(self) -> None:
        """Reject February's minutes, which do not say that they were adopted; mend them."""
        branch = "bien-ban/2026-02"
        self.draft_days(branch, "2026-02-01", "2026-02-28")
        desk = open_desk(self.root)
        reason = "Biên bản ngày 04/02 chưa ghi việc đọc và thông qua biên bản"
        key = f"{KEYS}/{self.key}"
        reject(desk, branch, reason, folder=self.root, key=key, moment=_at("2026-02-25", 8, 30))
        text = self.sample.documents[REJECTED]
        self.draft(branch, {REJECTED: text}, "2026-02-26", "Ghi việc thông qua biên bản")
        self.approve(branch, "2026-02-27")

    def correct(self) -> None:
        """Correct the end of March's theme, which the first version had wrong."""
        text = _corrected(self.sample.documents[CORRECTED], "2026-04-06", "Sai giờ kết thúc")
        self.draft("dinh-chinh/2026-03-20", {CORRECTED: text}, "2026-04-06", "Sửa giờ kết thúc")
        self.approve("dinh-chinh/2026-03-20", "2026-04-07")

    def renew_key(self) -> None:
        """Enter the bí thư's new key, approved with the old one; sign with the new from now on."""
        self.roster("renewed", "2026-07-14", "Ghi khóa mới của Bí thư, khóa cũ dùng đến 31/7/2026")
        self.key = "an-2026"

    def push_straight(self) -> None:
        """Let August's guidance reach main without review."""
        files: dict[str, str | None] = {GUIDANCE: self.sample.documents[GUIDANCE]}
        moment, message = _at("2026-08-03", 9, 0), "Thêm hướng dẫn tháng 8"
        self.drafting.commit(MAIN, files, message, PEOPLE[THUY], moment)
        self.drafting.check_out()

    def heal(self) -> None:
        """Approve after all what was pushed straight to main."""
        self.approve(None, "2026-08-04", despite=(self.drafting.tip(MAIN),))

    def bring_main_in(self) -> None:
        """Let the theme's branch leave before September's sitting reaches main; take that in."""
        sitting, theme = "bien-ban/2026-09", "chuyen-de/2026-09"
        self.draft_days(sitting, "2026-09-01", "2026-09-17")
        self.draft_days(theme, "2026-09-18", "2026-09-18")
        self.approve(sitting, "2026-09-20")
        self.drafting.bring_in(_ref(theme), PEOPLE[THUY], _at("2026-09-21", 8, 0))
        self.draft_days(theme, "2026-09-19", "2026-09-30")
        self.approve(theme, "2026-09-30")

    def remove(self) -> None:
        """Approve a notice under two numbers, and take the second away by another approval."""
        notice = self.sample.documents[TWIN]
        text = re.sub(r"^so: \d+$", "so: 13", notice, count=1, flags=re.MULTILINE)
        self.draft("van-ban/13-TB", {REMOVED: text}, "2026-10-09", "Ghi thông báo số 13")
        self.approve("van-ban/13-TB", "2026-10-10")
        self.draft("van-ban/bo-13-TB", {REMOVED: None}, "2026-10-12", "Bỏ thông báo ghi trùng")
        self.approve("van-ban/bo-13-TB", "2026-10-13")

    def hand_over(self) -> None:
        """Approve the new bí thư under the roster of the old one."""
        message = "Đồng chí Trần Thị Bình làm Bí thư từ 20/11/2026"
        self.roster("new-secretary", "2026-11-19", message)
        self.key = "binh"

    def plan(self) -> None:
        """Approve the planned sitting, which the new bí thư will chair."""
        old, new = (f"{PEOPLE[who].name}, {Role.BI_THU.label}" for who in (AN, BINH))
        text = self.sample.documents[PLANNED].replace(old, new)
        chair = "chu_tri: {}\n"
        text = text.replace(chair.format(PEOPLE[AN].name), chair.format(PEOPLE[BINH].name))
        assert f"trang_thai: {Status.DU_KIEN}" in text
        self.draft("bien-ban/du-kien", {PLANNED: text}, "2026-11-20", "Dự kiến họp tháng 11")
        self.approve("bien-ban/du-kien", "2026-11-20")

    def leave_waiting(self) -> None:
        """Leave a correction for whoever tries `bienban approve`."""
        text = _corrected(self.sample.documents[WAITING], "2026-11-20", "Bổ sung địa điểm")
        text = re.sub(r"^(dia_diem: .*)$", r"\1, trụ sở Viện", text, count=1, flags=re.MULTILINE)
        self.draft("dinh-chinh/2026-10-05", {WAITING: text}, "2026-11-20", "Bổ sung địa điểm")

    def tell(self) -> None:
        """Go through the year, and show how far it is."""
        acts = _year(self)
        for done, act in enumerate(acts):
            self.tick(done, len(acts))
            act()
        self.tick(len(acts), len(acts))


def _year(story: Story) -> list[Callable[[], None]]:
    """Return the acts of the year in their order."""
    month, roster = story.month, story.roster
    return [
        lambda: month("2025-12", "2025-12-31", "2025-12-31"),
        lambda: month("2026-01", "2026-01-31", "2026-01-29"),
        story.send_back,
        lambda: roster("exempt", "2026-02-28", "Đồng chí Hoàng Văn Giang được miễn sinh hoạt"),
        lambda: month("2026-03", "2026-03-31", "2026-03-30"),
        lambda: roster("joined", "2026-04-01", "Đồng chí Đặng Thị Mai chuyển đến"),
        story.correct,
        lambda: month("2026-04", "2026-04-30", "2026-04-29"),
        lambda: roster("admitted", "2026-05-20", "Kết nạp đồng chí Nguyễn Hải Yến"),
        lambda: month("2026-05", "2026-05-31", "2026-05-29"),
        lambda: roster("left", "2026-06-15", "Đồng chí Lê Văn Cường chuyển sinh hoạt"),
        lambda: month("2026-06", "2026-06-30", "2026-06-29"),
        lambda: roster("committee", "2026-07-10", "Đồng chí Ngô Thu Thủy vào chi ủy"),
        story.renew_key,
        lambda: month("2026-07", "2026-07-31", "2026-07-29"),
        story.push_straight,
        story.heal,
        lambda: month("2026-08", "2026-08-31", "2026-09-01"),
        story.bring_main_in,
        lambda: month("2026-10", "2026-10-31", "2026-10-08"),
        story.remove,
        lambda: month("2026-11", "2026-11-19", "2026-11-19"),
        story.hand_over,
        story.plan,
        story.leave_waiting,
    ]


def build_demo(root: Path, tick: Tick) -> None:
    """Make the demo at `root`, a folder that is empty or not there yet.

    Everything is fixed but the keys, which are made anew, and so the ids of commits.
    """
    sample = load_sample()
    repository = found(root)
    keys = _make_keys(root)
    story = Story(root, repository, sample, rosters(sample.organization, keys), tick)
    files = {**sample.extras, ".gitignore": IGNORED, ORGANIZATION: story.rosters["start"]}
    story.drafting.start(
        files, "Bắt đầu sổ, áp dụng phê duyệt", PEOPLE[AN], _at("2025-12-01", 8, 0)
    )
    story.tell()
    who = PEOPLE[BINH]
    configure(repository, {
        "user.name": who.name, "user.email": who.email,
        "gpg.format": "ssh", "user.signingkey": f"{KEYS}/binh",
    })  # fmt: skip


def _make_keys(root: Path) -> Keys:
    folder = root / KEYS
    folder.mkdir(parents=True)
    names = ("an-2025", "an-2026", "binh", "dang-uy")
    return Keys(*(new_key(folder / name, f"{name}, khóa mẫu") for name in names))


def _ref(branch: str) -> str:
    return f"refs/heads/{branch}"


def _at(day: str, hour: int, minute: int) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, minute), VIETNAM)


def _first_version(path: str, text: str) -> str:
    """Return a document as it was first drafted: two had a flaw."""
    if path == REJECTED:
        return _ADOPTION.sub("\n", text)
    return _later_end(text) if path == CORRECTED else text


def _later_end(text: str) -> str:
    """Return minutes that end half an hour later than they did."""
    found = _SPAN.search(text)
    if found is None:
        raise BienbanError("biên bản mẫu không còn ghi `gio` như bản minh họa cần")
    end = datetime(2026, 1, 1, int(found[2]), int(found[3])) + timedelta(minutes=30)
    return text[: found.start()] + f"gio: {found[1]}-{end:%H:%M}" + text[found.end() :]


def _corrected(text: str, day: str, reason: str) -> str:
    """Return a document with a correction at the end of its front matter."""
    head, mark, body = text.partition("\n---\n\n")
    return f"{head}\ndinh_chinh:\n  - ngay: {day}\n    ly_do: {reason}{mark}{body}"
