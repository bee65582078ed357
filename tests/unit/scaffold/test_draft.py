"""Values that stay themselves in YAML, and files that are never overwritten."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bienban.errors import BienbanError
from bienban.scaffold.agenda import AGENDAS
from bienban.scaffold.draft import Draft, comment, key, value, write_new
from bienban.vocabulary import Kind

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1)


@given(WORDS.map(str.strip).filter(bool))
def test_a_value_comes_back_as_it_was(text):
    document = f"-{value(text)}\n- b:\n    -{value(text)}\n- {key(text)}: c\n"
    read = yaml.load(document, Loader=yaml.BaseLoader)
    assert read == [text, {"b": [text]}, {text: "c"}]


@pytest.mark.parametrize(
    "text", ["Phòng họp số 2", "Nguyễn Văn An", "14:00", "Đảng ủy (để báo cáo)"]
)
def test_plain_words_need_no_quotes(text):
    assert value(text) == f" {text}"


@pytest.mark.parametrize("text", ["a: b", "a #b", "- a", "null", "a:", "[a", "@a", "a\nb", "'a'"])
def test_others_are_quoted(text):
    assert value(text).startswith(' "')


def test_nothing_is_no_value():
    assert value(None) == value("") == ""


def test_a_comment_is_one_line():
    assert comment("a\nb:  c") == "# a b: c"


def test_a_file_is_written_once(tmp_path):
    draft = Draft("a/b.md", "chữ\n", "")
    assert write_new(tmp_path, draft).read_bytes() == "chữ\n".encode()
    with pytest.raises(BienbanError, match="không ghi đè"):
        write_new(tmp_path, Draft("a/b.md", "khác", ""))
    assert (tmp_path / "a/b.md").read_text(encoding="utf-8") == "chữ\n"


def test_no_file_is_written_outside(tmp_path):
    root = tmp_path / "so"
    root.mkdir()
    with pytest.raises(BienbanError, match="ra ngoài"):
        write_new(root, Draft("../b.md", "x", ""))
    assert [p.name for p in tmp_path.iterdir()] == ["so"]


def test_every_kind_of_sitting_has_an_agenda():
    assert set(AGENDAS) == set(Kind)
    assert all(AGENDAS.values())
