"""Which scheme numbers whose dossiers on which day; which scheme a typed code belongs to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.errors import BadInput, DefinitionFault, NotFound
from receipts.codes.scheme import LONGEST_TYPED, ParsedCode, Scheme


def recognise(schemes: Iterable[Scheme], text: str) -> ParsedCode:
    """The code that a person typed, by the first scheme whose shape it has.

    Where two shapes fit, both readings have the same canonical text. A code with a wrong check
    digit or date is refused for that reason rather than as unknown. BadInput.
    """
    reason: BadInput | None = None
    for scheme in schemes:
        try:
            return scheme.parse(text)
        except BadInput as refusal:
            if refusal.code != "malformed_code":
                reason = refusal
    raise reason or BadInput(
        f"Không nhận ra mã hồ sơ “{text[:LONGEST_TYPED]}”. Xin nhập như in trên giấy tiếp nhận.",
        code="unknown_code_shape",
    )


def scheme_for(schemes: Iterable[Scheme], agency: str, day: date) -> Scheme:
    """The scheme that numbers what `agency` receives on `day`.

    One that names the agency goes before the one for everybody. Two at once: DefinitionFault
    naming both; none: NotFound.
    """
    in_force = [(use, scheme) for scheme in schemes for use in scheme.uses if use.on(day)]
    named = [scheme for use, scheme in in_force if use.names(agency)]
    found = named or [scheme for use, scheme in in_force if not use.agencies]
    if not found:
        raise NotFound(
            f"Cơ quan {agency} không có lược đồ mã hồ sơ nào áp dụng ngày {day:%d/%m/%Y}.",
            code="no_scheme",
            agency=agency,
        )
    if len(found) > 1:
        raise DefinitionFault(
            f"Hai lược đồ mã {found[0].id} và {found[1].id} cùng áp dụng cho cơ quan {agency} "
            f"ngày {day:%d/%m/%Y}. Xin sửa thời hạn của một lược đồ.",
            code="schemes_overlap",
            schemes=tuple(scheme.id for scheme in found),
        )
    return found[0]


def check_schemes(schemes: Iterable[Scheme], agencies: Iterable[str]) -> None:
    """Refuse schemes of one id, and two that number an agency's dossiers on the same day."""
    listed = tuple(schemes)
    ids = [scheme.id for scheme in listed]
    if twice := {id_ for id_ in ids if ids.count(id_) > 1}:
        raise DefinitionFault(f"Có hai lược đồ mã cùng tên {min(twice)}.", code="duplicate_scheme")
    # An overlap begins on the first day of one of the two.
    starts = {use.valid_from for scheme in listed for use in scheme.uses}
    for agency in agencies:
        for day in sorted(starts):
            try:
                scheme_for(listed, agency, day)
            except NotFound:
                continue


@dataclass(frozen=True, slots=True)
class SchemeNumbering:
    """Numbers dossiers by the schemes in force; `identifiers` are those of each agency by id."""

    schemes: tuple[Scheme, ...]
    identifiers: Mapping[str, Mapping[str, str]]

    def scope(self, agency: str, day: date) -> tuple[str, str]:
        """The id of the scheme and the key of the counter for what is received that day."""
        scheme = scheme_for(self.schemes, agency, day)
        return scheme.id, scheme.scope_key(agency, day)

    def code(self, agency: str, day: date, serial: int) -> str:
        return scheme_for(self.schemes, agency, day).format(self._of(agency), day, serial)

    def prefix(self, agency: str, day: date) -> str:
        return scheme_for(self.schemes, agency, day).prefix(self._of(agency))

    def _of(self, agency: str) -> Mapping[str, str]:
        return self.identifiers.get(agency, {})
