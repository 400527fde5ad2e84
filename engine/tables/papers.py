"""Papers and money: what was handed in, who has it, what came out, what was paid."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    text,
)

from engine.tables.types import (
    Json,
    Moment,
    Name,
    agency_key,
    dossier_keys,
    metadata,
    number,
    of_dossier,
)

paper = Table(
    "paper",
    metadata,
    *dossier_keys(),
    number("seq"),
    Column("paper", Name, primary_key=True),
    Column("originals", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("certified", Integer, nullable=False, server_default="0"),
    Column("digitised", Boolean, nullable=False, default=False),
    Column("reused", Boolean, nullable=False, default=False),
    Column("from_store", Boolean, nullable=False, default=False),
    of_dossier(),
)

# An original paper and who has it; every change of hands is a move that both sides confirm.
original = Table(
    "original",
    metadata,
    *dossier_keys(),
    number(),
    Column("paper", Name, nullable=False),
    Column("custodian", Name, nullable=False),
    Column("state", Name, nullable=False),  # held | lent | waiting | returned | archived
    Column("due_back", Date),
    Column("since", Moment),  # when it came to the custodian
    Column("lender", Name),
    of_dossier(),
    Index("ix_original_custodian", "agency_id", "custodian"),
)

original_move = Table(
    "original_move",
    metadata,
    *dossier_keys(),
    number(),
    number("move"),
    Column("given_by", Name, nullable=False),
    Column("taken_by", Name, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
    Column("list", Name),
    Column("kind", Name),  # hand_over | loan | back | returned | archived
    Column("state", Name),  # offered | taken | missing | recalled
    of_dossier(),
    Index("ix_original_move_list", "list"),
)

# A stored file: its address is (agency, dossier, SHA-256); its name is a private record.
attachment = Table(
    "attachment",
    metadata,
    *dossier_keys(),
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("purpose", Name, nullable=False),  # paper | supplement | result | evidence
    of_dossier(),
)

result = Table(
    "result",
    metadata,
    *dossier_keys(),
    number(),
    Column("kind", Name, nullable=False),
    Column("state", Name, nullable=False),  # ready | handed | posted | come_back | archived …
    Column("recipient", Name, nullable=False),  # applicant, or the id of a related agency
    Column("role", Name),  # of the seat there
    Column("unit", Name),
    Column("number", String(80)),
    Column("signer", Name),
    Column("capacity", Name),  # TM., KT., TL., TUQ., Q.
    Column("authority", Name),  # the decision that appoints an acting head
    Column("authority_from", Date),
    Column("authority_to", Date),
    Column("phase", Boolean, nullable=False, default=False, server_default=text("false")),
    Column("due", Moment),  # of the phase, where it has a promise of its own
    Column("verdict", Name),  # of the phase, by date: early | on_time | late
    Column("ready_at", Moment, nullable=False),
    Column("left_at", Moment),
    Column("placed_at", Moment),  # since when it is where it is
    Column("acknowledged_at", Moment),
    Column("acknowledged_by", Name),
    Column("sha256", LargeBinary(32)),
    Column("replaced", Boolean, nullable=False, default=False),
    Column("replaced_by", Uuid),  # the dossier whose result stands in its place
    Column("replaced_by_agency", Name),
    of_dossier(),
    Index("ix_result_state", "agency_id", "state"),
    Index("ix_result_recipient", "recipient", "role", "unit"),
    Index("ix_result_dossier", "dossier_id"),
    Index("ix_result_number", "number"),
)

fee_line = Table(
    "fee_line",
    metadata,
    *dossier_keys(),
    number(),
    Column("kind", Name, nullable=False),  # charge (phí) | levy (lệ phí)
    Column("name", String(200), nullable=False),
    Column("moment", Name, nullable=False),  # receipt | supplement | return
    Column("tariff", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),  # đồng, after reduction
    Column("ground", String(200)),  # of the reduction
    Column("evidence", String(80)),  # paper:<id>, file:<beginning of SHA-256>, or document
    Column("basis", Name),  # the reason code of whoever assessed it, if no tariff did
    Column("collected_at", Moment),
    Column("method", Name),
    Column("receipt", Name),  # series/number
    Column("refunded_at", Moment),
    Column("refunded_by", Name),
    of_dossier(),
)

# A fee receipt: its number follows the one before it in the series of the agency's book, and stays
# used when it is struck out. `sheet` is the day's cash sheet of the counter that counted it.
fee_receipt = Table(
    "fee_receipt",
    metadata,
    agency_key(),
    Column("series", Name, primary_key=True),
    number("number"),
    Column("template", Name, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Moment, nullable=False),
    Column("counter", Name, nullable=False),  # the member of staff who took the money
    Column("method", Name, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("sheet", Integer),
    Column("voided_at", Moment),
    Column("voided_by", Name),
    Column("replaced_by", Integer),  # the number that took its place, of the same series
    Index("ix_fee_receipt_day", "agency_id", "day", "counter"),
)

# What a receipt covers: lines of one dossier, or of several that were paid for together. `seq` is
# the entry that took the money, `voided_seq` the one that struck the receipt out.
fee_receipt_line = Table(
    "fee_receipt_line",
    metadata,
    agency_key(),
    Column("series", Name, primary_key=True),
    number("number"),
    Column("dossier_id", Uuid, primary_key=True),
    number(),
    Column("dossier_agency", Name, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("voided_seq", Integer),
    Index("ix_fee_receipt_line_dossier", "dossier_agency", "dossier_id"),
)

# A fee given back: out of the drawer of `counter` at the agency, on its day's cash sheet.
fee_refund = Table(
    "fee_refund",
    metadata,
    agency_key(),
    Column("dossier_id", Uuid, primary_key=True),
    number(),
    Column("dossier_agency", Name, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("counter", Name, nullable=False),
    Column("method", Name, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("reason", Name, nullable=False),
    Column("decided_by", Name, nullable=False),
    Column("sheet", Integer),
    Index("ix_fee_refund_day", "agency_id", "day", "counter"),
    Index("ix_fee_refund_dossier", "dossier_agency", "dossier_id"),
)

# A dossier's codes and times in a ministry's own system.
external_ref = Table(
    "external_ref",
    metadata,
    *dossier_keys(),
    Column("system", Name, primary_key=True),
    Column("code", String(128), nullable=False),
    Column("facts", Json, nullable=False),
    of_dossier(),
    Index("ix_external_ref_code", "system", "code"),
)
