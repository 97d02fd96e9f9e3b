"""To whom the cases of a colleague go: ticked people, their certificates, and why."""

from collections.abc import Sequence
from functools import cached_property

from flask import request

from portal.extensions import db
from portal.models import CaseFile
from portal.services.handover import Load
from portal.web import reading

LONGEST_REASON = 200
LONGEST_CERTIFICATE = 40


class HandOverForm:
    """What was ticked and typed. The people are rows of a table, so the fields follow them."""

    def __init__(self, receivers: Sequence[Load], *, is_sent: bool = True) -> None:
        known = [each.person.id for each in receivers]
        rows = db.session.execute(CaseFile.certificates_of(known))
        last = {row[0]: row[1] for row in rows if row[0] is not None}
        sent = request.form if is_sent else {}
        ticked = set(request.form.getlist("to")) if is_sent else set()
        self.to = [each for each in known if str(each) in ticked]
        self.certificates = {
            each: reading.clean(sent.get(f"certificate-{each}", last.get(each, "")))
            for each in known
        }
        self.reason = reading.clean(sent.get("reason", ""))
        self.is_to_change = sent.get("go") == "change"
        self._is_sent = is_sent

    @cached_property
    def errors(self) -> list[tuple[str, str]]:
        """Field and message of what must be put right."""
        if not self._is_sent or self.is_to_change:
            return []
        found = []
        if not self.to:
            found.append(("to", "勾上至少一个人"))
        if not self.reason:
            found.append(("reason", "请写为什么移交"))
        elif len(self.reason) > LONGEST_REASON:
            found.append(("reason", f"最多写 {LONGEST_REASON} 个字，请删短一点"))
        found += [
            (f"certificate-{each}", f"证号最多 {LONGEST_CERTIFICATE} 个字")
            for each, text in self.certificates.items()
            if len(text) > LONGEST_CERTIFICATE
        ]
        return found

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.errors
