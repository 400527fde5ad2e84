"""A backup that both databases read: every table as lines of JSON, every attachment as it is.

The lines say of themselves what they hold (columns with their kinds), so that a backup can be read
into the tables of its own revision and brought up to a later one by the migrations.
"""

from engine.store.backup.dumping import count_rows, digest_of, dump_table
from engine.store.backup.filling import fill_table, filling, is_empty
from engine.store.backup.manifest import FORMAT, Dumped, Manifest
from engine.store.backup.papers import (
    Paper,
    copy_papers,
    count_papers,
    drop_others,
    named_in_lines,
    papers,
)

__all__ = [
    "FORMAT",
    "Dumped",
    "Manifest",
    "Paper",
    "copy_papers",
    "count_papers",
    "count_rows",
    "digest_of",
    "drop_others",
    "dump_table",
    "fill_table",
    "filling",
    "is_empty",
    "named_in_lines",
    "papers",
]
