"""The standard of its day: which document speaks on which day."""

from datetime import date
from fractions import Fraction
from importlib import resources

import pytest

from bienban.standards import Confidence, StandardsError, load_standards, rule_kinds, standards_from

STANDARDS = load_standards()


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2010, 1, 1), "12-HD/BTCTW"),  # before everything: the earliest
        (date(2024, 5, 4), "12-HD/BTCTW"),
        (date(2025, 10, 27), "12-HD/BTCTW"),
        (date(2025, 10, 28), "42-HD/BTCTW"),
        (date(2026, 1, 5), "42-HD/BTCTW"),
    ],
)
def test_conduct_by_day(day, number):
    assert STANDARDS.on(day).conduct.citation.number == number
    assert STANDARDS.on(day).cite("conduct").number == number


@pytest.mark.parametrize(
    ("topic", "day", "number"),
    [
        ("papers", date(2026, 1, 8), "66-QĐ/TW"),
        ("papers", date(2026, 1, 9), "399-QĐ/TW"),
        ("layout", date(2026, 5, 26), "36-HD/VPTW"),
        ("layout", date(2026, 5, 27), "05-HD/VPTW"),
        ("votes", date(2025, 5, 25), "24-QĐ/TW"),
        ("votes", date(2025, 5, 26), "294-QĐ/TW"),
        ("votes", date(2026, 4, 8), "20-QĐ/TW"),
        ("votes", date(2026, 7, 26), "208-QĐ/TW"),
        ("review", date(2025, 10, 30), "25-HD/BTCTW"),
        ("review", date(2025, 10, 31), "43-HD/BTCTW"),
        ("secrecy", date(2026, 2, 28), "29/2018/QH14"),
        ("secrecy", date(2026, 3, 1), "117/2025/QH15"),
        ("privacy", date(2025, 12, 31), "13/2023/NĐ-CP"),
        ("privacy", date(2026, 1, 1), "356/2025/NĐ-CP"),
        ("policy", date(2025, 7, 22), "10-CT/TW"),
        ("policy", date(2025, 7, 23), "50-CT/TW"),
        ("discipline", date(2026, 7, 26), "22-QĐ/TW"),
    ],
)
def test_the_document_to_cite_changes_on_its_day(topic, day, number):
    assert STANDARDS.on(day).cite(topic).number == number


@pytest.mark.parametrize(
    ("day", "figures", "cited"),
    [
        (date(2026, 1, 5), ["professional_share"], "Quy ước bienban-1 (21/11/2026)"),
        (date(2026, 1, 5), ["minimum_minutes"], "Hướng dẫn 42-HD/BTCTW (28/10/2025)"),
        (
            date(2024, 1, 5),
            ["minimum_minutes", "joint_minutes"],
            "Hướng dẫn 12-HD/BTCTW (06/7/2018), mục II.3.3",
        ),
        (
            date(2024, 1, 5),
            ["minimum_minutes", "attendance_rate"],
            "Hướng dẫn 12-HD/BTCTW (06/7/2018)",
        ),
        (
            date(2026, 1, 5),
            ["professional_share", "meetings_per_month"],
            "Hướng dẫn 42-HD/BTCTW (28/10/2025)",
        ),
        (date(2026, 1, 5), [], "Hướng dẫn 42-HD/BTCTW (28/10/2025)"),
    ],
    ids=["convention", "topic", "one-clause", "several-clauses", "several-documents", "none"],
)
def test_what_all_figures_are_of_is_cited(day, figures, cited):
    assert str(STANDARDS.on(day).cite("conduct", figures)) == cited


def test_conduct_differs_between_old_and_new():
    old, new = STANDARDS.on(date(2024, 1, 1)).conduct, STANDARDS.on(date(2026, 1, 1)).conduct
    assert (old.minimum_minutes, old.joint_minutes) == (new.minimum_minutes, new.joint_minutes)
    assert new.minutes_for(joint=False) == 90
    assert new.minutes_for(joint=True) == 120
    assert (old.papers_ahead_days, new.papers_ahead_days) == (None, 1)
    assert (old.score_asked, new.score_asked) == (False, True)


