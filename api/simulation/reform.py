"""1/7/2025 in the demo province: on the first morning the plan is carried out."""

from datetime import datetime, time

from api.simulation.days import Story
from api.simulation.staff import Staff
from api.simulation.walker import Walker
from engine.actors import Role, Seat
from engine.desk import Desk, Office
from engine.desk.succession import Plan, read_plan
from workflows.loader import ROOT, read

_FILE = ROOT / "successions" / "dong-nai-2025-07-01.yaml"
_ABOVE = "dn-ubnd"
_BEFORE_OPENING = time(7)


def plan() -> Plan:
    """The shipped plan."""
    return read_plan(read(_FILE).value, _FILE.name)


def turn(office: Office) -> datetime:
    """The moment at which dossiers under way come into other hands."""
    return datetime.combine(plan().day, _BEFORE_OPENING, office.calendar_of(_ABOVE).zone)


def reform(walker: Walker) -> Story:
    """Before the counters open, every dossier under way goes to the agency that took over."""
    yield turn(walker.desk.office)
    carry_out(walker.desk, walker.staff)


def carry_out(desk: Desk, staff: Staff) -> None:
    """The plan as one act of the desk, whose clock says that it is the turn."""
    wanted = plan()
    by = staff.someone(Seat(Role.SYSTEM_ADMIN, _ABOVE), wanted.day)
    desk.succession.carry_out(wanted, by)
