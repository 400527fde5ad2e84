"""Original papers changing hands: lists that both sides confirm, loans, giving back, filing."""

from engine.desk.originals.group import Originals
from engine.desk.originals.requests import Filing, GivingBack, Item, Listed, Offer

__all__ = ["Filing", "GivingBack", "Item", "Listed", "Offer", "Originals"]
