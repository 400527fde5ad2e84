"""The office: agencies with dated names and lineage, work between them, records of the day."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
    text,
)

from engine.tables.types import Json, Moment, Name, agency_key, metadata, number

agency = Table(
    "agency",
    metadata,
    agency_key(),
    Column("tier", Name, nullable=False),
    Column("parent", Name),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
)

agency_name = Table(
    "agency_name",
    metadata,
    Column("agency_id", Name, ForeignKey("agency.agency_id"), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("name", String(200), nullable=False),
    Column("office", String(200)),
)

agency_lineage = Table(
    "agency_lineage",
    metadata,
    Column("agency_id", Name, ForeignKey("agency.agency_id"), primary_key=True),
    Column("successor", Name, primary_key=True),
    Column("day", Date, nullable=False),
    Column("kind", Name, nullable=False),  # merge | split | succeed
    Column("source", String(300)),
)

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
    Index(
        "ix_handover_item_code",
        "agency_id",
        "item_code",
        unique=True,
        postgresql_where=BECAME_A_DOSSIER,
        sqlite_where=BECAME_A_DOSSIER,
    ),
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
    Column("staff_id", Name, nullable=False),
)

outage = Table(
    "outage",
    metadata,
    agency_key(),
    Column("outage_id", Uuid, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("reason", Name, nullable=False),
    Column("evidence", String(300)),
    Column("declared_by", Name, nullable=False),
    Column("approved_by", Name),
    Column("approved_at", Moment),
)

cash_sheet = Table(
    "cash_sheet",
    metadata,
    agency_key(),
    Column("day", Date, primary_key=True),
    Column("counter", Name, primary_key=True),
    Column("method", Name, primary_key=True),
    Column("expected", Integer, nullable=False),
    Column("counted", Integer),
    Column("closed_by", Name),
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
