"""The record: dossiers, their ledger, codes, serials, remembered keys, notices, the catalogue."""

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
    Text,
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

OPEN = text("final IS NULL")

# The projection: what the fold of the ledger says now, for lists and locks. `version` guards
# every act; `head` is the hash of the last entry.
dossier = Table(
    "dossier",
    metadata,
    *dossier_keys(),
    Column("version", Integer, nullable=False),
    Column("head", LargeBinary(32), nullable=False),
    Column("code", Name, nullable=False),
    Column("procedure", Name, nullable=False),
    Column("edition", String(64), nullable=False),
    Column("calendar", String(64), nullable=False),
    Column("field", Name, nullable=False),
    Column("tier", Name, nullable=False),
    Column("level", Integer, nullable=False),
    Column("channel", Name, nullable=False),
    Column("parent_agency", Name),
    Column("parent_id", Uuid),
    Column("competent_agency", Name, nullable=False),
    Column("return_at", Name, nullable=False),
    Column("return_by", Name, nullable=False),
    Column("place", Name),
    Column("visit", Name),  # in which it came together with others
    Column("unit", Name),
    Column("state", Name, nullable=False),
    Column("state_since", Moment, nullable=False),
    Column("holder_role", Name),
    Column("holder_agency", Name),
    Column("holder_unit", Name),
    Column("officer", Name),
    Column("final", Name),
    Column("stop", Name),
    Column("opened_at", Moment, nullable=False),
    Column("accepted_at", Moment),
    Column("first_due", Moment),
    Column("due", Moment),
    Column("ended_at", Moment),
    Column("returned_at", Moment),
    Column("outcome", Name),
    Column("proposal", Name),
    Column("restricted", Boolean, nullable=False),
    Column("voided", Boolean, nullable=False),
    Column("erased", Boolean, nullable=False),
    Index("ix_dossier_inbox", "holder_agency", "holder_role", "holder_unit", postgresql_where=OPEN),
    Index("ix_dossier_officer", "officer", postgresql_where=OPEN),
    Index("ix_dossier_due", "agency_id", "due", postgresql_where=OPEN),
    Index("ix_dossier_competent", "competent_agency", "accepted_at"),
    Index("ix_dossier_return_at", "return_at", "state"),
    Index("ix_dossier_parent", "parent_agency", "parent_id"),
    Index("ix_dossier_visit", "visit", postgresql_where=text("visit IS NOT NULL")),
)

entry = Table(
    "entry",
    metadata,
    *dossier_keys(),
    number("seq"),
    Column("kind", Name, nullable=False),
    Column("happened_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("actor", Name, nullable=False),
    Column("facts", Json, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    of_dossier(),
    Index("ix_entry_recorded", "agency_id", "recorded_at"),
)

# Codes in force. A reference table leads a typed code to its agency by the prefix.
code = Table(
    "code",
    metadata,
    agency_key(),
    Column("code", Name, primary_key=True),
    Column("dossier_id", Uuid, nullable=False),
    Column("scheme", Name, nullable=False),
    Column("serial", BigInteger, nullable=False),
    Column("scope", Name, nullable=False),
    of_dossier(),
    Index("ix_code_serial", "agency_id", "scheme", "scope", "serial", unique=True),
    Index("ix_code_dossier", "agency_id", "dossier_id"),
)

# An heir may go on with the prefix of an agency that ended, so one may lead to several.
code_owner = Table(
    "code_owner",
    metadata,
    Column("prefix", Name, primary_key=True),
    Column("agency_id", Name, primary_key=True),
    Column("scheme", Name, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
)

# Codes of older systems, which carry no prefix of ours; two systems may have had the same one.
older_code = Table(
    "older_code",
    metadata,
    agency_key(),
    Column("origin", Name, primary_key=True),
    Column("code", String(128), primary_key=True),
    Column("dossier_id", Uuid, nullable=False),
    of_dossier(),
    Index("ix_older_code_code", "code"),
    Index("ix_older_code_dossier", "agency_id", "dossier_id"),
)

# Numbers of receipts written by hand while the system was down; each agency has its own books.
paper_receipt = Table(
    "paper_receipt",
    metadata,
    agency_key(),
    Column("number", Name, primary_key=True),
    Column("dossier_id", Uuid, nullable=False),
    of_dossier(),
    Index("ix_paper_receipt_number", "number"),
    Index("ix_paper_receipt_dossier", "agency_id", "dossier_id"),
)

# That a receipt older than the office lets anybody enter may be entered all the same, and as what
# dossier it then was.
late_permit = Table(
    "late_permit",
    metadata,
    agency_key(),
    Column("number", Name, primary_key=True),
    Column("received_on", Date, nullable=False),
    Column("reason", Name, nullable=False),
    Column("granted_by", Name, nullable=False),
    Column("granted_at", Moment, nullable=False),
    Column("dossier_id", Uuid),
)

serial = Table(
    "serial",
    metadata,
    agency_key(),
    Column("scheme", Name, primary_key=True),
    Column("scope", Name, primary_key=True),
    Column("last", BigInteger, nullable=False),
)

# An answered request, so that the same key gives the same answer. Holds ids only.
remembered = Table(
    "remembered",
    metadata,
    agency_key(),
    Column("actor", Name, primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("answer", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_remembered_at", "at"),
)

# What other people and systems are to be told; rendered at delivery, so it holds ids only.
outbox = Table(
    "outbox",
    metadata,
    agency_key(),
    Column("notice_id", Uuid, primary_key=True),
    Column("dossier_id", Uuid, nullable=False),
    Column("kind", Name, nullable=False),
    Column("receiver", String(160), nullable=False),
    Column("event", String(160), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("next_try_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("delivered_at", Moment),
    Column("dead_at", Moment),
    Column("error", String(160)),
    of_dossier(),
    Index("ix_outbox_event", "agency_id", "event", "receiver", unique=True),
    Index("ix_outbox_waiting", "next_try_at", postgresql_where=text("delivered_at IS NULL")),
)

# Definitions by content: a dossier finishes under the editions that it names.
edition = Table(
    "edition",
    metadata,
    Column("edition", String(64), primary_key=True),
    Column("kind", Name, nullable=False),
    Column("code", Name, nullable=False),
    Column("content", Text, nullable=False),
    Column("applied_at", Moment, nullable=False),
    Index("ix_edition_code", "kind", "code"),
)

in_force = Table(
    "in_force",
    metadata,
    Column("kind", Name, primary_key=True),
    Column("code", Name, primary_key=True),
    Column("edition", String(64), nullable=False),
    Column("since", Moment, nullable=False),
)
