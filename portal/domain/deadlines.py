"""The statutory clocks of a complaint: what starts each, and when it runs out."""

from datetime import date

from portal.domain.workdays import DueDate, WorkCalendar, due_after

# 关于实施《劳动保障监察条例》若干规定 (劳社部令第25号): within five working days of receipt the
# bureau takes a complaint up, refuses it, asks for what is missing or passes it on.
ACCEPTANCE_WORKING_DAYS = 5
# 劳动保障监察条例 17: sixty working days from filing, which is the day of acceptance.
INVESTIGATION_WORKING_DAYS = 60


def acceptance_due(received_on: date, calendar: WorkCalendar) -> DueDate:
    """The day by which the bureau must say whether it takes the complaint up."""
    return due_after(received_on, ACCEPTANCE_WORKING_DAYS, calendar)
