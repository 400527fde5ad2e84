"""A file of paper receipts, as the counter types them in after a power cut.

agency: dn-sxd
receipts:
  - number: 0015/QUYEN-3
    received_at: 2026-03-02 10:15
    procedure: "1.009972"
    owners: [{name: …, identity_kind: citizen, identity: …, phone: …}]
    papers: {application: [1, 0]}        # originals, copies
    answers: {applicant_kind: person}
    place: "26008"
    paid: true
"""

from api.cli.asking import moment
from api.cli.reception_file import answers_of, papers_of, people_of
from engine.desk import Reception
from engine.desk.back_entry import PaperReceipt
from engine.fields import Fields
from engine.procedure import Channel


def paper_receipts(data: object, where: str) -> list[PaperReceipt]:
    """The receipts of the file in order; DefinitionFault names what cannot be read."""
    file = Fields(data, where)
    agency = file.text("agency")
    receipts = [_receipt(one, agency) for one in file.parts("receipts")]
    file.finish()
    return receipts


def _receipt(one: Fields, agency: str) -> PaperReceipt:
    reception = Reception(
        agency=agency,
        procedure=one.text("procedure"),
        channel=Channel.DIRECT,
        parties=people_of(one, "owners"),
        papers=papers_of(one),
        answers=answers_of(one),
        place=one.optional("place"),
        paid=one.flag("paid"),
        happened_at=moment(one.text("received_at")),
    )
    receipt = PaperReceipt(reception, one.text("number"), one.text("reason", "power_cut"))
    one.finish()
    return receipt
