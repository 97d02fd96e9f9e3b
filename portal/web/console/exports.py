"""Taking a list along: what would be in it, then the file. A link alone exports nothing."""

from typing import Any
from urllib.parse import quote

from flask import Response, abort, render_template
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, TextAreaField

from portal.domain import regions
from portal.domain.export import (
    LEAST_REASON,
    MOST_IN_WORKBOOK,
    MOST_REASON,
    FileKind,
    ListName,
    ReasonNeeded,
    TooManyForWorkbook,
)
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.labels import HEADERS, choices, label
from portal.services import exports
from portal.services.clock import CHINA, now, today
from portal.services.export_sheet import Column
from portal.services.exports import Order
from portal.web import reading
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.exporting import OFFERS, Offer
from portal.web.transactions import begin_to_write, reads_first

_TYPES = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
}
_PERSONAL = "含个人信息，只供办案，不得发给企业或公开"


class ExportForm(FlaskForm):
    """In which form, and whether with what tells who somebody is."""

    kind = RadioField("文件")
    is_personal = BooleanField("带上个人信息")
    reason = TextAreaField(
        "为什么要带", filters=[reading.clean], validators=[reading.at_most(MOST_REASON)]
    )


@blueprint.get("/exports/<list_name>")
@needs(Permission.EXPORT_LISTS)
def ask_export(list_name: str) -> str:
    """How many rows, how the list is narrowed, and which columns."""
    offer = _offer(list_name)
    return _page(offer, _form(offer, formdata=None))


@blueprint.post("/exports/<list_name>")
@needs(Permission.EXPORT_LISTS)
@reads_first
def export(list_name: str) -> Response | tuple[str, int]:
    """The file, noted before its first byte leaves."""
    offer = _offer(list_name)
    form = _form(offer)
    if form.is_personal.data and not me().may(Permission.EXPORT_PERSONAL):
        abort(403)
    if not form.validate_on_submit():
        return _page(offer, form), 422
    order, count = _order(offer, form), offer.rows.count(db.session, MOST_IN_WORKBOOK + 1)
    begin_to_write()
    try:
        _begin(order, offer, count, form.reason.data or "")
    except ReasonNeeded:
        form.reason.errors = [f"写清楚用来做什么，至少 {LEAST_REASON} 个字；会记下来"]
    except TooManyForWorkbook:
        form.kind.errors = ["超过 100 万行，Excel 装不下，请选 CSV，或者先筛选"]
    else:
        return _file(order, offer)
    return _page(offer, form), 422


def _offer(list_name: str) -> Offer:
    """The list that is asked for; who may not see it may not take it along."""
    if list_name not in set(ListName):
        abort(404)
    offered = OFFERS[ListName(list_name)]
    if not me().may(offered.permission):
        abort(403)
    return offered.offer()


def _form(offer: Offer, **given: Any) -> ExportForm:
    """The form with the kinds of file that the list has, the first one chosen."""
    form = ExportForm(data={"kind": offer.kinds[0].value}, **given)
    offered = [(kind, words) for kind, words in choices(FileKind) if kind in offer.kinds]
    form.kind.choices = reading.offer(offered)
    return form


def _page(offer: Offer, form: ExportForm) -> str:
    return render_template(
        "console/export.html",
        offer=offer,
        form=form,
        count=offer.rows.count(db.session, MOST_IN_WORKBOOK + 1),
        cap=MOST_IN_WORKBOOK,
        plain=[_header(each) for each in offer.sheet.columns if not each.is_personal],
        personal=[_header(each) for each in offer.sheet.columns if each.is_personal],
        others=[
            name
            for name, offered in OFFERS.items()
            if me().may(offered.permission)
            and not offered.is_of_one
            and name is not offer.sheet.name
        ],
        can_be_personal=any(
            may(role, OFFERS[offer.sheet.name].permission) and may(role, Permission.EXPORT_PERSONAL)
            for role in Role
        ),
        least=LEAST_REASON,
    )


def _header(column: Column) -> str:
    """The Chinese of a column; those of the register's workbook are named in Chinese already."""
    return HEADERS.get(column.field, column.field)


def _order(offer: Offer, form: ExportForm) -> Order:
    """What is taken along, and what is said on it: whose list, how narrowed, by whom and when."""
    number, is_personal = exports.new_number(), bool(form.is_personal.data)
    title = label(offer.sheet.name).text
    who = f"{me().display_name}（{label(me().role)}，{regions.name_of(me().region)}）"
    cover = [
        ("名称", title),
        ("范围", regions.name_of(offer.region)),
        *offer.narrowed,
        ("导出", f"{now().astimezone(CHINA):%Y-%m-%d %H:%M} {who}"),
        ("导出编号", number),
        ("个人信息", _PERSONAL if is_personal else "不含"),
    ]
    return Order(
        sheet=offer.sheet,
        kind=FileKind(form.kind.data),
        is_personal=is_personal,
        title=title,
        cover=cover,
        headers={each.field: _header(each) for each in offer.sheet.columns},
        say=lambda word: label(word).text,
        number=number,
    )


def _begin(order: Order, offer: Offer, count: int | None, reason: str) -> None:
    exports.begin(
        db.session,
        order,
        by=me(),
        region=offer.region,
        count=count,
        reason=reason if order.is_personal else "",
        narrowed=[f"{name}：{words}" for name, words in offer.narrowed],
    )


def _file(order: Order, offer: Offer) -> Response:
    pieces = exports.stream(
        db.sessions, order, offer.rows.source(order.is_personal), staff_id=me().id
    )
    response = Response(pieces, content_type=_TYPES[order.kind])
    name = f"{order.title}-{regions.name_of(offer.region)}-{today():%Y%m%d}.{order.kind}"
    response.headers["Content-Disposition"] = (
        f"attachment; filename=export.{order.kind}; filename*=UTF-8''{quote(name)}"
    )
    return response
