"""Results that leave with the post: one hand-over record for many of them."""

from engine.desk.posting.group import Postings
from engine.desk.posting.requests import Posting, PostingItem

__all__ = ["Posting", "PostingItem", "Postings"]
