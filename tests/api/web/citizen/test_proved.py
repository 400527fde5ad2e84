"""What a citizen may do after the second proof, and how nobody else comes to it."""

from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select

from api.web.pages.citizen.proof import COOKIE
from engine.desk import PaperCount, Wish
from engine.desk.attaching import Attached
from engine.procedure import Channel
from engine.store.ledgers import entries_of
from engine.tables.people import access, failed_attempt
from tests.api.web.citizen.at_home import Citizen, with_receipt
from tests.api.web.visitor import Visitor
from tests.api.web.walking import received, state
from tests.engine.desk.town import CLERICAL, COUNTER, HEAD, LEADER, OFFICER, OWNER

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NOTE = "Nộp lại bản vẽ có chữ ký."


@pytest.fixture
def asked(visitor: Visitor) -> Citizen:
    """The officer waits for a paper that was not there."""
    one = received(visitor, papers={"application": PaperCount(1)})
    visitor.house.desk.take(one.ref, Wish("forward"), COUNTER)
    wish = Wish("ask_more", reason="paper_missing", note=NOTE)
    visitor.house.desk.take(one.ref, wish, OFFICER)
    return with_receipt(visitor, one)


def _resolved_online(visitor: Visitor) -> tuple[Citizen, str]:
    """The result lies there as a file, to be fetched online."""
    desk, one = visitor.house.desk, received(visitor, return_by=Channel.ONLINE)
    desk.take(one.ref, Wish("forward"), COUNTER)
    stored = visitor.house.files.keep(one.ref, BytesIO(PDF))
    desk.attach(one.ref, [Attached(stored, "ket-qua.pdf", "result")], OFFICER)
    for by, wish in (
        (OFFICER, Wish("propose", outcome="granted")),
        (HEAD, Wish("agree")),
        (LEADER, Wish("sign", capacity="KT.")),
        (CLERICAL, Wish("seal", number="12/GP")),
    ):
        desk.take(one.ref, wish, by)
    return with_receipt(visitor, one), stored.sha256.hex()


def test_four_digits_open_the_message_of_the_officer_and_that_is_recorded(asked: Citizen) -> None:
    assert NOTE not in asked.page()

    answer = asked.proves()

    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in (f"Path={asked.here}", "HttpOnly", "SameSite=Strict"))
    assert NOTE in asked.page()
    with asked.visitor.house.engine.connect() as connection:
        opened = [(one.actor, one.purpose) for one in connection.execute(select(access))]
    assert ("applicant", "tracking") in opened


def test_the_printed_secret_opens_it_too(asked: Citizen) -> None:
    assert asked.proves(asked.issued.secret.lower()).status_code == 303
    assert NOTE in asked.page()


def test_wrong_digits_are_slowed_and_written_down_without_anybodys_name(asked: Citizen) -> None:
    statuses = [asked.proves(f"{n:04}").status_code for n in range(11)]

    assert statuses == [403] * 10 + [429]
    assert asked.proves().status_code == 429
    with asked.visitor.house.engine.connect() as connection:
        rows = connection.execute(select(failed_attempt)).all()
    assert {one.kind for one in rows} == {"tracking_digits"}
    assert len(rows) == 12
    assert asked.proves(asked.issued.secret).status_code == 303


def test_a_supplement_is_sent_with_its_files_as_done_alone(asked: Citizen) -> None:
    asked.proves()

    sent = asked.send("bo-sung", files=[("paper.report", ("bao-cao.pdf", PDF))], note="Xin gửi")

    assert sent.status_code == 303
    assert state(asked.visitor, asked.outcome) == "examining"
    with asked.visitor.house.engine.connect() as connection:
        last = entries_of(connection, asked.outcome.ref)[-1]
    assert last.actor == "applicant"
    assert last.facts["assisted"] == "self"
    assert last.facts["papers"] == {"report": [1, 1]}
    assert last.facts["party"] == 1


def test_a_disguised_file_is_refused_and_named(asked: Citizen) -> None:
    asked.proves()

    refused = asked.send("bo-sung", files=[("files", ("anh.pdf", b"MZ\x90\x00 program"))])

    assert refused.status_code == 422
    assert "anh.pdf" in refused.text
    assert state(asked.visitor, asked.outcome) == "supplement"


