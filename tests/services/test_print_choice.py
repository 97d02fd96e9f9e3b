"""Choosing the sites of a batch."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.print_batch import BadSelection, BatchForm
from portal.domain.site import BoardState, Industry
from portal.models import Staff
from portal.services import print_batch
from portal.services.board_press import PrintSettings
from portal.services.print_batch import Choice
from tests import factories, issued


def test_a_choice_follows_county_state_industry_and_words(session: Session) -> None:
    by = issued.poster(session)
    factories.offices(session)
    factories.offices(session, "620521")
    a = factories.site(session, name="示例·渭河一号")
    b = factories.site(session, region="620521", industry=Industry.WATER)
    issued.issue(session, a)
    for choice, sites in (
        (Choice(), [a, b]),
        (Choice("620521"), [b]),
        (Choice(state=BoardState.UNPLACED), [a]),
        (Choice(industry=Industry.WATER), [b]),
        (Choice(words="渭河"), [a]),
        (Choice("620521", words="渭河"), []),
    ):
        assert print_batch.chosen(session, choice) == [site.id for site in sites], choice
    with pytest.raises(BadSelection):
        print_batch.ask(session, [], PrintSettings(), BatchForm.PDF, by=by)
    here = Staff(region="620521")
    assert print_batch.mine(session, [a.id, b.id], here) == [b.id]
