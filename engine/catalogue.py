"""The editions that dossiers follow, and the ones that are current on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from engine.errors import NotFound
from engine.procedure import Procedure
from engine.working_calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Procedures and calendars, each by its edition; `offered` and `kept` are the current ones.

    An edition that is no longer offered stays here as long as a dossier follows it.
    """

    procedures: Mapping[str, Procedure]
    calendars: Mapping[str, WorkingCalendar]
    offered: Mapping[str, tuple[Procedure, ...]]  # by code; they differ in validity
    kept: Mapping[str, WorkingCalendar]  # by id

    @classmethod
    def of(
        cls,
        procedures: Iterable[Procedure],
        calendars: Iterable[WorkingCalendar],
        *,
        past: Iterable[Procedure] = (),
        past_calendars: Iterable[WorkingCalendar] = (),
    ) -> Self:
        """A catalogue that offers `procedures` and still knows the editions of the past."""
        now, kept = tuple(procedures), tuple(calendars)
        offered: dict[str, tuple[Procedure, ...]] = {}
        for procedure in now:
            offered[procedure.code] = (*offered.get(procedure.code, ()), procedure)
        return cls(
            {procedure.edition: procedure for procedure in (*past, *now)},
            {calendar.edition: calendar for calendar in (*past_calendars, *kept)},
            offered,
            {calendar.id: calendar for calendar in kept},
        )

    def procedure(self, edition: str) -> Procedure:
        """The procedure of that edition, current or not."""
        try:
            return self.procedures[edition]
        except KeyError:
            message = f"Không có phiên bản thủ tục {edition[:12]}."
            raise NotFound(message, code="unknown_edition", edition=edition) from None

    def current(self, code: str, day: date) -> Procedure:
        """The edition that a dossier received on `day` begins to follow."""
        for procedure in self.offered.get(code, ()):
            if procedure.valid_from <= day <= procedure.valid_to:
                return procedure
        if code in self.offered:
            message = f"Thủ tục {code} không áp dụng ngày {day:%d/%m/%Y}."
            raise NotFound(message, code="procedure_not_in_force", procedure=code, day=day)
        message = f"Không có thủ tục {code} trong danh mục."
        raise NotFound(message, code="unknown_procedure", procedure=code)

    def on(self, day: date) -> tuple[Procedure, ...]:
        """Every procedure in force that day, by code."""
        return tuple(
            procedure
            for code in sorted(self.offered)
            for procedure in self.offered[code]
            if procedure.valid_from <= day <= procedure.valid_to
        )

    def calendar(self, edition: str) -> WorkingCalendar:
        """The calendar of that edition, current or not."""
        try:
            return self.calendars[edition]
        except KeyError:
            message = f"Không có phiên bản lịch {edition[:12]}."
            raise NotFound(message, code="unknown_edition", edition=edition) from None

    def calendar_of(self, calendar_id: str) -> WorkingCalendar:
        """The current edition of the calendar of that id."""
        try:
            return self.kept[calendar_id]
        except KeyError:
            message = f"Không có lịch làm việc “{calendar_id}”."
            raise NotFound(message, code="unknown_calendar", calendar=calendar_id) from None
