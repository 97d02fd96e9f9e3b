"""The lines of a text, and what becomes of a field that nobody knows."""

from portal.domain.document_text import Line, LineKind, filled, lacking, lines, missing

K = LineKind
TEXT = """【姓名】：
# 查明
您好，【机关名称】收到。

电话【电话】。
送达地点｜【地点】
签字｜受送达人｜【说明】
甲：乙
"""


def test_each_line_is_what_it_looks_like():
    assert [(line.kind, line.label) for line in lines(TEXT)] == [
        (K.TO, ""),
        (K.HEADING, ""),
        (K.PARAGRAPH, ""),
        (K.PARAGRAPH, ""),
        (K.ROW, "送达地点"),
        (K.SIGNATURE, "受送达人"),
        (K.PARAGRAPH, ""),
    ]


def test_a_paragraph_goes_with_its_unknown_field_and_a_row_stays_to_be_written_on():
    made = filled(TEXT, {"姓名": "王某某", "机关名称": "示例局", "电话": " ", "说明": ""})
    assert Line(K.PARAGRAPH, "您好，示例局收到。") in made
    assert not any("电话" in line.text for line in made)
    assert Line(K.ROW, "", "送达地点") in made
    assert Line(K.SIGNATURE, "", "受送达人") in made


def test_what_is_merged_is_never_read_as_markup():
    [line] = filled("【甲】", {"甲": "# 签字｜谁\n【乙】"})
    assert line == Line(K.PARAGRAPH, "# 签字｜谁\n【乙】")


def test_what_stands_beside_a_required_field_must_be_known_too():
    text = "【甲】和【乙】\n【丙】\n行｜【丁】"
    assert lacking(text, {"甲": "x"}, ["甲"]) == ("乙",)
    assert lacking(text, {"甲": "x", "乙": "y"}, ["甲"]) == ()
    assert lacking(text, {}, ["丁"]) == ("丁",)
    assert missing(text, ["甲", "戊"]) == ("戊",)
