"""How the figures of a vote fit together: shared, so that one slip of the pen is one finding."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bienban.documents.document import Loc
from bienban.documents.meeting import Ballots
from bienban.register import VoteFacts
from bienban.vocabulary import Matter

_THREE = "`tan_thanh`, `khong_tan_thanh` và `y_kien_khac` cộng lại"
_RECOUNT = "Đếm lại phiếu; xem lại `vang`, `mien_van_du` và `khong_bieu_quyet`."


@dataclass(frozen=True, slots=True)
class Slip:
    """Figures that do not fit: where, what they should be, and the way out."""

    loc: Loc
    message: str
    help: str


Figure = tuple[str, int]
"""A key with the count that stands there."""


def broken_order(ballots: Ballots | None) -> tuple[Figure, Figure] | None:
    """Return the first pair, the whole before its part, that breaks phat_ra ≥ thu_ve ≥ hop_le."""
    if ballots is None:
        return None
    figures = (
        ("phat_ra", ballots.issued),
        ("thu_ve", ballots.returned),
        ("hop_le", ballots.valid),
    )
    known = [(key, count) for key, count in figures if count is not None]
    return next(((whole, part) for whole, part in pairwise(known) if part[1] > whole[1]), None)


def valid_ballots(ballots: Ballots | None) -> int | None:
    """Return how many ballots were valid; None where that is not written or cannot be right."""
    return None if ballots is None or broken_order(ballots) else ballots.valid


def figure_loc(vote: VoteFacts) -> Loc:
    """Return the place of the figures: of the first that is written."""
    if vote.matter is Matter.KY_LUAT:
        return (*vote.loc, "lua_chon")
    return (*vote.loc, "tan_thanh" if vote.record.agreed_by_all is None else "nhat_tri")


def figure_words(vote: VoteFacts) -> str:
    """Return what a message calls the figures of the vote."""
    if vote.matter is Matter.KY_LUAT:
        return "`lua_chon` cộng lại"
    return _THREE if vote.record.agreed_by_all is None else "`nhat_tri`"


def not_added_up(vote: VoteFacts) -> Slip | None:
    """Return the slip where the choices of a ballot on discipline are not its valid ballots."""
    valid = valid_ballots(vote.record.ballots)
    if vote.matter is not Matter.KY_LUAT or None in (valid, vote.cast) or vote.cast == valid:
        return None
    return Slip(
        figure_loc(vote),
        f"`lua_chon` cộng lại phải bằng {valid} phiếu hợp lệ, nhưng là {vote.cast}",
        "Đếm lại số phiếu của từng hình thức, hoặc sửa `hop_le`.",
    )


def too_many(vote: VoteFacts) -> Slip | None:
    """Return the slip where there are more votes or ballots than who could give them."""
    if not vote.counted or not_added_up(vote):
        return None
    return _more_than_voters(vote) or _more_than_valid(vote) or _more_ballots(vote)


def _more_than_voters(vote: VoteFacts) -> Slip | None:
    if vote.cast is None or vote.able is None or vote.cast <= vote.able:
        return None
    return Slip(
        figure_loc(vote),
        f"{figure_words(vote)} phải nhiều nhất là {vote.able}, số người được biểu quyết, "
        f"nhưng là {vote.cast}",
        _too_many_help(vote),
    )


def _more_than_valid(vote: VoteFacts) -> Slip | None:
    valid = valid_ballots(vote.record.ballots)
    if valid is None or vote.cast is None or vote.cast <= valid:
        return None
    return Slip(
        figure_loc(vote),
        f"{figure_words(vote)} phải bằng {valid} phiếu hợp lệ, nhưng là {vote.cast}",
        "Đếm lại phiếu, hoặc sửa `hop_le`.",
    )


def _more_ballots(vote: VoteFacts) -> Slip | None:
    ballots = vote.record.ballots
    if ballots is None or broken_order(ballots) or None in (ballots.issued, vote.able):
        return None
    return ballots_beyond((*vote.loc, "phieu"), ballots, vote.able, _too_many_help(vote))


def ballots_beyond(
    loc: Loc, ballots: Ballots, able: int | None, help: str = _RECOUNT
) -> Slip | None:
    """Return the slip where more ballots were handed out than there were people who could vote."""
    issued = ballots.issued
    if issued is None or able is None or issued <= able:
        return None
    message = f"`phat_ra` phải nhiều nhất là {able}, số người được biểu quyết, nhưng là {issued}"
    return Slip((*loc, "phat_ra"), message, help)


def _too_many_help(vote: VoteFacts) -> str:
    """Return the help, naming those who were there without a vote: most likely one was counted."""
    attendance = vote.sitting.attendance
    voters = {standing.person for standing in vote.voters or ()}
    present = attendance.present if attendance else ()
    without = [s.person.name for s in present if s.person not in voters]
    if not without:
        return _RECOUNT
    return f"Người có mặt nhưng không biểu quyết: {', '.join(without)}. {_RECOUNT}"


def too_few(vote: VoteFacts) -> Slip | None:
    """Return the slip where votes are missing: of those who could vote, or of valid ballots."""
    if not vote.counted or vote.cast is None or not_added_up(vote):
        return None
    valid = valid_ballots(vote.record.ballots)
    if valid is not None:
        return _fewer(vote, valid, f"{valid} phiếu hợp lệ")
    if vote.able is None or vote.sitting.document.broken(*vote.loc, "phieu") or vote.record.ballots:
        return None
    return _fewer(vote, vote.able, f"{vote.able}, số người được biểu quyết")


def _fewer(vote: VoteFacts, whole: int, words: str) -> Slip | None:
    if vote.cast is None or vote.cast >= whole:
        return None
    return Slip(
        figure_loc(vote),
        f"{figure_words(vote)} phải bằng {words}, nhưng là {vote.cast}",
        "Ghi đủ phiếu vào ba nhóm; ai có mặt mà không biểu quyết thì ghi vào `khong_bieu_quyet`.",
    )


def fits(vote: VoteFacts) -> bool:
    """Tell whether nothing is wrong with the figures, so that a result may be judged by them."""
    slips = (not_added_up(vote), too_many(vote), too_few(vote), broken_order(vote.record.ballots))
    return not any(slips)