def test_an_inherited_figure_is_cited_from_the_heir_and_is_less_sure():
    old, new = STANDARDS.on(date(2024, 1, 1)).conduct, STANDARDS.on(date(2026, 1, 1)).conduct
    assert old.figures["attendance_rate"].confidence is Confidence.OFFICIAL
    assert new.figures["attendance_rate"].confidence is Confidence.UNCONFIRMED
    assert new.citation_of("attendance_rate").number == "42-HD/BTCTW"


@pytest.mark.parametrize(
    ("present", "expected", "enough"), [(17, 20, False), (18, 20, True), (85, 100, False)]
)
def test_exactly_the_rate_is_not_over_it(present, expected, enough):
    conduct = STANDARDS.on(date(2026, 1, 1)).conduct
    assert conduct.attendance_rate == Fraction(17, 20)
    assert conduct.attendance_enough(present, expected) is enough


def test_layout_boundary_and_zeros():
    before, after = STANDARDS.on(date(2026, 5, 26)).layout, STANDARDS.on(date(2026, 5, 27)).layout
    assert (before.end_mark, after.end_mark) == ("./.", ".")
    assert (after.margin_top_mm, after.margin_bottom_mm) == (20, 20)
    assert (after.margin_left_mm, after.margin_right_mm) == (30, 15)
    assert after.number_text(5, "NQ", "CB") == "Số 05-NQ/CB"
    assert after.number_text(10, "NQ", "CB") == "Số 10-NQ/CB"
    assert [after.day_text(9), after.day_text(10)] == ["09", "10"]
    assert [after.month_text(m) for m in (1, 2, 3, 10)] == ["01", "02", "3", "10"]


def test_papers_of_a_cell():
    papers = STANDARDS.on(date(2026, 6, 1)).papers
    assert papers.may_issue("NQ") and papers.name("NQ") == "Nghị quyết"
    assert not papers.may_issue("HD") and papers.forbidden("HD")
    assert papers.name("QyĐ") == "Quy định"
    assert not papers.forbidden("NQ") and not papers.forbidden("XX")


def shipped() -> dict[str, str]:
    folder = resources.files("bienban.standards") / "data"
    files = (file for file in folder.iterdir() if file.name.endswith(".yml"))
    return {file.name.removesuffix(".yml"): file.read_text(encoding="utf-8") for file in files}


def test_a_later_document_says_which_papers_a_rule_concerns_from_its_day_on():
    later = HEAD.replace("2020-01-01", "2027-01-01") + "so_lieu:\n  papers:\n    inspected: [NQ]\n"
    standards = standards_from({**shipped(), "x": later})
    assert standards.on(date(2026, 12, 31)).papers.inspected == ("NQ", "KH", "CTr")
    assert standards.on(date(2027, 1, 1)).papers.inspected == ("NQ",)
    assert standards.on(date(2027, 1, 1)).papers.of_a_sitting == ("NQ", "KL")


@pytest.mark.parametrize(
    ("figure", "strange"),
    [
        ("inspected: [NQ, NGHI]", "NGHI"),  # no kind of paper
        ("oversight_plans: [HD]", "HD"),  # one that a cell may not issue
        ("adopted_by_vote: [TB]", "TB"),  # one that comes from no sitting
        ("signed_by_chair: [KL, KH]", "KH"),
    ],
)
def test_a_list_of_papers_that_names_a_strange_kind_does_not_load(figure, strange):
    bad = HEAD.replace("2020-01-01", "2027-01-01") + f"so_lieu:\n  papers:\n    {figure}\n"
    with pytest.raises(StandardsError, match=f"thể loại lạ: {strange}"):
        standards_from({**shipped(), "x": bad})


