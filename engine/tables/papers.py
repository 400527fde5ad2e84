"""Papers and money: what was handed in, who has it, what came out, what was paid."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, String, Table

from engine.tables.types import Json, Moment, Name, dossier_keys, metadata, number, of_dossier

paper = Table(
    "paper",
    metadata,
    *dossier_keys(),
    number("seq"),
    Column("paper", Name, primary_key=True),
    Column("originals", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
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
    Column("state", Name, nullable=False),  # held | lent | returned | archived
    Column("due_back", Date),
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
    of_dossier(),
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
    Column("state", Name, nullable=False),  # ready | handed | posted | come_back | archived
    Column("recipient", Name, nullable=False),  # applicant, or a related agency or unit
    Column("number", String(80)),
    Column("signer", Name),
    Column("capacity", Name),  # TM., KT., TL., TUQ., Q.
    Column("ready_at", Moment, nullable=False),
    Column("left_at", Moment),
    Column("acknowledged_at", Moment),
    Column("sha256", LargeBinary(32)),
    Column("replaced", Boolean, nullable=False, default=False),
    of_dossier(),
    Index("ix_result_state", "agency_id", "state"),
)

fee_line = Table(
    "fee_line",
    metadata,
    *dossier_keys(),
    number(),
    Column("kind", Name, nullable=False),  # charge (phí) | levy (lệ phí)
    Column("name", String(200), nullable=False),
    Column("moment", Name, nullable=False),  # receipt | supplement | return
    Column("tariff", Integer, nullable=False),
    Column("amount", Integer, nullable=False),  # đồng, after reduction
    Column("ground", Name),  # of the reduction
    Column("collected_at", Moment),
    Column("method", Name),
    Column("receipt", Name),
    Column("refunded_at", Moment),
    Column("refunded_by", Name),
    of_dossier(),
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
)
