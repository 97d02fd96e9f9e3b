"""The forms of places: where a poster hangs, and that it was taken down."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, StringField, ValidationError

from portal.domain import regions
from portal.domain.poster import PUBLIC_PLACES, SITE_PLACES, PlacementKind
from portal.labels import label
from portal.services.placing import PlaceFacts
from portal.web import reading
from portal.web.access import me


def _offered(kinds: Iterable[PlacementKind]) -> list[tuple[str, str]]:
    return [(str(kind), label(kind).text) for kind in kinds]


class PlaceForm(FlaskForm):
    """A place at a site. The token is checked by the view, which reads the form by itself."""

    class Meta:
        csrf = False

    kind = RadioField(
        "挂在哪儿", choices=reading.offer(_offered(SITE_PLACES)), validate_choice=False
    )
    words = StringField("再说细一点", filters=[reading.clean], validators=[reading.at_most(60)])

    def validate_kind(self, field: Field) -> None:
        if field.data not in {value for value, _ in reading.pairs(field)}:
            raise ValidationError("请选挂在哪儿")

    def facts(self) -> PlaceFacts:
        """What was said."""
        return PlaceFacts(PlacementKind(self.kind.data), self.words.data or "")


class SheetForm(PlaceForm):
    """A public place, with its county."""

    class Meta:
        csrf = True

    region = SelectField(
        "县区",
        choices=reading.offer([("", "请选择"), *regions.COUNTIES.items()]),
        validate_choice=False,
    )
    kind = RadioField(
        "什么地方", choices=reading.offer(_offered(PUBLIC_PLACES)), validate_choice=False
    )

    def validate_region(self, field: Field) -> None:
        if field.data not in regions.COUNTIES:
            raise ValidationError("请选县区")
        if me().region not in (regions.CITY, field.data):
            raise ValidationError("您只能登记本县区的")
