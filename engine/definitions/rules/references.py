"""Everything that a definition names must exist: roles, papers, words, actions, places."""

from collections.abc import Collection, Iterator

from engine.actors import Address, Role
from engine.definitions.defects import Flaw, Path
from engine.definitions.known import Known
from engine.definitions.load import Definition
from engine.procedure import Procedure, Tier

OUTCOMES = frozenset({"granted", "declined"})

_OFFICE_ONLY = frozenset({Role.AUDITOR, Role.CATALOGUE_ADMIN, Role.SYSTEM_ADMIN})
_CANNOT_ACT = _OFFICE_ONLY | {Role.OUTAGE}


def roles(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A step or an action of a role that nobody can hold there."""
    for path, address in _addresses(definition.procedure):
        refused = _OFFICE_ONLY if path[0] == "states" else _CANNOT_ACT
        if address.role in refused:
            message = f"Vai trò “{address.role}” không xử lý hồ sơ."
            fix = "Chọn counter, postal_counter, officer, unit_head, leader, clerical, applicant."
            yield Flaw(path, "role_nobody_holds", message, fix)


def places(definition: Definition, known: Known) -> Iterator[Flaw]:
    """A unit or an agency that no file of agencies declares."""
    for path, address in _addresses(definition.procedure):
        if address.agency is not None and not _is_agency(address.agency, known):
            message = f"Không có cơ quan hoặc cấp “{address.agency}”."
            fix = "Ghi province, district, commune, hoặc mã cơ quan trong workflows/agencies."
            yield Flaw(path, "unknown_agency", message, fix)
        if address.unit is not None and known.units is not None and address.unit not in known.units:
            message = f"Không có đơn vị “{address.unit}”."
            yield Flaw(path, "unknown_unit", message, _offer(known.units))


def _is_agency(name: str, known: Known) -> bool:
    tier = name in list(Tier)
    return tier or known.agencies is None or name in known.agencies


def _addresses(procedure: Procedure) -> Iterator[tuple[Path, Address]]:
    for state in procedure.states.values():
        if state.holder is not None:
            yield ("states", state.id, "holder"), state.holder
    for action in procedure.actions.values():
        for address in action.by:
            yield ("actions", action.id, "by"), address
        for number, ask in enumerate(action.asks):
            yield ("actions", action.id, "asks", number, "of"), ask.of
    for number, result in enumerate(procedure.results):
        for address in result.to:
            yield ("results", number, "to"), address


def letters(definition: Definition, known: Known) -> Iterator[Flaw]:
    """A letter that no form set has."""
    for action in definition.procedure.actions.values():
        if action.letter is not None and action.letter not in known.letters:
            message = f"Không có văn bản “{action.letter}”."
            path = ("actions", action.id, "letter")
            yield Flaw(path, "unknown_letter", message, _offer(known.letters))


def forms(definition: Definition, known: Known) -> Iterator[Flaw]:
    """A paper that names a form which is not in the library."""
    for number, paper in enumerate(definition.procedure.papers):
        if paper.form is not None and paper.form not in known.forms:
            message = f"Không có mẫu đơn “{paper.form}” cho giấy tờ “{paper.id}”."
            path = ("documents", number, "form")
            yield Flaw(path, "unknown_form", message, _offer(known.forms))


def stops(definition: Definition, known: Known) -> Iterator[Flaw]:
    """A reason for stopping the clock that the catalogue does not know."""
    for state in definition.procedure.states.values():
        if state.stop is not None and state.stop not in known.stops:
            message = f"Không có lý do tạm dừng “{state.stop}”."
            path = ("states", state.id, "stop")
            yield Flaw(path, "unknown_reason", message, _offer(known.stops))


def labels(definition: Definition, known: Known) -> Iterator[Flaw]:
    """An action that has no Vietnamese words."""
    given = definition.draft.data.get("actions")
    for action in definition.procedure.actions.values():
        own = given.get(action.id) if isinstance(given, dict) else None
        if action.id not in known.labels and not (isinstance(own, dict) and "label" in own):
            message = f"Thao tác “{action.id}” chưa có tên tiếng Việt."
            fix = f"Thêm “label:” vào thao tác, hoặc “{action.id}: …” vào labels.yaml."
            yield Flaw(("actions", action.id), "no_label", message, fix)


def outcomes(definition: Definition, _: Known) -> Iterator[Flaw]:
    """A result that no report knows."""
    for action in definition.procedure.actions.values():
        for outcome in action.outcomes:
            if outcome not in OUTCOMES:
                message = f"Không có kết quả “{outcome}”."
                path = ("actions", action.id, "outcome")
                yield Flaw(path, "unknown_outcome", message, _offer(OUTCOMES))


def four_eyes(definition: Definition, _: Known) -> Iterator[Flaw]:
    """Two people are asked for, but one of the two actions does not exist or is the same."""
    actions = definition.procedure.actions
    for action in actions.values():
        if action.four_eyes is None:
            continue
        path = ("actions", action.id, "four_eyes")
        if action.four_eyes not in actions or action.four_eyes == action.id:
            message = f"“four_eyes” nêu thao tác “{action.four_eyes}” không phải thao tác khác."
            yield Flaw(path, "unknown_action", message, _offer(actions))


def opens(definition: Definition, known: Known) -> Iterator[Flaw]:
    """A child dossier of a procedure, or at an agency, that does not exist."""
    for action in definition.procedure.actions.values():
        if action.opens is None:
            continue
        path: Path = ("actions", action.id, "opens")
        code, agency = action.opens.procedure, action.opens.agency
        if known.procedures is not None and code not in known.procedures:
            message = f"Hồ sơ con theo thủ tục “{code}” không có trong danh mục."
            fix = "Thêm tệp của thủ tục đó, hoặc sửa mã."
            yield Flaw((*path, "procedure"), "unknown_procedure", message, fix)
        tier, _, where = agency.partition(":")
        resolved = tier in list(Tier) and where == "place"
        if not resolved and known.agencies is not None and agency not in known.agencies:
            message = f"Không có cơ quan “{agency}” để mở hồ sơ con."
            fix = "Ghi province:place, district:place, commune:place, hoặc mã cơ quan."
            yield Flaw((*path, "agency"), "unknown_agency", message, fix)


def _offer(names: Collection[str]) -> str:
    return f"Chọn một trong: {', '.join(sorted(names))}." if names else "Chưa khai báo gì để chọn."


RULES = (roles, places, letters, forms, stops, labels, outcomes, four_eyes, opens)
