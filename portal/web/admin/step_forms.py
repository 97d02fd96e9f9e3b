"""The forms of what is done to a site as a whole, each with its reason."""

from flask_wtf import FlaskForm
from wtforms import Field, FileField, StringField, TextAreaField, ValidationError

from portal.domain.codes import BadCode, parse
from portal.web import reading

MAX_REASON = 500


class ReasonForm(FlaskForm):
    """Why; it stands in the history."""

    reason = TextAreaField(
        "依据或原因", filters=[reading.clean], validators=[reading.at_most(MAX_REASON)]
    )

    def validate_reason(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写依据或原因，比如文号、谁来说的")


class OtherSiteForm(FlaskForm):
    """The code of the other site of two that are one."""

    code = StringField("另一个工地的编码", filters=[reading.clean])

    def validate_code(self, field: Field) -> None:
        try:
            field.data = parse(field.data or "")
        except BadCode as bad:
            raise ValidationError(
                "请填另一个工地的 8 位编码" if bad.reason == "empty" else "编码不对，请再看一遍"
            ) from None


class UploadForm(FlaskForm):
    """A county's workbook."""

    file = FileField("表格文件（.xlsx、.xls、.et）")

    def validate_file(self, field: Field) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError("请选一个表格文件")
