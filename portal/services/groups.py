"""Group cases: opened by one worker, joined by others, each with a claim of one's own."""

from sqlalchemy.orm import Session

from portal.domain.codes import BadCode, parse
from portal.domain.events import EventName
from portal.domain.group import NotShared, may_share
from portal.models import Complaint, GroupCase, GroupMember
from portal.services import clock
from portal.services.codes import draw_share_code
from portal.services.record import record


def share(session: Session, complaint: Complaint) -> GroupCase:
    """The group of a complaint, opened if there is none; asked twice, it is the same one. The
    caller has locked the complaint. Raises NotShared."""
    found = session.scalar(GroupCase.of_complaint(complaint.id))
    if found is not None:
        return found
    if not _may_share(complaint):
        raise NotShared
    group = new_group(session, complaint)
    session.add(GroupMember(group_id=group.id, complaint_id=complaint.id))
    record(session, EventName.GROUP_OPENED, complaint=complaint)
    return group


def new_group(session: Session, complaint: Complaint) -> GroupCase:
    """A group of the place of a complaint, with a code of its own and nobody in it yet."""
    group = GroupCase(
        code=_new_code(session),
        region=complaint.region,
        site_id=complaint.site_id,
        opened_at=clock.now(),
    )
    session.add(group)
    session.flush()
    return group


def join(session: Session, complaint: Complaint, typed: str) -> bool:
    """Put a new complaint beside the others of its group. A code that is unknown, over or of
    another place joins nothing: the complaint stands on its own and nothing of it is lost."""
    group = find(session, typed)
    if group is None or not _may_share(complaint) or not is_alive(session, group):
        return False
    if (group.site_id, group.region) != (complaint.site_id, complaint.region):
        return False
    session.add(GroupMember(group_id=group.id, complaint_id=complaint.id))
    record(session, EventName.GROUP_JOINED, complaint=complaint)
    return True


def find(session: Session, typed: str) -> GroupCase | None:
    """The group of a code as people type it; where the office made one case of several groups,
    every code of theirs leads to it."""
    try:
        found = session.scalar(GroupCase.by_code(parse(typed)))
    except BadCode:
        return None
    return found.merged_into if found and found.merged_into else found


def is_alive(session: Session, group: GroupCase) -> bool:
    """Whether others can still join: as long as one complaint of it is worked on."""
    return bool(session.scalar(GroupCase.is_alive(group.id)))


def _may_share(complaint: Complaint) -> bool:
    return may_share(
        complaint.kind, complaint.topic, complaint.status, is_anonymous=complaint.is_anonymous
    )


def _new_code(session: Session) -> str:
    while session.scalar(GroupCase.by_code(code := draw_share_code())) is not None:
        pass
    return code
