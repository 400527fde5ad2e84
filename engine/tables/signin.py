"""Signing in: what proves who somebody is, and who is signed in where."""

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Uuid

from engine.tables.types import Moment, Name, metadata

account = Table(
    "account",
    metadata,
    Column("staff_id", Name, primary_key=True),
    Column("password", String(200), nullable=False),  # argon2, with its parameters
    Column("changed_at", Moment, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("totp_secret", String(64)),
    Column("totp_last", BigInteger),  # the last step of time whose code was used
)

session = Table(
    "session",
    metadata,
    Column("session_id", Uuid, primary_key=True),
    Column("staff_id", Name, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("device", String(160), nullable=False),
    Index("ix_session_staff", "staff_id", "ended_at"),
)
