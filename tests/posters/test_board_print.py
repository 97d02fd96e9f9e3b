"""A board on paper: what can be read back from it, scanned from it, and relied upon."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from boards import (
    COMPLETE,
    a_board,
    decoded,
    opened,
    picture,
    printed_text,
    squeezed,
    with_party,
)

from posters import Design, InvalidBoard, Role, UnprintableText, render_pdf, render_png
from posters.qr import qr_code


@pytest.mark.parametrize("dpi", [72, 150])
@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_the_qr_code_can_be_read_from_the_page(paper, dpi):
    assert decoded(picture(render_pdf([COMPLETE], paper), dpi)) == [COMPLETE.url]


def test_the_qr_code_can_be_read_from_the_picture():
    assert decoded(opened(render_png(COMPLETE))) == [COMPLETE.url]


def test_the_qr_code_of_a_draft_can_be_read_through_its_watermark():
    assert decoded(picture(render_pdf([a_board(pay_day=None)]), 72)) == [COMPLETE.url]


@pytest.mark.parametrize("url", ["https://a.cn/s/38172946", f"https://{'x' * 75}.cn/s/38172946"])
def test_the_qr_code_is_90_mm_wide_with_a_quiet_zone_for_short_and_long_addresses(url):
    image = picture(render_pdf([a_board(url=url)]), 150)
    (code,) = zxingcpp.read_barcodes(image)
    millimetres = (code.position.top_right.x - code.position.top_left.x) / 150 * 25.4
    assert code.text == url
    assert millimetres >= 89.5
    module = millimetres / (qr_code(url).side - 8)
    left, top = code.position.top_left.x, code.position.top_left.y
    edge = int(3.9 * module / 25.4 * 150)
    quiet = image.crop((left - edge, top - edge, left - 3, top + 200))
    assert quiet.getextrema()[0] == 255


def test_the_qr_code_is_kept_for_its_address():
    assert qr_code(COMPLETE.url) is qr_code(COMPLETE.url)


def test_the_picture_has_the_width_that_was_asked_for():
    assert opened(render_png(COMPLETE)).width == 1080
    assert opened(render_png(COMPLETE, width_px=640)).width == 640


FACTS = [
    *("示例·成纪新城安置房（一期）", "秦州区示例大道1号", "示例620502001", "3817 2946"),
    *("1建设单位", "示例城投有限公司", "周某某", "0000-0000001"),
    *("2施工总承包单位", "示例第一建设集团有限公司", "李某", "0000-0000002"),
    *("3所在项目部", "示例安置房项目部", "郑某某", "000 0000 0003"),
    *("4分包单位1", "示例甲劳务有限公司", "王某", "000 0000 0004"),
    *("4分包单位2", "示例乙劳务有限公司", "赵某", "000 0000 0005"),
    *("5行业主管部门", "示例区住房和城乡建设局", "建管股", "0000-0000006"),
    *("6劳资专管员", "吴某某", "示例第一建设集团", "000 0000 0007"),
    *("7当地最低工资标准", "1910元/月", "19.5元/小时", "2023年11月1日起执行", "示例文号1号"),
    *("8工资支付日期", "每月15日"),
    *("9行业主管部门投诉举报电话", "0000-0000008"),
    *("10劳动保障监察投诉举报电话", "0000-0000009", "示例区劳动监察大队", "示例路2号"),
    *("11劳动争议调解仲裁申请渠道", "0000-0000010", "示例区仲裁院", "示例路3号"),
    *("12法律援助申请渠道", "0000-0000011", "示例区法律援助中心", "示例路4号"),
    *("13公共法律服务热线", "12333", "12345", "12348", "12351"),
    *("看谁该付工钱", "反映欠薪", "查办理进度", "工地编码，打电话时报这个码"),
    *("第三十四条", "smz.example.gov.cn", "收钱、要验证码"),
    *("示例市人力资源和社会保障局监制", "2026年11月24日", "编号示例-0042第3版"),
]


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_every_fact_can_be_read_back_from_the_page(paper, design):
    text = printed_text(COMPLETE, paper, design)
    assert [fact for fact in FACTS if squeezed(fact) not in text] == []


def test_a_complete_board_is_no_draft():
    assert "样稿" not in printed_text(COMPLETE)
    assert "待补" not in printed_text(COMPLETE)


def test_a_promise_that_is_not_ours_is_not_made():
    text = printed_text(COMPLETE)
    assert "考勤" not in text
    assert "合同" not in text


def test_the_same_board_gives_the_same_bytes():
    first = render_pdf([COMPLETE]), render_pdf([COMPLETE], "A4"), render_png(COMPLETE)
    render_pdf([a_board(site_name="示例·别的工地")])
    time.sleep(1.1)  # a clock inside would show in a second
    assert first == (render_pdf([COMPLETE]), render_pdf([COMPLETE], "A4"), render_png(COMPLETE))


def test_the_date_in_the_file_is_the_day_of_printing():
    with pypdfium2.PdfDocument(render_pdf([a_board(printed_on=date(2025, 2, 3))])) as document:
        assert document.get_metadata_dict()["CreationDate"].startswith("D:20250203")


def test_boards_of_a_batch_stand_one_a_page_in_their_order():
    boards = [a_board(site_name=f"示例·第{number}号工地") for number in range(30)]
    with pypdfium2.PdfDocument(render_pdf(boards)) as document:
        assert len(document) == 30
        texts = [squeezed(page.get_textpage().get_text_range()) for page in document]
    assert all(f"第{number}号工地" in text for number, text in enumerate(texts))


@pytest.mark.parametrize(("paper", "size"), [("A3", (297, 420)), ("A4", (210, 297))])
def test_the_paper_has_its_size(paper, size):
    with pypdfium2.PdfDocument(render_pdf([COMPLETE], paper)) as document:
        assert tuple(round(side / 72 * 25.4) for side in document[0].get_size()) == size


def test_no_boards_and_unknown_paper_are_refused():
    with pytest.raises(ValueError, match="no boards"):
        render_pdf([])
    with pytest.raises(ValueError, match="A5"):
        render_pdf([COMPLETE], "A5")
    with pytest.raises(ValueError, match="width"):
        render_png(COMPLETE, width_px=0)


def test_several_threads_may_print_at_once():
    boards = [a_board(site_name=f"示例·第{number}号工地") for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(lambda board: render_pdf([board]), boards))
    assert at_once == [render_pdf([board]) for board in boards]


@pytest.mark.parametrize("field", ["site_name", "code", "url"])
def test_a_board_that_cannot_be_told_from_others_is_refused(field):
    with pytest.raises(InvalidBoard) as invalid:
        render_pdf([COMPLETE, a_board(**{field: " "})])
    assert invalid.value.problems[0].field == field


def test_a_character_without_a_glyph_stops_the_print_and_is_named():
    board = with_party(Role.WAGE_OFFICER, person="吴\U0001f600某")
    with pytest.raises(UnprintableText) as stopped:
        render_pdf([COMPLETE, board])
    assert stopped.value.missing == (("parties.6.person", "\U0001f600"),)
    with pytest.raises(UnprintableText):
        render_png(board)
