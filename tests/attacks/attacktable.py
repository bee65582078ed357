"""The published table of attacks, made of the tests themselves.

`python tests/attacks/attacktable.py` writes the pages docs/quy-tac/tan-cong*.md; a test holds them
to it.  There are two of them, so that neither is heavy on a phone.
"""

# ruff: noqa: E501 -- one sentence a line, as in all prose

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "docs" / "quy-tac"
FIRST, SECOND = "tan-cong.md", "tan-cong-2.md"

HEAD = """\
# Các cách tấn công dấu vết phê duyệt

Lịch sử Git chỉ đáng tin nếu không ai nói khéo được nó.
Mỗi dòng dưới đây là một bài thử trong `tests/attacks/`: làm thật bằng lệnh Git thật, cho thấy cách kiểm tra thông thường (bảo vệ nhánh, tên tác giả, `git log --show-signature`) bị qua mặt, rồi cho thấy bienban bắt được với mã nào.
«từ chối» là lệnh không xét, nói một câu vì sao và thoát với mã 1.
Trang này được viết ra từ chính các bài thử.
"""

HEAD_AGAIN = f"""\
# Các cách tấn công dấu vết phê duyệt (tiếp)

Cách đọc bảng này nói ở [trang đầu]({FIRST}).
"""

NEXT = f"""\
## Xem tiếp

[Các cách tấn công khác, lịch sử trung thực và những gì ngoài tầm]({SECOND}).
"""

REACH = """\
## Ngoài tầm

Những điều sau không chương trình nào chứng minh được từ Git, nên nói thẳng ở đây.

- Hai người thông đồng: một người soạn, một người duyệt, cả hai cùng biết.
- Người duyệt không đọc, hoặc ký lời mà mình không đọc: `git merge -S` một thẻ do người khác viết sẽ mang lời trong thẻ vào commit; «bienban approve» thì tự viết lời phê duyệt.
- Người soạn của bản nháp không ký là theo khai báo: ai cũng ghi được tên người khác. `phe_duyet.du_thao: bat-buoc` đòi bản nháp có chữ ký.
- Khóa bị lấy cắp mà chưa ai báo: chữ ký của kẻ trộm là chữ ký thật cho đến ngày thu hồi.
- Ngày của một lần phê duyệt là ngày người ký ghi. Lùi quá 24 giờ so với bước trước thì lộ (BB909); lùi trong 24 giờ, hoặc khi từ ngày đó chưa có bước nào, thì không. Ghi ngày tương lai chỉ bị chặn ở cổng (hook của máy chủ).
- Gốc tin cậy: nội dung có sẵn ở gốc được coi là đã duyệt. Hãy đối chiếu id của gốc bằng đường khác, một lần.
- Bản sao mới chưa từng thấy gì không biết lịch sử đã bị cắt hay viết lại; `--goc` và `--da-thay` mang điều đã thấy sang.
- Ai sửa được ổ đĩa của máy kiểm tra (bienban, git, ssh-keygen, bộ nhớ của bienban, cây thư mục trong `.git/objects`) thì làm chủ kết quả của máy đó; máy khác vẫn thấy đúng.
- Với `chu_ky: khuyen-nghi`, một lần hợp nhất không ký chỉ chắc như tài khoản trên kho chung; kết luận nói rõ là yếu hơn.
- Va chạm có chủ ý của SHA-1: Git dùng bản SHA-1 dò được va chạm; kho SHA-256 cũng được xét.
"""


def pages() -> dict[str, str]:
    """Return both pages by file name: half of the tables on each, what is left at the end."""
    from attackkit import ATTACKS

    names = sorted(path.stem for path in HERE.glob("test_*.py") if path.stem != "test_attack_table")
    tables = []
    for name in names:
        title = (importlib.import_module(name).__doc__ or "").strip()
        if rows := [row for row in ATTACKS if row.module == name]:
            tables.append(f"## {title}\n\n" + "".join(_table(rows)))
    half = len(tables) // 2
    return {
        FIRST: "\n".join([HEAD, *tables[:half], NEXT]),
        SECOND: "\n".join([HEAD_AGAIN, *tables[half:], _honest(), REACH]),
    }


def _honest() -> str:
    from attackkit import HONEST

    clean = "".join(f"- {title}\n" for _, title in sorted(HONEST, key=lambda row: row[0]))
    return (
        "## Lịch sử trung thực phải sạch\n\n"
        "Bên cạnh đó, những lịch sử trông lạ mà trung thực không được có điểm sai nào.\n\n" + clean
    )


def _table(rows: list) -> Iterator[str]:
    yield "| Cách tấn công | Vì sao bị bắt | Mã |\n|---|---|---|\n"
    for row in rows:
        codes = ", ".join(row.codes)
        yield f"| {_cell(row.title)} | {_cell(row.how)} | {codes} |\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*")


if __name__ == "__main__":
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
