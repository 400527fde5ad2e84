"""Transit slips: papers leave one place and reach another, and each end signs for its part."""

from collections.abc import Mapping
from datetime import date

from engine.actors import Actor, Role, Seat
from engine.desk.competence import check_in_force
from engine.desk.custody.carried import can_carry
from engine.desk.draft import Draft, Scene
from engine.desk.office import Office
from engine.desk.places.requests import Arrival, Parcel, SlipName
from engine.errors import BadInput, NotFound, NotNow, NotYourStep
from engine.facts import Facts, site_facts
from engine.ledger import Kind
from engine.procedure import Instant
from engine.timeline import Site, Whereabouts
from engine.timeline.places import PAPERS, RESULT

# Who works with papers; an auditor signs for none.
_CARRIERS = (Role.COUNTER, Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERICAL)


def must_carry(by: Actor, site: Site, day: date, verb: str) -> None:
    """Refuse unless the person works at that agency, and in that unit if one is named."""
    seats = (Seat(role, site.agency, site.unit) for role in _CARRIERS)
    if not any(by.sits_on(seat, day) for seat in seats):
        raise NotYourStep("Phiếu luân chuyển do người của cơ quan gửi, cơ quan nhận ký.", verb=verb)


def send(scene: Scene, parcel: Parcel, origin: Site, to: Site, slip: SlipName) -> Draft:
    """The entry by which the papers of a dossier, or its result, leave under a slip."""
    must_carry(scene.by, origin, scene.today, "send")
    _check_concerned(scene, to)
    last = _whereabouts(scene, parcel.what)
    if last.going is not None:
        raise NotNow(
            f"Hồ sơ {scene.line.origin.code} đang trên đường chuyển.", code="papers_in_transit"
        )
    if last.at.agency != origin.agency:
        raise NotNow(
            f"Giấy tờ của hồ sơ {scene.line.origin.code} không ở cơ quan gửi.",
            code="papers_elsewhere",
            at=last.at.agency,
        )
    _check_originals(scene, parcel, origin.agency)
    facts: dict[str, object] = {
        "slip": slip.facts(),
        "what": parcel.what,
        "from": site_facts(origin),
        "to": site_facts(to),
    }
    if parcel.originals:
        facts["carries"] = dict(sorted(parcel.originals.items()))
    return Draft(Kind.PAPERS_SENT, facts)


def take(sent: Facts, arrival: Arrival, at: Site) -> Draft:
    """The entry by which the other end says what arrived; `sent` is what the first end said."""
    _check_missing(sent, arrival)
    facts: dict[str, object] = {
        "slip": sent["slip"],
        "what": sent["what"],
        "at": site_facts(at),
        "arrived": arrival.arrived,
    }
    if arrival.missing:
        facts["missing"] = sorted([name, count] for name, count in arrival.missing.items())
    return Draft(Kind.PAPERS_TAKEN, facts)


def _check_missing(sent: Facts, arrival: Arrival) -> None:
    """Refuse to miss what was not sent; of what did not come at all nothing is missed besides."""
    known: Mapping[str, int] = sent.get("carries", {})
    for name, count in arrival.missing.items():
        if not arrival.arrived or not 0 < count <= known.get(name, 0):
            raise BadInput(
                "Giấy tờ báo thiếu không có trong phiếu, hoặc quá số đã gửi.",
                code="missing_not_sent",
                paper=name,
            )


def _whereabouts(scene: Scene, what: str) -> Whereabouts:
    """Where the papers are; before their first way, where they were handed in or made."""
    line = scene.line
    if (known := line.whereabouts.get(what)) is not None:
        return known
    if what == PAPERS:
        return Whereabouts(Site(scene.ref.agency), line.opened_at)
    if what != RESULT:
        raise BadInput(f"Không gửi “{what}” bằng phiếu: chỉ papers, result.", code="unknown_parcel")
    made = line.instants.get(Instant.SEALED, line.instants.get(Instant.SIGNED))
    seats = (visit.seat for visit in reversed(line.visits) if visit.left == made and visit.seat)
    seat = next(seats, None) if made is not None else None
    if made is None or seat is None:
        raise NotNow(f"Hồ sơ {line.origin.code} chưa có kết quả để gửi.", code="no_result_yet")
    return Whereabouts(Site(seat.agency), made)


def _check_concerned(scene: Scene, to: Site) -> None:
    """Refuse to send papers where nobody has to do with the dossier."""
    line = scene.line
    seats = (line.seat, *(item.seat for item in line.open_items))
    concerned = {scene.ref.agency, line.competent, line.return_at}
    concerned |= {seat.agency for seat in seats if seat is not None}
    if to.agency not in concerned:
        raise BadInput(
            f"Cơ quan nhận không liên quan đến hồ sơ {line.origin.code}.",
            code="agency_not_concerned",
            agency=to.agency,
        )


def _check_originals(scene: Scene, parcel: Parcel, agency: str) -> None:
    """Refuse originals that are not at hand with the agency that sends them."""
    for name, count in parcel.originals.items():
        if parcel.what != PAPERS or not 0 < count <= can_carry(scene, name, agency):
            raise BadInput(
                f"Nơi gửi không giữ {count} bản chính “{name}” của hồ sơ {scene.line.origin.code}.",
                code="originals_not_there",
                paper=name,
            )


def check_site(office: Office, site: Site, day: date) -> None:
    """Refuse an agency or a unit that there is not on that day."""
    check_in_force(office, site.agency, day)
    if site.unit is not None and not office.organisation.unit(site.agency, site.unit).in_force(day):
        raise NotFound("Đơn vị không còn hoạt động.", code="unknown_unit", unit=site.unit)
