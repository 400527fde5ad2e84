"""An outage on the pages: declared at the counter, looked at and approved by the leader."""

from datetime import timedelta

from api import clock
from engine.desk.outages import Declaration
from tests.api.web.visitor import Visitor
from tests.engine.desk.town import COUNTER, reception

CLERK, LEADER, OUTSIDER = "dn-sxd-03", "dn-sxd-01", "dn-sxd-10"
EVIDENCE = "12/BB-DIENLUC"


def declared(visitor: Visitor, **changes: str) -> tuple[int, str]:
    """A power cut of the last hours; the status, and the next page or this one."""
    now = clock.local(clock.now())
    since, until = now - timedelta(hours=3), now - timedelta(hours=1)
    wish = {
        "co_quan": "dn-sxd",
        "since": f"{since:%Y-%m-%d}",
        "since_at": f"{since:%H:%M}",
        "until": f"{until:%Y-%m-%d}",
        "until_at": f"{until:%H:%M}",
        "reason": "power_cut",
        "evidence": EVIDENCE,
        "key": "d",
        **changes,
    }
    answer = visitor.post("/su-co", wish, page="/su-co")
    return answer.status_code, answer.headers.get("location", answer.text)


def test_the_counter_declares_and_the_leader_approves(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    status, where = declared(visitor)
    assert status == 303
    page = visitor.get(where).text
    assert EVIDENCE in page
    assert 'value="approve"' not in page
    assert visitor.post(where, {"do": "approve", "key": "x"}, page=where).status_code == 403

    visitor.client.cookies.clear()
    visitor.signed_in(LEADER)
    assert "Chờ duyệt" in visitor.get("/su-co?co_quan=dn-sxd").text
    assert visitor.post(where, {"do": "approve", "key": "a"}, page=where).status_code == 303

    assert "Đã duyệt" in visitor.get(where).text
    assert visitor.post(where, {"do": "reject", "key": "r"}, page=where).status_code == 409


def test_the_leader_sees_the_dossiers_that_it_touches_before_deciding(visitor: Visitor) -> None:
    made = visitor.house.desk.receive(reception(), COUNTER)
    visitor.house.desk.outages.declare(
        Declaration("dn-sxd", clock.now() - timedelta(hours=1), clock.now(), "power_cut", EVIDENCE),
        COUNTER,
    )
    visitor.signed_in(LEADER)
    (found,) = visitor.house.desk.outages.of_agency("dn-sxd", visitor.house.actor(LEADER))

    page = visitor.get(f"/su-co/dn-sxd/{found.id.hex}").text

    assert made.code in page
    assert 'value="approve"' in page


def test_what_was_typed_stays_when_the_declaration_is_refused(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)

    status, page = declared(visitor, until="2020-01-01")

    assert status == 422
    assert f'value="{EVIDENCE}"' in page
    assert 'value="2020-01-01"' in page


def test_who_declared_it_may_withdraw_it(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    _, where = declared(visitor)

    assert visitor.post(where, {"do": "withdraw", "key": "w"}, page=where).status_code == 303

    assert "Đã rút" in visitor.get(where).text


def test_an_officer_sees_none_of_it(visitor: Visitor) -> None:
    visitor.signed_in(CLERK)
    _, where = declared(visitor)
    visitor.client.cookies.clear()
    visitor.signed_in(OUTSIDER)

    assert visitor.get("/su-co").status_code == 403
    assert visitor.get(where).status_code == 404
