"""What an office decides about its people beside its files, and what that leaves them."""

from engine.staff.acts import GENESIS, StaffAct, StaffKind
from engine.staff.standing import StandIn, Standing, present

__all__ = ["GENESIS", "StaffAct", "StaffKind", "StandIn", "Standing", "present"]
