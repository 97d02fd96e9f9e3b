"""The courses that complaints take, how many take each, and how their steps lie in time."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Final, NamedTuple

from portal.domain.events import EventName as E
from portal.domain.workdays import WorkCalendar
from portal.services.demo import moments

_BEGUN: Final = (E.ACCEPTED, E.INVESTIGATION_STARTED)
_ORDERED: Final = (*_BEGUN, E.EMPLOYER_HEARD, E.INVESTIGATION_COMPLETED, E.DECIDED)
_AGAIN: Final = (
    E.DISPUTED,
    E.REINVESTIGATED,
    E.EMPLOYER_HEARD,
    E.INVESTIGATION_COMPLETED,
    E.DECIDED,
    E.SERVED,
    E.CLOSED,
)
_DONE: Final = (*_ORDERED, E.SERVED, E.CLOSED)
# Nothing was found to be owed, so nothing is decided.
_NOTHING_FOUND: Final = (*_BEGUN, E.EMPLOYER_HEARD, E.INVESTIGATION_COMPLETED, E.CLOSED)
BY_WORKER: Final = frozenset({E.SUPPLEMENTED, E.WORKER_WROTE, E.DISPUTED, E.WITHDRAWN})


class Course(NamedTuple):
    """A way to go: how many go it, how many days ago they set out, and what happens on it."""

    times: int
    days_ago: tuple[int, int]
    path: tuple[E, ...] = ()
    is_enquiry: bool = False

    @property
    def needs_worker(self) -> bool:
        """Whether the worker takes a step himself, or is asked something."""
        return E.SUPPLEMENT_ASKED in self.path or not BY_WORKER.isdisjoint(self.path)


COURSES: Final = (
    # Waiting to be taken up; the fourth ones have waited too long.
    Course(10, (0, 0)),
    Course(9, (1, 1)),
    Course(22, (2, 6)),
    Course(6, (18, 30)),
    Course(6, (3, 6), (E.SUPPLEMENT_ASKED, E.SUPPLEMENTED)),
    Course(3, (6, 9), (E.TRANSFERRED, E.RETURNED)),
    Course(20, (2, 6), (E.SUPPLEMENT_ASKED,)),
    Course(4, (18, 26), (E.SUPPLEMENT_ASKED,)),
    # Under way; the last of those investigated are beyond their sixty working days.
    Course(28, (4, 20), (E.ACCEPTED,)),
    Course(48, (12, 75), _BEGUN),
    Course(4, (80, 100), (*_BEGUN, E.EXTENDED)),
    Course(3, (100, 120), _BEGUN),
    Course(9, (40, 75), (*_BEGUN, E.EMPLOYER_HEARD, E.INVESTIGATION_COMPLETED)),
    Course(5, (110, 200), (*_DONE, E.DISPUTED, E.REINVESTIGATED)),
    Course(8, (50, 90), _ORDERED),
    Course(18, (30, 66), (*_ORDERED, E.SERVED)),
    Course(6, (64, 90), (*_ORDERED, E.SERVED, E.ENFORCEMENT_TAKEN)),
    Course(8, (50, 64), (*_DONE, E.DISPUTED)),
    Course(8, (4, 12), (E.TRANSFERRED,)),
    Course(10, (10, 40), (E.TRANSFERRED, E.TRANSFER_TAKEN)),
    Course(4, (8, 40), (E.ACCEPTED, E.TRANSFERRED)),
    # Over.
    Course(34, (8, 545), (E.REFUSED,)),
    Course(291, (60, 545), _DONE),
    Course(9, (60, 545), _NOTHING_FOUND),
    Course(38, (75, 545), (E.SUPPLEMENT_ASKED, E.SUPPLEMENTED, *_DONE)),
    Course(42, (40, 545), (E.TRANSFERRED, E.TRANSFER_TAKEN, E.CLOSED)),
    Course(12, (190, 545), (*_DONE, *_AGAIN)),
    Course(15, (10, 545), (E.WITHDRAWN,)),
    Course(12, (20, 545), (E.ACCEPTED, E.WITHDRAWN)),
    Course(8, (40, 545), (*_BEGUN, E.WITHDRAWN)),
    # Questions.
    Course(3, (0, 0), is_enquiry=True),
    Course(2, (1, 1), is_enquiry=True),
    Course(4, (4, 30), (E.TRANSFERRED,), is_enquiry=True),
    Course(3, (40, 545), (E.TRANSFERRED, E.CLOSED), is_enquiry=True),
    Course(2, (10, 545), (E.WITHDRAWN,), is_enquiry=True),
    Course(86, (2, 545), (E.ANSWERED,), is_enquiry=True),
)
COMPLAINTS: Final = sum(course.times for course in COURSES)

# Working days between a step and the one before it. What lies between receipt and acceptance
# keeps to five, what lies between acceptance and decision to sixty.
_WORKING_DAYS: Final = {
    E.ACCEPTED: (1, 3),
    E.REFUSED: (1, 4),
    E.SUPPLEMENT_ASKED: (1, 1),
    E.SUPPLEMENTED: (1, 1),
    E.TRANSFERRED: (1, 3),
    E.RETURNED: (2, 4),
    E.ANSWERED: (1, 2),
    E.INVESTIGATION_STARTED: (1, 4),
    E.EXTENDED: (40, 50),
    E.INVESTIGATION_NOTED: (1, 3),
    E.EMPLOYER_HEARD: (3, 16),
    E.INVESTIGATION_COMPLETED: (1, 8),
    E.DECIDED: (1, 6),
    E.SERVED: (1, 4),
    E.ENFORCEMENT_TAKEN: (16, 30),
    E.TRANSFER_TAKEN: (1, 4),
    E.CLOSED: (4, 18),
    E.DISPUTED: (2, 15),
    E.REINVESTIGATED: (1, 3),
    E.WITHDRAWN: (2, 9),
    E.REVEALED: (1, 2),
    E.REPLIED: (1, 5),
    E.WORKER_WROTE: (2, 8),
}
# What may happen on the way after a step, and how often.
_ASIDES: Final = {
    E.ACCEPTED: ((E.REVEALED, 0.2),),
    E.INVESTIGATION_STARTED: (
        (E.INVESTIGATION_NOTED, 0.5),
        (E.REPLIED, 0.35),
        (E.WORKER_WROTE, 0.3),
    ),
    E.DECIDED: ((E.WORKER_WROTE, 0.1),),
}


def travelled(course: Course, *, is_anonymous: bool, rng: Random) -> tuple[E, ...]:
    """The path of a course with what happens beside the steps."""
    path: list[E] = []
    for step in course.path:
        path.append(step)
        if not is_anonymous:
            path += [aside for aside, share in _ASIDES.get(step, ()) if rng.random() < share]
    return tuple(path)


def day_of_receipt(course: Course, today: date, rng: Random) -> date:
    """A day on which complaints of the course came in; more come before the Spring Festival."""
    ago = [rng.randint(*course.days_ago) for _ in range(2)]
    days = [today - timedelta(days=number) for number in ago]
    return next((day for day in days if day.month in (11, 12, 1)), days[0])


def dated(
    path: tuple[E, ...], received_on: date, today: date, calendar: WorkCalendar, rng: Random
) -> tuple[date, list[date]]:
    """A day for each step, all before today, and the day of receipt, earlier where it must be."""
    gaps = [rng.randint(*_WORKING_DAYS[step]) for step in path]
    while True:
        days = list(_days(received_on, gaps, calendar))
        late = (days[-1] - today).days + 1 if days else 0
        if late <= 0:
            return received_on, days
        received_on -= timedelta(days=late)


def _days(start: date, gaps: list[int], calendar: WorkCalendar) -> Iterator[date]:
    for gap in gaps:
        start = moments.working_days_after(start, gap, calendar)
        yield start


def moment_of(step: E, day: date, rng: Random) -> datetime:
    """When on its day a step was taken: in office hours, or when the worker was free."""
    return moments.in_free_time(day, rng) if step in BY_WORKER else moments.in_office(day, rng)
