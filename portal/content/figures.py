"""Numbers that are configuration and not law, with the document each comes from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "figures.yaml"


@dataclass(frozen=True)
class PaidMonthFigure:
    """How many days of a month are paid (月计薪天数)."""

    days: Decimal
    document: str
    grade: str
    in_force_on: date


def load_paid_month(file: Path = FILE) -> PaidMonthFigure:
    """The figure in force. Raises KeyError when the file lacks one of its parts."""
    row = yaml.safe_load(file.read_text("utf-8"))["paid_month"]
    return PaidMonthFigure(Decimal(row["days"]), row["document"], row["grade"], row["in_force_on"])
