"""The board made in two other ways: HTML to PDF by WeasyPrint, and a 300-dpi raster by Pillow."""

import html
import io
from functools import cache
from urllib.parse import urlsplit

import qrcode
from PIL import Image, ImageDraw, ImageFont, ImageOps
from qrcode.constants import ERROR_CORRECT_H

from posters import Board, Item, Role
from posters.sheet import day as written
from posters.worker import font_path

NAVY, DEEP, AMBER, INK, SLATE = "#0d3b6e", "#082a52", "#ffc233", "#101c2b", "#3d4f63"
LABELS = dict(zip(Role, list(Item)[: len(Role)], strict=True))
HOTLINES = (("12333", "人社政策咨询"), ("12345", "政务便民热线"), ("12351", "工会职工维权热线"))
GROUPS = (
    ("（一）", "工地上谁负责"),
    ("（二）", "工资怎么发"),
    ("（三）", "拿不到工钱，找这些地方"),
)
STATUTORY = "依据《保障农民工工资支付条例》第三十四条，由施工总承包单位设置在醒目位置。"
KEEP = "请勿遮挡、涂改、损毁。牌上内容有变，应及时更换。"
IN_KIND = "按时足额发给本人，不得用实物、有价证券抵"
SCAN = ("微信扫一扫", "不用下载　不用注册", "看谁该付工钱 · 反映欠薪 · 查办理进度")
CODE = "工地编码，打电话时报这个码"
FREE = "任何人都不会通过它收钱、要验证码。"
MOTTO = ("工钱该谁付、拿不到找谁，都写在这块牌上", "手机扫一扫就知道")
DPI = 300
CSS = f"""
@font-face {{ font-family: Noto; src: url("file://{font_path()}") }}
@page {{ size: 297mm 420mm; margin: 0 }}
body {{ margin: 0; font-family: "Noto Sans CJK SC", Noto; color: {INK} }}
header {{ background: {NAVY}; color: #fff; padding: 6mm 14mm; height: 34mm }}
h1 {{ font-size: 66pt; margin: 0 }} h2 {{ font-size: 28pt; margin: 2mm 14mm; color: {NAVY} }}
.code {{ float: left; width: 119mm; margin-left: 14mm; border: 1pt solid {NAVY} }}
.code svg {{ width: 106mm; display: block }}
.code b {{ display: block; background: {AMBER}; font-size: 45pt }}
table {{ width: 140mm; border-collapse: collapse }} td {{ border-bottom: 1pt solid #c3d0df;
font-size: 11pt; padding: 0.8mm }} .wide {{ clear: both; margin: 1mm 14mm; font-size: 13pt }}
h3 {{ margin: 1.5mm 0; font-size: 20pt; color: {NAVY} }}
.wide b {{ font-size: 20pt }}
"""


def facts(board: Board) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The rows of parties and those of channels, as words."""
    parties = [
        (f"{LABELS[p.role].number} {LABELS[p.role].label}", p.org, p.person, p.phone)
        for p in board.parties
    ]
    channels = [(Item.REGULATOR_PHONE.label, board.regulator_phone, "")]
    for item in (Item.INSPECTION, Item.ARBITRATION, Item.LEGAL_AID):
        channel = getattr(board, item.name.lower())
        channels.append((item.label, channel.phone, f"{channel.name} {channel.address}"))
    hotline = (Item.LEGAL_SERVICE_HOTLINE.label, board.legal_service_hotline, "")
    return parties, [*channels, *((what, number, "") for number, what in HOTLINES), hotline]


def small_print(board: Board) -> tuple[str, ...]:
    """What stands small on a board beside its items: where its wage is from, and its foot."""
    wage, issue = board.minimum_wage, board.issue
    return (
        f"{board.county}　{written(wage.effective_from)}起执行　{wage.document}",
        f"谨防假码：扫开的网址应是 {urlsplit(board.url).hostname}，{FREE}",
        f"{board.organiser} 监制",
        f"编号 {issue.number}　第 {issue.version} 版　印制日期 {written(board.printed_on)}",
    )


def matrix(url: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_H, border=4)
    code.add_data(url)
    code.make()
    return code.get_matrix()


def by_html(boards: list[Board]) -> bytes:
    """One PDF with a page each, from one HTML document."""
    from weasyprint import HTML

    pages = '<div style="break-before: page"></div>'.join(_page(board) for board in boards)
    return HTML(string=f"<style>{CSS}</style>{pages}").write_pdf()


def _page(board: Board) -> str:
    rows = matrix(board.url)
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    parties, channels = facts(board)
    wage = board.minimum_wage

    def cells(row: tuple[str, ...]) -> str:
        return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"

    source, warning, organiser, imprint = small_print(board)
    titles = [
        f"<h3>{numeral} {title} 条例第三十四条第{numeral}项</h3>" for numeral, title in GROUPS
    ]
    told = "".join(
        f'<div class="wide">{html.escape(what)} <b>{number}</b> {html.escape(where)}</div>'
        for what, number, where in channels
    )
    return f"""<header><h1>维权信息告示牌 扫码知</h1>{"　".join(MOTTO)}</header>
