"""Hand-over records with the post: what it brings, and the results that leave with it."""

from engine.desk.posting.group import Postings
from engine.desk.posting.incoming import Incoming
from engine.desk.posting.requests import Posting, PostingItem

__all__ = ["Incoming", "Posting", "PostingItem", "Postings"]
