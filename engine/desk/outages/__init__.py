"""Spans in which an agency could not work: declared with evidence, approved by a second person."""

from engine.desk.outages.group import Outages
from engine.desk.outages.requests import Decided, Declaration, Touched

__all__ = ["Decided", "Declaration", "Outages", "Touched"]
