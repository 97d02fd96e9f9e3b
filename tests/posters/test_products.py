"""The sheets, cards and pictures beside the board: what they say, and what they refuse."""

import io
import json
import time
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from boards import pdf_text, squeezed, text_boxes
from PIL import Image
from prints import CARD, LONG, PUBLICITY, SHARE

import posters
from posters import (
    CountyLine,
    InvalidPrint,
    PrintSettings,
    Reason,
    Share,
    UnprintableText,
    parse_card,
    parse_publicity,
    parse_share,
    render_cards,
    render_publicity,
    render_share,
)

FOLDER = Path(posters.__file__).parent


def example(name: str) -> dict:
    return json.loads((FOLDER / name).read_text("utf-8"))


def problems(parse, data) -> list[tuple[str, Reason]]:
    with pytest.raises(InvalidPrint) as invalid:
        parse(data)
    return [tuple(problem) for problem in invalid.value.problems]


def test_a_sheet_of_publicity_says_what_the_portal_does_and_whom_to_call():
    text = pdf_text(render_publicity(PUBLICITY))
    wanted = [
        *("扫码知", "示例市", "微信扫一扫", "随时查办到哪一步", "smz.example.gov.cn"),
        *("维权政策法规", "常见问题解答", "标准化管理", "工资支付主体责任", "维权注意事项"),
        *("投诉反映渠道", "12333", "12345", "12348", "12351", "不收钱", "收钱、要验证码"),
        *("示例市人力资源和社会保障局监制", "编号示例-宣-0001第1版", "2026年11月24日"),
        *(word for line in PUBLICITY.lines for word in (line.county, line.phone, line.office)),
    ]
    assert [words for words in wanted if squeezed(words) not in text] == []


@pytest.mark.parametrize("pdf", [render_publicity(PUBLICITY), render_cards([CARD])])
def test_a_promise_that_is_not_ours_is_not_made(pdf):
    assert not any(word in pdf_text(pdf) for word in ("考勤", "查合同", "一定", "垫付"))


def test_a_sheet_without_known_numbers_leads_to_the_portal_instead():
    bare = replace(PUBLICITY, lines=(), city="", organiser="", issue=None)
    text = pdf_text(render_publicity(bare))
    assert "扫码看各县区办公点的电话、地址" in text
    assert "各县区投诉举报电话" not in text


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"lines": ()},
        {"lines": (CountyLine("张家川回族自治县", "0" * 30, LONG),) * 10},
        {"lines": (CountyLine(LONG, "0000-0000001"),), "city": LONG, "organiser": LONG},
    ],
)
def test_no_words_of_a_sheet_leave_its_place_or_touch_others(changes):
    boxes = text_boxes(render_publicity(replace(PUBLICITY, **changes), "A3"))
    touching = [
        f"{words} / {other}"
        for number, ((left, low, right, high), words) in enumerate(boxes)
        for (left2, low2, right2, high2), other in boxes[number + 1 :]
        if min(right, right2) - max(left, left2) > 0.3 and min(high, high2) - max(low, low2) > 0.3
    ]
    outside = [words for (left, _, right, _), words in boxes if left < 13.5 or right > 283.5]
    assert touching + outside == []


@pytest.mark.parametrize("number", [10, 21])
@pytest.mark.parametrize("card", [CARD, replace(CARD, site_name=LONG, phone_of=LONG)])
def test_every_card_has_the_site_its_code_and_one_number(card, number):
    text = pdf_text(render_cards([card], number))
    said = squeezed(card.site_name + "工地编码38172946" + card.phone_of + card.phone)
    assert text.count(said) == number


def test_a_sheet_for_each_site():
    with pypdfium2.PdfDocument(render_cards([CARD, replace(CARD, site_name="示例·乙")])) as pdf:
        assert [tuple(map(round, page.get_size())) for page in pdf] == [(595, 842)] * 2
    with pytest.raises(ValueError, match="no cards"):
        render_cards([])
    with pytest.raises(ValueError, match="12"):
        render_cards([CARD], 12)


@pytest.mark.parametrize(
    "share", [SHARE, Share("https://smz.example.gov.cn/"), replace(SHARE, site_name=LONG * 2)]
)
def test_a_share_picture_is_1080_px_wide_and_light(share):
    png = render_share(share)
    assert len(png) < 120_000
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.width == 1080
        assert 1300 < picture.height < 2900


def test_the_same_facts_give_the_same_bytes():
    def all_of_them():
        return render_publicity(PUBLICITY), render_cards([CARD]), render_share(SHARE)

    first = all_of_them()
    time.sleep(1.1)  # a clock inside would show in a second
    assert all_of_them() == first


@pytest.mark.parametrize(
    "png",
    [
        render_publicity(PUBLICITY, settings=PrintSettings(grayscale=True), format="png"),
        render_cards([CARD], settings=PrintSettings(grayscale=True), format="png"),
    ],
)
def test_in_grayscale_there_is_no_colour(png):
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.width == 1080
        red, green, blue = picture.convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


@pytest.mark.parametrize(
    ("parse", "name", "made"),
    [
        (parse_publicity, "example_publicity.json", render_publicity),
        (parse_card, "example_cards.json", lambda card: render_cards([card])),
        (parse_share, "example_share.json", render_share),
    ],
)
def test_the_examples_can_be_printed_and_every_field_is_read(parse, name, made):
    data = example(name)
    facts = parse(data)
    assert made(facts)
    assert set(data) == set(facts.__dataclass_fields__)
    assert all(getattr(facts, field) for field in data)


@pytest.mark.parametrize(
    ("parse", "name", "changes", "expected"),
    [
        (parse_card, "example_cards.json", {"code": "12"}, ("code", Reason.NOT_A_CODE)),
        (parse_card, "example_cards.json", {"phone": " "}, ("phone", Reason.MISSING)),
        (parse_card, "example_cards.json", {"note": "x"}, ("note", Reason.UNKNOWN_FIELD)),
        (parse_share, "example_share.json", {"code": ""}, ("code", Reason.MISSING)),
        (parse_share, "example_share.json", {"url": "x"}, ("url", Reason.NOT_A_URL)),
        (parse_publicity, "example_publicity.json", {"url": ""}, ("url", Reason.MISSING)),
        (
            parse_publicity,
            "example_publicity.json",
            {"lines": [{"county": "秦州区"}]},
            ("lines.0.phone", Reason.MISSING),
        ),
        (
            parse_publicity,
            "example_publicity.json",
            {"lines": [{"county": "秦州区", "phone": "0"}] * 11},
            ("lines", Reason.TOO_MANY_LINES),
        ),
        (
            parse_publicity,
            "example_publicity.json",
            {"issue": {"number": "1", "version": 0}},
            ("issue.version", Reason.NOT_A_COUNT),
        ),
    ],
)
def test_what_is_wrong_is_named(parse, name, changes, expected):
    assert expected in problems(parse, example(name) | changes)


@pytest.mark.parametrize("parse", [parse_card, parse_share, parse_publicity])
def test_what_is_no_mapping_is_refused(parse):
    assert problems(parse, []) == [("", Reason.NOT_AN_OBJECT)]


def test_a_character_without_a_glyph_is_named():
    for made in (
        lambda: render_cards([replace(CARD, site_name="工\U0001f600")]),
        lambda: render_share(replace(SHARE, site_name="工\U0001f600")),
        lambda: render_publicity(replace(PUBLICITY, city="\U0001f600")),
    ):
        with pytest.raises(UnprintableText) as stopped:
            made()
        assert stopped.value.missing[0].character == "\U0001f600"
