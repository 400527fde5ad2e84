"""People: the parties of a dossier, personal data that can be erased, staff and their grants."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, String, Table, Uuid

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

# Everything personal that an entry binds by its seal: parties, answers, free text, file names.
# Erasing deletes content and key together.
private_record = Table(
    "private_record",
    metadata,
    *dossier_keys(),
    number("seq"),
    Column("slot", Name, primary_key=True),
    Column("secret", LargeBinary(32), nullable=False),
    Column("content", Json, nullable=False),
    of_dossier(),
)

# What lists and searches need of the parties; derived from the private records.
party = Table(
    "party",
    metadata,
    *dossier_keys(),
    number(),
    Column("role", Name, nullable=False),  # owner | submitter | authorised | collector
    Column("kind", Name, nullable=False),  # person | organisation
    Column("name", String(200), nullable=False),
    Column("search_key", String(200), nullable=False),  # without accents
    Column("sort_key", LargeBinary, nullable=False),  # Vietnamese order
    Column("identity_kind", Name, nullable=False),
    Column("identity_digest", LargeBinary(32)),
    Column("phone_digest", LargeBinary(32)),
    Column("scope", Json),  # of an authorised person: submit, supplement, withdraw, collect
    Column("expires_on", Date),
    of_dossier(),
    Index("ix_party_identity", "agency_id", "identity_digest"),
    Index("ix_party_phone", "agency_id", "phone_digest"),
    Index("ix_party_name", "agency_id", "search_key"),
)

# What a clerk has typed at the counter and not saved yet, for nobody else's eyes. It is erased when
# the dossier is received, when it is given up, and after some days by the tick.
intake_draft = Table(
    "intake_draft",
    metadata,
    agency_key(),
    Column("staff_id", Name, primary_key=True),
    Column("procedure", Name, primary_key=True),
    Column("saved_at", Moment, nullable=False),
    Column("content", Json, nullable=False),
    Index("ix_intake_draft_saved", "saved_at"),
)

# Who may not act, and since when: the name stands in the files of the tenant. The agency is the one
# that decided it last. This and the two tables after it follow from the staff acts.
staff = Table(
    "staff",
    metadata,
    Column("staff_id", Name, primary_key=True),
    Column("agency_id", Name),
    Column("disabled_at", Moment),
)

# Roles given through the desk for a time, as to an acting head; the files give the lasting ones.
role_grant = Table(
    "role_grant",
    metadata,
    agency_key(),
    Column("grant_id", Uuid, primary_key=True),
    Column("staff_id", Name, nullable=False),
    Column("role", Name, nullable=False),
    Column("unit", Name),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("decision", String(160)),
    Column("revoked_at", Moment),
    Index("ix_role_grant_staff", "staff_id"),
)

# "X xử lý thay Y": work taken over for a time, recorded with who decided it.
delegation = Table(
    "delegation",
    metadata,
    agency_key(),
    Column("delegation_id", Uuid, primary_key=True),
    Column("from_staff", Name, nullable=False),
    Column("to_staff", Name, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("decided_by", Name, nullable=False),
    Column("revoked_at", Moment),
    Index("ix_delegation_to", "to_staff"),
    Index("ix_delegation_from", "from_staff"),
)

# What an agency decided about its people, append-only and chained; it belongs to no dossier.
staff_act = Table(
    "staff_act",
    metadata,
    agency_key(),
    number("seq"),
    Column("kind", Name, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Name, nullable=False),
    Column("facts", Json, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)

# Where the staff acts of an agency end: a lock for the next one, and a mark if one is cut off.
staff_chain = Table(
    "staff_chain",
    metadata,
    agency_key(),
    Column("last", Integer, nullable=False),
    Column("head", LargeBinary(32), nullable=False),
)

# Showing personal data first commits a row here.
access = Table(
    "access",
    metadata,
    agency_key(),
    Column("access_id", Uuid, primary_key=True),
    Column("dossier_id", Uuid, nullable=False),
    Column("actor", Name, nullable=False),
    Column("purpose", Name, nullable=False),
    Column("at", Moment, nullable=False),
    of_dossier(),
    Index("ix_access_dossier", "agency_id", "dossier_id", "at"),
)

# The QR's token: 128 random bits of which only the hash is kept; reprinting revokes.
tracking_token = Table(
    "tracking_token",
    metadata,
    *dossier_keys(),
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("secret_hash", LargeBinary(32)),  # of the secret printed on the citizen's copy
    Column("issued_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    of_dossier(),
    Index("ix_tracking_token_hash", "token_hash"),
)

failed_attempt = Table(
    "failed_attempt",
    metadata,
    Column("attempt_id", Uuid, primary_key=True),
    Column("target", LargeBinary(32), nullable=False),
    Column("address", LargeBinary(32), nullable=False),
    Column("kind", Name, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_failed_attempt_target", "target", "at"),
    Index("ix_failed_attempt_address", "address", "at"),
)

rating = Table(
    "rating",
    metadata,
    *dossier_keys(),
    number(),
    Column("at", Moment, nullable=False),
    Column("answers", Json, nullable=False),
    Column("verified", Boolean, nullable=False),
    of_dossier(),
)