def test_the_form_without_files_keeps_what_was_typed(asked: Citizen) -> None:
    asked.proves()

    refused = asked.send("bo-sung", note="Tôi gửi sau <b>")

    assert refused.status_code == 422
    assert "Tôi gửi sau &lt;b&gt;" in refused.text


def test_nobody_acts_with_the_token_alone_nor_with_the_proof_of_another(
    asked: Citizen, visitor: Visitor
) -> None:
    file = [("files", ("a.pdf", PDF))]
    assert asked.send("bo-sung", files=file).status_code == 403
    assert asked.send("rut", reason="applicant_wish", sure="1").status_code == 403

    other = with_receipt(visitor, received(visitor))
    other.proves()
    mine = next(one for one in visitor.client.cookies.jar if one.name == COOKIE)
    visitor.client.cookies.clear()
    visitor.client.cookies.set(COOKIE, str(mine.value), path=asked.here)

    assert NOTE not in asked.page()
    assert asked.send("bo-sung", files=file).status_code == 403
    assert state(visitor, asked.outcome) == "supplement"


def test_a_form_of_another_page_is_not_taken_under_the_proof(asked: Citizen) -> None:
    asked.proves()
    common = asked.visitor.token("/tra-cuu")

    answer = asked.visitor.client.post(
        f"{asked.here}/rut", data={"_csrf": common, "reason": "applicant_wish", "sure": "1"}
    )

    assert answer.status_code == 403
    assert state(asked.visitor, asked.outcome) == "supplement"


def test_a_changed_cookie_proves_nothing(asked: Citizen) -> None:
    asked.proves()
    (kept,) = [one for one in asked.visitor.client.cookies.jar if one.name == COOKIE]
    body, _, mac = str(kept.value).rpartition(".")
    later = body.replace(body.split(".")[1], "9999999999")
    asked.visitor.client.cookies.clear()
    asked.visitor.client.cookies.set(COOKIE, f"{later}.{mac}", path=asked.here)

    assert NOTE not in asked.page()


def test_leaving_takes_the_proof_back(asked: Citizen) -> None:
    asked.proves()
    asked.send("thoat")

    assert NOTE not in asked.page()


def test_a_dossier_is_taken_back_by_whoever_is_sure(asked: Citizen) -> None:
    asked.proves()
    assert asked.send("rut", reason="applicant_wish").status_code == 422

    assert asked.send("rut", reason="applicant_wish", sure="1").status_code == 303

    assert state(asked.visitor, asked.outcome) == "withdrawn"
    assert "Rút hồ sơ" in asked.page()


def test_a_member_of_staff_does_not_act_as_the_citizen(asked: Citizen) -> None:
    asked.visitor.signed_in("dn-sxd-03")
    asked.proves()

    refused = asked.send("rut", reason="applicant_wish", sure="1")

    assert refused.status_code == 403
    assert "tài khoản cán bộ" in refused.text


def test_the_result_is_downloaded_after_the_proof_alone(visitor: Visitor) -> None:
    citizen, digest = _resolved_online(visitor)
    where = f"{citizen.here}/ket-qua/{digest}"
    assert digest not in citizen.page()
    assert visitor.get(where).status_code == 403

    citizen.proves()
    assert where in citizen.page()
    file = visitor.get(where)

    assert (file.status_code, file.content) == (200, PDF)
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.headers["referrer-policy"] == "no-referrer"
    assert visitor.get(f"{citizen.here}/ket-qua/{'0' * 64}").status_code == 404


def test_an_agent_who_may_fetch_neither_replies_nor_takes_back(visitor: Visitor) -> None:
    agent = replace(
        OWNER, role="authorised", name="Đỗ Thị Dịch Vụ", identity=None, identity_kind="none",
        phone="0987 654 000", scope=("collect",), document="Hợp đồng số 7",
    )  # fmt: skip
    one = received(visitor, papers={}, parties=(OWNER, agent))
    visitor.house.desk.take(one.ref, Wish("forward"), COUNTER)
    visitor.house.desk.take(one.ref, Wish("ask_more", reason="paper_missing"), OFFICER)
    citizen = with_receipt(visitor, one)
    citizen.proves("4000")

    assert citizen.send("bo-sung", files=[("files", ("a.pdf", PDF))]).status_code == 403
    assert citizen.send("rut", reason="applicant_wish", sure="1").status_code == 403
    assert list(visitor.house.files.of(one.ref)) == []