<h2>{html.escape(board.site_name)}</h2>
<div class="wide">工程地点 {board.address} 施工许可证号 {board.permit_no}</div>
<div class="code">{"　".join(SCAN[:2])}
<svg viewBox="0 0 {len(rows)} {len(rows)}"><path d="{path}"/></svg>{SCAN[2]}<br>{CODE}
<b>{board.code}</b></div>{titles[0]}<table>{"".join(map(cells, parties))}</table>
<div class="wide">{titles[1]}7 当地最低工资标准 <b>{wage.monthly_yuan}</b>元/月
<b>{wage.hourly_yuan}</b>元/小时
{source}　8 工资支付日期 <b>{board.pay_day}</b> {IN_KIND}{titles[2]}</div>{told}
<div class="wide">{warning}<br>{STATUTORY}<br>{KEEP} {organiser}<br>{imprint}</div>"""


def by_raster(boards: list[Board]) -> bytes:
    """One PDF with a picture each, A3 at 300 dpi."""
    pictures = [_picture(board) for board in boards]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:])
    return out.getvalue()


@cache
def _font(points: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(font_path(), round(points / 72 * DPI), index=2)
    font.set_variation_by_axes([weight])
    return font


def _picture(board: Board) -> Image.Image:
    page = Image.new("RGB", (_px(297), _px(420)), "white")
    draw = ImageDraw.Draw(page)

    def write(x: float, y: float, points: int, words: str, fill: str = INK, bold: int = 500):
        draw.text((_px(x), _px(y)), words, font=_font(points, bold), fill=fill)

    def panel(x: float, y: float, wide: float, tall: float, fill: str, radius: float = 4) -> None:
        box = [_px(edge) for edge in (x, y, x + wide, y + tall)]
        draw.rounded_rectangle(box, _px(radius), fill=fill, outline=NAVY, width=4)

    shade = Image.linear_gradient("L").resize((_px(297), _px(66)))
    page.paste(ImageOps.colorize(shade, DEEP, NAVY))
    panel(233, 11, 50, 20, AMBER)
    write(238, 13, 38, "扫码知", DEEP, 900)
    write(14, 10, 66, "维权信息告示牌", "white", 900)
    write(14, 38, 20, MOTTO[0], "white")
    write(220, 38, 15, MOTTO[1], "white")
    panel(14, 49, 269, 32, "white")
    write(20, 52, 38, board.site_name, DEEP, 900)
    write(20, 71, 14, f"工程地点 {board.address}　施工许可证号 {board.permit_no}", bold=600)
    panel(14, 85, 119, 164, "white")
    panel(14, 85, 119, 14, NAVY)
    panel(14, 223, 119, 26, AMBER)
    panel(14, 253, 269, 30, "#fff6df")
    for number in range(4):
        panel(14 + number % 2 * 136, 300 + number // 2 * 30, 133, 27, "#eef3f9")
    panel(14, 362, 269, 22, DEEP)
    rows = matrix(board.url)
    code = Image.new("1", (len(rows), len(rows)))
    code.putdata([not dark for row in rows for dark in row])
    page.paste(code.resize((_px(112), _px(112))), (_px(17), _px(100)))
    write(27, 87, 25, SCAN[0], "white", 800)
    write(76, 89, 14, SCAN[1], "white")
    write(27, 215, 15, SCAN[2], NAVY, 700)
    write(42, 224, 14, CODE, DEEP, 600)
    write(34, 231, 45, board.code, DEEP, 900)
    for (numeral, title), (x, y) in zip(GROUPS, ((139, 85), (20, 258), (14, 287)), strict=True):
        panel(x, y, 13, 10, NAVY, 2)
        write(x + 1, y + 2, 17, numeral, AMBER, 800)
        write(x + 16, y, 23, title, NAVY, 800)
        write(x + 16, y + 10, 11, f"条例第三十四条第{numeral}项", SLATE)
    parties, channels = facts(board)
    step = 146 / len(parties)
    for number, (label, org, person, phone) in enumerate(parties):
        y = 100 + number * step
        draw.ellipse([_px(edge) for edge in (139, y, 145, y + 6)], fill=NAVY)
        draw.line([_px(edge) for edge in (139, y - 1, 283, y - 1)], fill="#c3d0df", width=4)
        write(140.5, y + 0.5, 10, label.split()[0], "white", 800)
        write(147, y, 13, label.split()[1], NAVY, 700)
        write(205, y, 13, person)
        write(235, y, 14, phone, DEEP, 800)
        write(139, y + step / 2, 16, org, INK, 600)
    wage = board.minimum_wage
    source, warning, organiser, imprint = small_print(board)
    write(88, 255, 15, "7　当地最低工资标准", NAVY, 700)
    write(88, 261, 33, f"{wage.monthly_yuan}", DEEP, 900)
    write(122, 266, 15, "元/月", bold=600)
    write(142, 261, 33, f"{wage.hourly_yuan}", DEEP, 900)
    write(158, 266, 15, "元/小时", bold=600)
    write(88, 276, 11, source, SLATE)
    write(198, 255, 15, "8　工资支付日期", NAVY, 700)
    write(198, 261, 33, board.pay_day, DEEP, 900)
    write(198, 276, 11, IN_KIND, SLATE)
    for number, (what, phone, where) in enumerate(channels):
        x, y = (
            (18 + number % 2 * 136, 302 + number // 2 * 30)
            if number < 4
            else (18 + (number - 4) * 67, 364)
        )
        ground = DEEP if number < 4 else "white"
        draw.ellipse([_px(edge) for edge in (x, y, x + 6, y + 6)], fill=AMBER)
        write(x + 8, y, 14, what, ground, 700)
        write(x + 8, y + 8, 24, phone, ground, 900)
        write(x, y + 19, 12, where)
    panel(14, 386, 269, 10, "#eef3f9", 2)
    write(26, 388, 13, warning, DEEP, 700)
    write(14, 399, 11, STATUTORY, SLATE)
    write(14, 405, 11, KEEP, SLATE)
    write(200, 399, 13, organiser, INK, 700)
    write(180, 405, 11, imprint, SLATE)
    return page


def _px(millimetres: float) -> int:
    return round(millimetres / 25.4 * DPI)
