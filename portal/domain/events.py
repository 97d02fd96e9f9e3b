"""Every auditable event, and who sees it on a timeline; event_facts.py says what each carries."""

from enum import StrEnum
from typing import Final


class EventName(StrEnum):
    """What happened. Past tense: an event is never taken back."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SUPPLEMENT_ASKED = "supplement_asked"
    SUPPLEMENTED = "supplemented"
    TRANSFERRED = "transferred"
    RETURNED = "returned"
    ANSWERED = "answered"
    INVESTIGATION_STARTED = "investigation_started"
    DECIDED = "decided"
    CLOSED = "closed"
    DISPUTED = "disputed"
    REINVESTIGATED = "reinvestigated"
    WITHDRAWN = "withdrawn"
    REPLIED = "replied"
    WORKER_WROTE = "worker_wrote"
    CONTACT_GIVEN = "contact_given"
    CODE_CHANGED = "code_changed"
    REVEALED = "revealed"
    PHOTO_ADDED = "photo_added"
    PHOTO_VIEWED = "photo_viewed"
    MESSAGE_RETRIED = "message_retried"
    DETAILS_GIVEN = "details_given"
    LOST_CODE_ASKED = "lost_code_asked"
    LOST_CODE_REFUSED = "lost_code_refused"
    CODE_REISSUED = "code_reissued"
    GROUP_OPENED = "group_opened"
    GROUP_JOINED = "group_joined"
    DUE_CHANGED = "due_changed"
    CALLED_AGAIN = "called_again"
    OTHER_CALLED = "other_called"
    JOINED_TO = "joined_to"
    CASE_ASKED = "case_asked"
    MATCHED_TO_SITE = "matched_to_site"
    STATEMENT_MADE = "statement_made"
    STATEMENT_PRINTED = "statement_printed"
    STATEMENT_SIGNED = "statement_signed"
    DOCUMENT_ISSUED = "document_issued"
    DOCUMENT_CANCELLED = "document_cancelled"
    DOCUMENT_PRINTED = "document_printed"
    DOCUMENT_TEXT_KEPT = "document_text_kept"
    CONCLUSION_LISTED = "conclusion_listed"
    SITE_REGISTERED = "site_registered"
    SITE_CHANGED = "site_changed"
    SITE_STEPPED = "site_stepped"
    SITE_MERGED = "site_merged"
    SITES_IMPORTED = "sites_imported"
    SITES_EXPORTED = "sites_exported"
    EXPORTED = "exported"  # begun; EXPORT_ENDED says how far it came
    EXPORT_ENDED = "export_ended"
    BOARD_PRINTED = "board_printed"  # a draft
    BOARD_ISSUED = "board_issued"
    BOARD_REPRINTED = "board_reprinted"
    BOARD_WENT_STALE = "board_went_stale"
    BOARD_TRUE_AGAIN = "board_true_again"
    BOARD_WITHDRAWN = "board_withdrawn"
    BOARD_HUNG = "board_hung"
    BOARD_TAKEN_DOWN = "board_taken_down"
    BOARD_BATCH_ASKED = "board_batch_asked"
    BOARD_BATCH_CANCELLED = "board_batch_cancelled"
    SIGNED_IN = "signed_in"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    STAFF_ADDED = "staff_added"
    STAFF_DISABLED = "staff_disabled"
    STAFF_UNLOCKED = "staff_unlocked"
    STAFF_SAW_NUMBER = "staff_saw_number"
    STAFF_PASSWORD_SET = "staff_password_set"  # noqa: S105 - the name of an event
    OFFICE_VERIFIED = "office_verified"
    MINIMUM_WAGE_SET = "minimum_wage_set"
    TAKEN_OVER = "taken_over"
    TRANSFER_TAKEN = "transfer_taken"
    SENT_TO_CITY = "sent_to_city"
    INVESTIGATION_NOTED = "investigation_noted"
    EMPLOYER_HEARD = "employer_heard"
    EXTENDED = "extended"
    INVESTIGATION_COMPLETED = "investigation_completed"
    SERVED = "served"
    ENFORCEMENT_TAKEN = "enforcement_taken"
    LEDGER_CHANGED = "ledger_changed"
    GROUP_ALARMED = "group_alarmed"  # of the site, and of each complaint that counts
    GROUP_ALARM_ROSE = "group_alarm_rose"
    GROUP_ALARM_DISMISSED = "group_alarm_dismissed"
    GROUP_ALARM_ENDED = "group_alarm_ended"
    GROUP_TAKEN_UP = "group_taken_up"  # of the site, and of each complaint in the case
    GROUP_LEFT = "group_left"
    GROUP_NOTED = "group_noted"
    REPRESENTATIVE_CHOSEN = "representative_chosen"
    REPRESENTATIVE_RELEASED = "representative_released"
    CASE_READ = "case_read"
    RECORD_VERIFIED = "record_verified"
    HELD = "held"
    HOLD_LIFTED = "hold_lifted"
    PURGED = "purged"
    PURGE_PROPOSED = "purge_proposed"
    PURGE_CONFIRMED = "purge_confirmed"
    PURGE_DROPPED = "purge_dropped"
    PURGE_OF_LEFTOVERS = "purge_of_leftovers"
    ASSIGNED = "assigned"
    RECUSED = "recused"
    RECUSAL_LIFTED = "recusal_lifted"
    REPLY_TEMPLATE_KEPT = "reply_template_kept"
    REPLY_TEMPLATE_RETIRED = "reply_template_retired"
    REPLY_TEMPLATE_RESTORED = "reply_template_restored"


# What the worker sees of the timeline. Reading events and the office's own business are not shown.
FOR_WORKER: Final = frozenset(
    {
        EventName.RECEIVED,
        EventName.ACCEPTED,
        EventName.REFUSED,
        EventName.SUPPLEMENT_ASKED,
        EventName.SUPPLEMENTED,
        EventName.TRANSFERRED,
        EventName.RETURNED,
        EventName.ANSWERED,
        EventName.INVESTIGATION_STARTED,
        EventName.DECIDED,
        EventName.CLOSED,
        EventName.DISPUTED,
        EventName.REINVESTIGATED,
        EventName.WITHDRAWN,
        EventName.REPLIED,
        EventName.WORKER_WROTE,
        EventName.CONTACT_GIVEN,
        EventName.CODE_CHANGED,
        EventName.PHOTO_ADDED,
        EventName.DETAILS_GIVEN,
        EventName.CODE_REISSUED,
        EventName.GROUP_OPENED,
        EventName.GROUP_JOINED,
        EventName.DUE_CHANGED,
        EventName.CALLED_AGAIN,
        EventName.STATEMENT_MADE,
        EventName.STATEMENT_SIGNED,
        EventName.TAKEN_OVER,
        EventName.TRANSFER_TAKEN,
        EventName.SENT_TO_CITY,
        EventName.EMPLOYER_HEARD,
        EventName.EXTENDED,
        EventName.INVESTIGATION_COMPLETED,
        EventName.SERVED,
        EventName.ENFORCEMENT_TAKEN,
        EventName.REPRESENTATIVE_CHOSEN,
        EventName.REPRESENTATIVE_RELEASED,
    }
)

# What the two sides say to one another: the worker reads it as a conversation. Some of it moves
# the complaint on as well, the rest is words alone.
SAID_BY_WORKER: Final = frozenset({EventName.WORKER_WROTE, EventName.SUPPLEMENTED})
SAID_BY_OFFICE: Final = frozenset(
    {EventName.REPLIED, EventName.SUPPLEMENT_ASKED, EventName.ANSWERED}
)
WORDS_ALONE: Final = frozenset({EventName.WORKER_WROTE, EventName.REPLIED})

# What makes an entry of the register another one than somebody has looked at.
ABOUT_REGISTER: Final = frozenset(
    {
        EventName.SITE_REGISTERED,
        EventName.SITE_CHANGED,
        EventName.SITE_STEPPED,
        EventName.SITE_MERGED,
    }
)

# What a site's history says of complaints, for those alone who may see complaints.
ABOUT_COMPLAINTS: Final = frozenset(
    {
        EventName.GROUP_ALARMED,
        EventName.GROUP_ALARM_ROSE,
        EventName.GROUP_ALARM_DISMISSED,
        EventName.GROUP_ALARM_ENDED,
        EventName.GROUP_TAKEN_UP,
    }
)

# Events that the worker sees without their note: it is one office's word to another, or names
# whom the employer sent.
NOTE_FOR_STAFF: Final = frozenset(
    {
        EventName.RETURNED,
        EventName.TRANSFER_TAKEN,
        EventName.EMPLOYER_HEARD,
        EventName.INVESTIGATION_COMPLETED,
        EventName.SERVED,
        EventName.ENFORCEMENT_TAKEN,
    }
)
# Looking changes nothing, so nobody need be told that a case has changed since.
READING: Final = frozenset(
    {
        EventName.CASE_READ,
        EventName.REVEALED,
        EventName.PHOTO_VIEWED,
        EventName.CASE_ASKED,
        EventName.STATEMENT_PRINTED,
        EventName.DOCUMENT_PRINTED,
    }
)
