"""The demo's people and its organization.yml at each time of the year."""

from __future__ import annotations

from dataclasses import dataclass

from bienban.demo import sample
from bienban.trail.records import Identity
from bienban.vocabulary import Role

AN, BINH, THUY = "nguyen-van-an", "tran-thi-binh", "ngo-thu-thuy"
CUONG, GIANG, MAI, YEN = "le-van-cuong", "hoang-van-giang", "dang-thi-mai", "nguyen-hai-yen"

PEOPLE = {
    AN: Identity("Nguyễn Văn An", "an@vks.example"),
    BINH: Identity("Trần Thị Bình", "binh@vks.example"),
    THUY: Identity("Ngô Thu Thủy", "thuy@vks.example"),
}
"""Those who write and approve: the bí thư, the phó bí thư, the thư ký."""

_POLICY = """\
# Chỉ nội dung do người giữ các vai trò này phê duyệt, có chữ ký, mới có giá trị trên nhánh chính
phe_duyet:
  vai_tro:
    - bi-thu
    - pho-bi-thu
  chu_ky: bat-buoc
  khoi_phuc:
    - cua: Đảng ủy Viện
      khoa: {recovery}
      tu: 2025-12-01
"""


@dataclass(frozen=True)
class Keys:
    """The public keys: two of the first bí thư, one of the second, one of the superior."""

    old: str
    new: str
    second: str
    recovery: str


def rosters(text: str, keys: Keys) -> dict[str, str]:
    """Return organization.yml as it was after each event, by the event's name.

    `text` is the sample's, which knows how the year went on; "start" is what was known in
    December 2025.
    """
    text = sample.with_block(text, AN, _POLICY.format(recovery=keys.recovery))
    first = ["    khoa:", f"      - khoa: {keys.old}", "        tu: 2025-12-01"]
    renewed = [*first, "        den: 2026-07-31"]
    renewed += [f"      - khoa: {keys.new}", "        tu: 2026-07-15"]
    second = ["    khoa:", f"      - khoa: {keys.second}", "        tu: 2025-12-01"]
    for person, lines in ((BINH, second), (THUY, [])):
        text = sample.with_lines(text, person, [*_git(person), *lines])
    before = sample.with_lines(text, AN, [*_git(AN), *first])
    after = sample.with_lines(text, AN, [*_git(AN), *renewed])
    return _year(before, after) | {"new-secretary": _handed_over(after)}


def _git(person: str) -> list[str]:
    return ["    git:", f"      - {PEOPLE[person].email}"]


def _year(before: str, after: str) -> dict[str, str]:
    """Take away from the roster, latest first, what was not known yet."""
    known = {"renewed": after, "committee": before}
    known["left"] = sample.without(known["committee"], THUY, "chuc_vu")
    known["admitted"] = sample.without(known["left"], CUONG, "roi_chi_bo", "den")
    known["joined"] = sample.without_member(known["admitted"], YEN)
    known["exempt"] = sample.without_member(known["joined"], MAI)
    known["start"] = sample.without(known["exempt"], GIANG, "mien_sinh_hoat")
    return known


def _handed_over(text: str) -> str:
    """Make the phó bí thư the bí thư from 20/11/2026 on."""
    since = "        tu: 2025-01-15\n"
    last = f"{since}        den: 2026-11-19\n"
    office = "      - vai_tro: {}\n"
    chief, deputy = office.format(Role.BI_THU), office.format(Role.PHO_BI_THU)
    text = sample.replaced(text, AN, chief + since, chief + last)
    new = f"{chief}        tu: 2026-11-20\n"
    return sample.replaced(text, BINH, deputy + since, deputy + last + new)
