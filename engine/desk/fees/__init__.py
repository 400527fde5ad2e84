"""Fees: assessed by a person, reduced, taken, struck out, given back, counted."""

from engine.desk.fees.group import Fees
from engine.desk.fees.requests import Assessment, Refund, Relief, SheetClose, VoidReceipt
from engine.desk.fees.sheets import Sheet

__all__ = ["Assessment", "Fees", "Refund", "Relief", "Sheet", "SheetClose", "VoidReceipt"]
