"""Whether a conclusion says anything that can be done, and later be asked about.

The words are lists, matched without regard to case and tone placement.  A text is vague only
if it has nothing to hold on to **and** speaks in stock phrases: a plain decision without person
or figure («Bỏ việc điểm danh giấy») is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bienban.text import loose

_WORD = re.compile(r"[^\W\d_]+")

# What a vague conclusion is made of.
_STOCK = (
    "tiếp tục phát huy|tiếp tục duy trì|tiếp tục quán triệt|tiếp tục thực hiện|tiếp tục đổi mới|"
    "tiếp tục nâng cao|tiếp tục lãnh đạo|tiếp tục quan tâm|phát huy|duy trì|tăng cường|nâng cao|"
    "đẩy mạnh|quan tâm|chú trọng|chủ động|kịp thời|thường xuyên|bám sát|phấn đấu|quán triệt|"
    "nêu cao|đề cao|giữ vững|giữ gìn|siết chặt|rèn luyện|tu dưỡng|gương mẫu|nêu gương|đoàn kết|"
    "tinh thần trách nhiệm|thời gian tới|thời gian qua|cơ bản|nhìn chung|về cơ bản|nghiêm túc|"
    "thực hiện tốt|thực hiện nghiêm|thực hiện có hiệu quả|làm tốt|hoàn thành tốt|cho tốt|"
    "có hiệu quả|hiệu quả|đồng bộ|quyết liệt|sâu sát|sát sao|chặt chẽ|đúng mức|thực chất|"
    "bảo đảm|đảm bảo|khắc phục|hạn chế|chấn chỉnh|cố gắng|nỗ lực|nắm bắt|nhận thức|vai trò|"
    "theo quy định|theo đúng quy định|chấp hành|vận dụng|lãnh đạo|chỉ đạo|triển khai|"
    "tổ chức thực hiện|nghiên cứu thực hiện|ghi nhận|tiếp thu|biểu dương|ổn định|đạt yêu cầu|"
    "nhất trí|thống nhất|đồng ý|tán thành|không có ý kiến khác|như trên|rút kinh nghiệm|"
    "đổi mới|trọng tâm|trong sạch|vững mạnh|thi đua|lập thành tích|quy chế dân chủ"
)

# Who can be asked afterwards: bodies, offices, trades.
_ACTOR = (
    "bí thư|phó bí thư|chi ủy|chi ủy viên|cấp ủy|đảng ủy|thư ký|chi đoàn|đoàn thanh niên|"
    "công đoàn|công đoàn bộ phận|hội phụ nữ|hội nông dân|hội cựu chiến binh|mặt trận|"
    "ban công tác mặt trận|trưởng thôn|trưởng bản|tổ trưởng|kế toán|văn thư|thủ quỹ|văn phòng|"
    "công an viên|tổ giám sát|tổ kiểm tra|tổ kiểm phiếu|tổ hòa giải|tổ công tác|ban quản lý|"
    "ban chi ủy|lãnh đạo phòng|hiệu trưởng|giám đốc|mỗi đảng viên|từng đảng viên|đảng viên nào|ai"
)

# What is done, so that one can see whether it was.
_DEED = (
    "lập|soạn|viết|gửi|nộp|ký|trình|in|mua|sửa|dọn|gặp|hỏi|trả lời|báo|báo cáo|rà soát|kiểm tra|"
    "kiểm kê|thống kê|tổng hợp|xây dựng|hoàn thiện|chuẩn bị|liên hệ|bàn giao|giao nhận|thăm|đăng|"
    "niêm yết|công khai|phụ trách|theo dõi|hướng dẫn|đọc|họp|mời|cử|quét|chuyển|thu hồi|nhận|"
    "làm việc|làm thủ tục|trực|trông|dạy|dán|xếp|đổi|ban hành|bầu|ghi|giúp|nhập|đôn đốc|hoàn thành"
)

_GIVEN = "giao|phân công|cử|chỉ định|giao cho|phân công cho"
_SOFT = "tiếp tục|tăng cường|nâng cao|quan tâm|chú trọng|đẩy mạnh|phát huy|nghiên cứu"
# Who decides, how a decision is put, and what it is put before where nothing new is decided.
_DECIDING = "chi bộ|hội nghị|cuộc họp|kỳ họp|chi ủy|tập thể|các đồng chí"
_PUT = "thống nhất|nhất trí|đồng ý"
_AS_IT_IS = (
    "với|về|như|theo|cao|hoàn toàn|các|những|mọi|toàn bộ|trên|nội dung|ý kiến|báo cáo|dự thảo|"
    "chủ trương|phương hướng|thống nhất|nhất trí|đồng ý|và"
)
_VOTED = "bỏ phiếu|phiếu kín|biểu quyết|trúng cử|giơ tay"

_WHEN = (
    "hôm nay|ngày mai|chiều nay|sáng nay|tối nay|trong ngày|ngay trong ngày|tuần này|tuần tới|"
    "tuần sau|trong tuần|cuối tuần|đầu tuần|hằng ngày|hàng ngày|hằng tuần|hàng tuần|mỗi ngày|"
    "mỗi tuần|mỗi tối|mỗi kỳ|mỗi buổi|báo tuần|tháng sau|cuối tháng|đầu tháng|giữa tháng|"
    "kỳ sau|kỳ tới|kỳ họp sau|kỳ họp tới|kỳ sinh hoạt sau|kỳ sinh hoạt tới|buổi họp sau|"
    "sau cuộc họp|trước giờ làm|từ nay|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|"
    "quý sau|quý tới|cuối quý|cuối năm|trước tết|sau tết|trước rằm"
)
_COUNT = "hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|trăm"
_UNIT = (
    "vụ|vụ án|đơn|hồ sơ|hộ|gia đình|người|buổi|lần|ngày|tuần|tháng|quý|giờ|phút|triệu|nghìn|tập|"
    "bản|suất|đợt|trang|bộ|ca|thùng|nhóm|cơ quan|đơn vị|đồng chí|đảng viên|đồng"
)

# Figures that are names, dates of other papers, or feasts: they measure nothing.
_NAMES = re.compile(
    r"(?:số\s+)?\d+(?:/\d+)*-[\wĐđ]+(?:/[\wĐđ-]+)?(?:,?\s*(?:ngày|\()\s*\d+[/-]\d+[/-]\d+\)?)?"
    r"|\bkỷ niệm\s+(?:lần thứ\s+)?\d+\s+năm\b[^,;.]*"
    r"|\bngày\s+(?:thành lập|sinh|quốc khánh)\b[^,;.]*"
    r"|\b(?:nghị quyết|chỉ thị|kết luận|quy định|hướng dẫn|điều|khoản|mục|trung ương|khóa|khoá)"
    r"\s+(?:số\s+)?\d+(?:/\d+)*\b|\bnhiệm kỳ\s+\d{4}\s*[-–]\s*\d{4}"
    r"|\b(?:tháng|quý)\s+[\dIVX]+(?:/\d{4})?(?:\s+năm\s+\d{4})?|\bnăm\s+(?:học\s+)?\d{4}(?:\s*[-–]\s*\d{4})?",
    re.IGNORECASE,
)
_MONTHS = re.compile(r"\b(?:tháng|quý)\s+[\dIVX]+(?:/\d{4})?(?:\s+năm\s+\d{4})?", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:trước|trong|hết|đến|từ|sang|cuối|đầu|giữa|kỳ|họp)\s+(?:hết\s+|kỳ\s+|họp\s+)*"
    r"(?:tháng|quý)\s+[\dIVX]+(?!\S*\s+(?:vừa\s+)?qua\b)|\b\d{1,2}/\d{1,2}\b|\bngày\s+\d{1,2}\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_LEAD_IN = re.compile(
    r"^(?:đồng chí|đ/c)?\s*[^,;:.]{0,60}?\b(?:phát biểu kết luận|kết luận|nhấn mạnh|phát biểu)\b"
    r"(?:\s*:|,|\s+(?=đề nghị|yêu cầu))",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:nhất trí|đồng ý|thống nhất|ghi nhận|tiếp thu)[^,;.]*?\b(?:ý kiến|phát biểu|báo cáo)"
    r"\s+(?:của\s+)?(?:các\s+)?đồng chí[^,;.]*",
    re.IGNORECASE,
)
_COMRADE = re.compile(
    r"\b(?i:đồng chí|đ/c|quần chúng|thầy|cô|ông|bà|anh|chị)\s+(?!Bí|Phó|Chủ|Thư|Chi|Nhân dân)"
    r"[^\W\d_a-zà-ỹ][^\W\d_]*"
)
_BY_NAME = re.compile(r"[Đđ](?<!\w[Đđ])ồng chí\s+(?!Bí|Phó|Chủ|Thư|Chi|Nhân dân)[^\W\d_a-zà-ỹ]")
"""The plainest of `_COMRADE`: looked for first, as it is found in most conclusions, and at once."""

# What both patterns above cannot do without: asked first, as most texts have neither.
_LEADS, _OPINIONS = ("kết luận", "nhấn mạnh", "phát biểu"), ("ý kiến", "phát biểu", "báo cáo")
_AGREES = ("nhất trí", "đồng ý", "thống nhất", "ghi nhận", "tiếp thu")
_SENTENCE = re.compile(r"[.;:!?]\s+")
_SHORT = 3  # «Nhất trí.», «Như trên.»: words that nothing can be asked of


def _words(phrases: str) -> re.Pattern[str]:
    """Return what finds one of `phrases` as whole words in a key."""
    return re.compile(rf"(?<!\w){_one_of(phrases)}(?!\w)")


def _one_of(phrases: str) -> str:
    keys = sorted({_key(phrase) for phrase in phrases.split("|")}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, keys))})"


def _key(text: str) -> str:
    """Return `text` with each word in the form under which its spellings meet."""
    return _WORD.sub(lambda word: loose(word[0]), text)


_STOCK_WORDS, _ACTORS, _DEEDS = _words(_STOCK), _words(_ACTOR), _words(_DEED)
_SOFT_WORDS, _VOTES, _TIMES = _words(_SOFT), _words(_VOTED), _words(_WHEN)
_COUNTED = re.compile(rf"{_words(_COUNT).pattern}\s+{_words(_UNIT).pattern}")
_ORDER = re.compile(
    rf"(?<!được )(?<!\w){_words(_GIVEN).pattern}\s+(?:cho\s+)?{_words(_ACTOR).pattern}"
)

_DECIDES = re.compile(
    rf"(?:^|(?<=[.;:!?]\s))\s*(?:{_one_of(_DECIDING)}\s+)?{_one_of(_PUT)}\s+"
    rf"(?=\w)(?!{_one_of(_AS_IT_IS)}(?!\w))"
)
"""The words before a decision that say no more than that it is one: «Chi bộ thống nhất dừng …»."""


def is_vague(text: str, people: tuple[str, ...] = (), bodies: tuple[str, ...] = ()) -> bool:
    """Tell whether `text` names no task, vote, person, deadline or figure, in stock phrases only.

    `people` are names in full, `bodies` the cell's own bodies.
    """
    said = _said(text)
    # Most conclusions name a comrade or a day: they are done with before any word is looked at.
    if _BY_NAME.search(said) or _COMRADE.search(said) or _measured(said):
        return False
    key = _key(said)
    decided = _DECIDES.sub("", key)
    if not (_STOCK_WORDS.search(decided) or len(_WORD.findall(decided)) <= _SHORT):
        return False
    return not (
        _TIMES.search(key)
        or _COUNTED.search(key)
        or _VOTES.search(key)
        or (people and _any_of(people).search(key))
        or _given(key, bodies)
    )


def _said(text: str) -> str:
    """Return `text` without who concludes, and without whose opinion it merely agrees with."""
    low = text.lower()
    if any(word in low for word in _LEADS):
        text = _LEAD_IN.sub("", text, count=1)
    agreed = any(word in low for word in _AGREES) and any(word in low for word in _OPINIONS)
    return _AGREED.sub(" ", text) if agreed else text


def _measured(said: str) -> bool:
    """Tell whether a day or a figure stands in a text that is no name of something else."""
    low = said.lower()
    if not (_FIGURE.search(low) or "tháng" in low or "quý" in low):
        return False
    bare = _NAMES.sub(_kept, said)
    return bool(_DAY.search(bare) or _FIGURE.search(_MONTHS.sub(" ", bare)))


def _kept(found: re.Match[str]) -> str:
    """Keep a month or quarter for `_DAY`, and drop every other name."""
    return found[0] if found[0].lower().startswith(("tháng", "quý")) else " "


@lru_cache(maxsize=1024)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return _words("|".join(names))


def _given(key: str, bodies: tuple[str, ...]) -> bool:
    """Tell whether somebody or some body has a thing to do that can be seen done."""
    for sentence in _SENTENCE.split(key):
        if _SOFT_WORDS.search(sentence):
            continue
        if _ORDER.search(sentence) or (bodies and _any_of(bodies).search(sentence)):
            return True
        if _ACTORS.search(sentence) and _DEEDS.search(sentence):
            return True
    return False