def test_rules_concern_all_kinds_unless_data_says_fewer():
    assert rule_kinds("BB205") == ("thuong-ky", "chuyen-de")
    assert "dai-hoi" not in rule_kinds("BB204")
    assert len(rule_kinds("BB201")) == 7


def test_headings_by_kind():
    conduct = STANDARDS.on(date(2026, 6, 1)).conduct
    congress = {heading.key: heading for heading in conduct.headings("dai-hoi")}
    monthly = {heading.key: heading for heading in conduct.headings("thuong-ky")}
    assert "Khai mạc đại hội" in congress["mo-dau"].wordings
    assert "Khai mạc đại hội" not in monthly["mo-dau"].wordings
    assert "Diễn biến" in monthly["noi-dung"].wordings
    assert monthly["ket-luan-chung"].required and not monthly["tham-luan"].required
    with pytest.raises(KeyError):
        conduct.headings("hop-lop")


def test_days_between_two_changes_share_one_object():
    assert STANDARDS.on(date(2026, 8, 1)) is STANDARDS.on(date(2026, 9, 1))


def test_citation_reads_as_people_write_it():
    day = STANDARDS.on(date(2026, 1, 5))
    assert str(day.conduct.citation) == "Hướng dẫn 42-HD/BTCTW (28/10/2025)"
    assert str(day.cite("papers")) == "Quy định 66-QĐ/TW (06/02/2017)"
    assert str(day.votes.majority("nghi-quyet").citation) == "Điều lệ Đảng, Điều 9.5"
    old = STANDARDS.on(date(2024, 1, 5)).conduct.citation_of("minimum_minutes")
    assert str(old) == "Hướng dẫn 12-HD/BTCTW (06/7/2018), mục II.3.3"


def test_a_document_of_which_only_the_year_is_known_holds_from_its_first_day_and_says_so():
    known = {document.stem: document for document in STANDARDS.documents}
    law = known["29-2018-QH14"]
    assert law.start == date(2018, 1, 1)
    assert law.since == "năm 2018 (chưa rõ ngày, tính từ đầu năm)"
    assert known["117-2025-QH15"].since == "01/3/2026"
    assert known["296-QD-TW"].since == "chưa rõ"


HEAD = (
    "so: 1-X\nve: Thử\nngay: 2020-01-01\nhieu_luc: 2020-01-01\nnguon: x\nconfidence: O\nnote: x\n"
)


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        (HEAD.replace("so: 1-X\n", ""), "thiếu khóa `so`", 1),
        (HEAD + "so_lieu:\n  conduct:\n    minimum_minutes: dài\n", "phải là số nguyên", 10),
        (HEAD + "so_lieu:\n  conduct:\n    minutes: 9\n", "không có số liệu `minutes`", 10),
        (HEAD + "so_lieu:\n  conduct:\n    attendance_rate: 3/2\n", "`so_lieu.conduct.atten", 10),
        (HEAD + "so_lieu:\n  họp: {}\n", "không có chủ đề `họp`", 9),
        (HEAD + "so: 2-X\n", "viết hai lần", 8),
        (HEAD + "so_lieu: &a\n  votes: *a\n", "bí danh", 9),
        (HEAD + "so_lieu:\n  votes: {ke_thua: {tu: y, note: z}}\n", "tên một tệp khác", 9),
        (HEAD + "so_lieu: [\n", "không đọc được YAML", 9),
    ],
)
def test_a_bad_file_says_where_and_what(text, said, line):
    with pytest.raises(StandardsError) as caught:
        standards_from({"x": text})
    (problem,) = caught.value.problems
    assert said in problem.message
    assert (problem.path, problem.line) == ("x.yml", line)


def test_standards_with_a_hole_do_not_load():
    with pytest.raises(StandardsError, match="chưa đủ số liệu"):
        standards_from({"x": HEAD + "chu_de: [conduct]\n"})
