"""The tabs of a filtered list are counted from an index, however many complaints there are."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.domain.complaint import Channel, Status
from portal.models import Complaint, complaint_list


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_counts_of_a_channel_are_read_from_an_index_of_its_statuses(session: Session) -> None:
    query = Complaint.narrowed(Complaint.seen_from("620500"), channel=Channel.SCAN)
    counts = complaint_list.capped_counts(query, Status, 1001)
    words = counts.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    plan = [row[-1] for row in session.execute(text(f"explain query plan {words}"))]
    used = [step for step in plan if "ix_complaint_channel_status_id" in step]
    assert len(used) == len(Status)
    assert all("(channel=? AND status=?)" in step for step in used), plan
