"""The office: work between agencies, records of the day."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Uuid,
    text,
)

from engine.tables.types import Json, Moment, Name, agency_key, metadata, number

# A consultation, keyed by the agency that must act: an inbox is one shard. It names the dossier
# without a foreign key, for that may lie at another agency.
work_item = Table(
    "work_item",
    metadata,
    agency_key(),
    Column("item_id", Uuid, primary_key=True),
    Column("dossier_agency", Name, nullable=False),
    Column("dossier_id", Uuid, nullable=False),
    Column("item", Name, nullable=False),
    Column("role", Name, nullable=False),
    Column("unit", Name),
    Column("asked_at", Moment, nullable=False),
    Column("due", Moment),
    Column("answered_at", Moment),
    Column("answer", Name),
    Index("ix_work_item_inbox", "agency_id", "role", "unit", "answered_at"),
    Index("ix_work_item_dossier", "dossier_agency", "dossier_id"),
)

# The hand-over record between post and agency: its signing is the legal submission (QĐ 45/2016).
handover_record = Table(
    "handover_record",
    metadata,
    agency_key(),
    Column("record_id", Uuid, primary_key=True),
    Column("direction", Name, nullable=False),  # in | out
    Column("number", Name, nullable=False),
    Column("signed_at", Moment, nullable=False),
    Column("post_clerk", Name, nullable=False),
    Column("counter_clerk", Name, nullable=False),
    Index("ix_handover_record_number", "agency_id", "number", unique=True),
)

# An item turned back may come again; one that was taken becomes a dossier once.
BECAME_A_DOSSIER = text("dossier_id IS NOT NULL")

handover_item = Table(
    "handover_item",
    metadata,
    agency_key(),
    Column("record_id", Uuid, primary_key=True),
    number(),
    Column("item_code", Name, nullable=False),
    Column("dossier_id", Uuid),
    Column("remark", Name),
    Column("supplied", Integer),  # pieces of paper that completed a dossier of earlier
    Index(
        "ix_handover_item_code",
        "agency_id",
        "item_code",
        unique=True,
        postgresql_where=BECAME_A_DOSSIER,
        sqlite_where=BECAME_A_DOSSIER,
    ),
)

# A transit slip: papers on their way from one agency (or unit) to another, signed at both ends.
# It is keyed by the sender; its items name dossiers without a foreign key, which may lie anywhere.
transit_slip = Table(
    "transit_slip",
    metadata,
    agency_key(),
    Column("year", Integer, primary_key=True, autoincrement=False),
    number(),
    Column("from_unit", Name),
    Column("to_agency", Name, nullable=False),
    Column("to_unit", Name),
    Column("sent_at", Moment, nullable=False),
    Column("sent_by", Name, nullable=False),
    Index("ix_transit_slip_to", "to_agency"),
)

transit_item = Table(
    "transit_item",
    metadata,
    agency_key(),
    Column("year", Integer, primary_key=True, autoincrement=False),
    number("slip"),
    number(),
    Column("dossier_agency", Name, nullable=False),
    Column("dossier_id", Uuid, nullable=False),
    Column("what", Name, nullable=False),  # papers | result
    Column("sent_seq", Integer, nullable=False),  # the entry that says so
    Column("said_at", Moment),  # when the other end last said something of it
    Column("said_by", Name),
    Column("arrived", Boolean),  # None: nothing said yet
    Index("ix_transit_item_dossier", "dossier_agency", "dossier_id"),
)

# Visits that end without a dossier: slips 02 and 03, numbered per office and year.
visit_log = Table(
    "visit_log",
    metadata,
    agency_key(),
    Column("year", Integer, primary_key=True),
    number(),
    Column("at", Moment, nullable=False),
    Column("slip", Name, nullable=False),
    Column("procedure", Name),
    Column("reason", Name, nullable=False),
    Column("papers", Json, nullable=False, server_default="[]"),  # ids of those that lack
    Column("staff_id", Name, nullable=False),
)

# A span in which an agency could not work: one person declares it, a second one approves it.
# `dossiers` counts those whose ledger says so, the later entered ones included.
outage = Table(
    "outage",
    metadata,
    agency_key(),
    Column("outage_id", Uuid, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("reason", Name, nullable=False),
    Column("evidence", String(300)),  # the number of the paper that proves it
    Column("state", Name, nullable=False, server_default="declared"),
    Column("declared_by", Name, nullable=False),
    Column("declared_at", Moment),
    Column("decided_by", Name),
    Column("decided_at", Moment),
    Column("dossiers", Integer, nullable=False, server_default="0"),
    Index("ix_outage_span", "agency_id", "state", "until"),
)

# The day's cash sheet of one counter, a row for each method. What came after the first sheet of the
# day was closed stands on a supplementary one: `no` 2, 3 … `counted` less `expected` is the
# difference, which needs a reason; None where nothing was counted (cards, transfers).
till_sheet = Table(
    "till_sheet",
    metadata,
    agency_key(),
    Column("day", Date, primary_key=True),
    Column("counter", Name, primary_key=True),
    number(),
    Column("method", Name, primary_key=True),
    Column("expected", BigInteger, nullable=False),
    Column("counted", BigInteger),
    Column("reason", Name),
    Column("closed_at", Moment, nullable=False),
    Column("closed_by", Name, nullable=False),
    Column("countersigned_at", Moment),
    Column("countersigned_by", Name),
)

complaint = Table(
    "complaint",
    metadata,
    agency_key(),
    Column("complaint_id", Uuid, primary_key=True),
    Column("about", Json, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("due", Moment),
    Column("handler", Name),
    Column("answered_at", Moment),
    Column("published", Boolean, nullable=False, default=False),
)

frozen_report = Table(
    "frozen_report",
    metadata,
    agency_key(),
    Column("report_id", Uuid, primary_key=True),
    Column("definition", Json, nullable=False),
    Column("known_at", Moment, nullable=False),
    Column("rows", Json, nullable=False),
    Column("submitted_by", Name, nullable=False),
    Column("submitted_at", Moment, nullable=False),
)
