"""What a person at work keeps for themselves: saved filters, what became of acts over many."""

from sqlalchemy import Column, String, Table, Uuid

from engine.tables.types import Json, Moment, Name, metadata

saved_filter = Table(
    "saved_filter",
    metadata,
    Column("staff_id", Name, primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("query", String(400), nullable=False),
)

# One request over many dossiers, each an act of its own: codes and refusals, nobody's data.
batch = Table(
    "batch",
    metadata,
    Column("staff_id", Name, primary_key=True),
    Column("batch_id", Uuid, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("action", Name, nullable=False),
    Column("results", Json, nullable=False),
)
