"""1/7/2025 in the demo province: on the first morning the plan is carried out."""

from datetime import datetime, time

from api.demo.days import Story
from api.demo.walker import Walker
from engine.actors import Role, Seat
from engine.desk import Office
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
    wanted, desk = plan(), walker.desk
    yield turn(desk.office)
    by = walker.staff.someone(Seat(Role.SYSTEM_ADMIN, _ABOVE), wanted.day)
    desk.succession.carry_out(wanted, by)
