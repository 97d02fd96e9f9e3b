"""0008: what a search looks into is filled for the sites that are there already."""

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, text

from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.site import PartyRole
from portal.services import migrate
from portal.services.site_values import search_text


def _insert(connection: Connection, facts: SiteFacts) -> None:
    connection.execute(
        text(
            "insert into site (id, code, name, name_key, region, address, industry, status,"
            " permit_no, longminggong_no, pay_day, no_subcontractor, registered_at, changed_at,"
            " board_state) values (1, '38172948', :name, :name, '620502', :address, 'housing',"
            " 'active', :permit, '', '', false, :moment, :moment, 'none')"
        ),
        {
            "name": facts.name,
            "address": facts.address,
            "permit": facts.permit_no,
            "moment": datetime(2026, 11, 1, tzinfo=UTC),
        },
    )
    for position, party in enumerate(facts.parties):
        connection.execute(
            text(
                "insert into party (site_id, role, position, organisation, person, phone)"
                " values (1, :role, :position, :organisation, '', '')"
            ),
            {"role": party.role, "position": position, "organisation": party.organisation},
        )


def test_sites_that_are_there_are_found_like_new_ones(empty: Engine) -> None:
    parties = (
        PartyFacts(PartyRole.DEVELOPER, "示例　交投"),
        PartyFacts(PartyRole.GENERAL_CONTRACTOR, "示例渭川（Ａ）公司"),
        PartyFacts(PartyRole.WAGE_OFFICER, ""),
    )
    facts = SiteFacts(
        "示例·重庆路 2期", "620502", address="路１号", permit_no="证1", parties=parties
    )
    with empty.begin() as connection:
        migrate.upgrade(connection, "0007")
        _insert(connection, facts)
    with empty.begin() as connection:
        migrate.upgrade(connection, "0008")
        found = connection.execute(text("select search_text from site")).scalar_one()
    assert found == search_text(facts, parties)
    assert "slcql2q" in found


def test_going_down_names_that_were_given_up_are_unique_again(empty: Engine) -> None:
    with empty.begin() as connection:
        migrate.upgrade(connection, "0007")
        _insert(connection, SiteFacts("示例", "620502"))
    with empty.begin() as connection:
        migrate.upgrade(connection, "0008")
        copy = "select {} from site where id = 1"
        names = (
            "code, name, name_key, region, address, industry, status, permit_no, longminggong_no,"
            " pay_day, no_subcontractor, registered_at, changed_at, board_state, search_text"
        )
        values = names.replace("code,", "'00000000',", 1)
        connection.execute(
            text(
                f"insert into site (id, merged_into_id, {names}) " + copy.format(f"2, 1, {values}")
            )
        )
    with empty.begin() as connection:
        migrate.downgrade(connection, "0007")
        keys = connection.execute(text("select name_key from site order by id")).scalars()
        assert list(keys) == ["示例", "00000000"]
