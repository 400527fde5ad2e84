"""Reading one record (a form, or a row of a table) field by field, in the order of the paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from forms.blank import empty, is_blank
from forms.fields import CitizenIdentity, Field, Table
from forms.form import shown
from forms.identity import CitizenNumber
from forms.readers import Reading, Setting, read
from forms.remarks import Finding, Remark, Wrong
from forms.values import Identity, IdentityKind, Sex, Value, YearOnly


@dataclass(slots=True)
class Notes:
    """Complaints and doubts, gathered while a form is read."""

    entries: list[Remark] = attribute(default_factory=list)
    warnings: list[Remark] = attribute(default_factory=list)


@dataclass(frozen=True, slots=True)
class RecordReader:
    """Reads one record: the form, or (with `path` and `row` of it) one row of a table."""

    setting: Setting
    notes: Notes
    path: str = ""
    row: str = ""

    def record(
        self, fields: tuple[Field, ...], raw: Mapping[str, object], *, known: frozenset[str]
    ) -> dict[str, Value]:
        values: dict[str, Value] = {}
        unsettled: set[str] = set()
        for field in fields:
            if not self._field(field, raw.get(field.id), values, unsettled):
                unsettled.add(field.id)
        for key in (key for key in raw if key not in known):
            self._complain(key, key, _UNKNOWN)
        for field in fields:
            self._doubt(field, *_disagreements(field, values))
        return values

    def _field(
        self, field: Field, raw: object, values: dict[str, Value], unsettled: set[str]
    ) -> bool:
        """Read one field into `values`; False when what depends on it cannot be judged either."""
        if any(condition.field in unsettled for condition in field.shown_when):
            return False
        if not shown(field, values):
            if not is_blank(field, raw):
                self._doubt(field, _NOT_ASKED)
            return True
        if is_blank(field, raw) and not (isinstance(field, Table) and field.least):
            return self._blank(field)
        return self._given(field, raw, values)

    def _blank(self, field: Field) -> bool:
        if field.required:
            self._complain(field.id, field.label, _MISSING)
        return not field.required

    def _given(self, field: Field, raw: object, values: dict[str, Value]) -> bool:
        try:
            reading = self._read(field, raw)
        except Wrong as wrong:
            self._complain(field.id, field.label, wrong.finding)
            return False
        values[field.id] = reading.value
        self._doubt(field, *reading.doubts)
        return True

    def _read(self, field: Field, raw: object) -> Reading:
        if isinstance(field, Table):
            return Reading(tuple(self._each_row(field, _filled(field, raw))))
        return read(field, raw, self.setting)

    def _each_row(
        self, table: Table, filled: list[tuple[int, Mapping[str, object]]]
    ) -> Iterator[Mapping[str, Value]]:
        known = frozenset(column.id for column in table.columns)
        for index, raw in filled:
            row = f"{self.row}{table.label}, dòng {index + 1}: "
            reader = RecordReader(self.setting, self.notes, f"{self.path}{table.id}.{index}.", row)
            yield reader.record(table.columns, raw, known=known)

    def _complain(self, key: str, label: str, finding: Finding) -> None:
        self.notes.entries.append(self._remark(key, label, finding))

    def _doubt(self, field: Field, *doubts: Finding) -> None:
        remarks = (self._remark(field.id, field.label, doubt) for doubt in doubts)
        self.notes.warnings.extend(remarks)

    def _remark(self, key: str, label: str, finding: Finding) -> Remark:
        return Remark(self.path + key, self.row + label, finding.code, finding.sentence)


_MISSING = Finding("missing", "Mục này bắt buộc. Hãy nhập hoặc chọn.")
_UNKNOWN = Finding(
    "unknown_field", "Mẫu đơn không có mục này. Hãy mở lại trang mẫu đơn đang dùng rồi gửi lại."
)
_NOT_ASKED = Finding(
    "not_asked",
    "Không phải khai mục này theo các lựa chọn ở trên; nội dung đã nhập không được tính.",
)


def _filled(table: Table, raw: object) -> list[tuple[int, Mapping[str, object]]]:
    """The rows that hold anything, each with its place among those that were typed."""
    rows = [] if raw is None or raw == "" else raw
    if not isinstance(rows, (list, tuple)) or not all(isinstance(row, Mapping) for row in rows):
        raise Wrong("wrong_shape", "Mục này là một bảng. Hãy nhập từng dòng của bảng.")
    filled = [(index, row) for index, row in enumerate(rows) if not _blank_row(table, row)]
    if not table.least <= len(filled) <= table.most:
        raise Wrong(
            "row_count",
            f"Bảng cần từ {table.least} đến {table.most} dòng, hiện có {len(filled)} dòng.",
        )
    return filled


def _blank_row(table: Table, row: Mapping[str, object]) -> bool:
    columns = {column.id: column for column in table.columns}
    return all(
        is_blank(columns[key], cell) if key in columns else empty(cell) for key, cell in row.items()
    )


def _disagreements(field: Field, values: Mapping[str, Value]) -> tuple[Finding, ...]:
    """What the 12 digits say against the birth date and sex stated beside them."""
    identity = values.get(field.id)
    if not (isinstance(field, CitizenIdentity) and isinstance(identity, Identity)):
        return ()
    if identity.kind is not IdentityKind.CITIZEN:
        return ()
    born, sex = values.get(field.born), values.get(field.sex)
    citizen = CitizenNumber.of(identity.number)
    told = citizen.doubts(
        born=born if isinstance(born, (date, YearOnly)) else None,
        sex=Sex(sex) if isinstance(sex, str) and sex in set(Sex) else None,
    )
    return tuple(doubt for doubt in told if doubt not in citizen.doubts())
