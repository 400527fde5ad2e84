"""One procedure on the screen of the counter, with what was typed so far."""

from dataclasses import dataclass, replace
from uuid import uuid4

from starlette.responses import Response

from api import clock
from api.web.asking import Worker
from api.web.counter import counter_of
from api.web.pages import intake_people, intake_slips
from api.web.pages.intake_answers import asked, inputs_missing
from api.web.pages.intake_reading import Read, complaints_of, read, reducible
from api.web.pages.intake_sheet import Sheet, sheet_of
from api.web.pages.intake_typed import Typed
from api.web.pages.intake_visit import Basket
from api.web.rendering import page
from engine.desk.previewing import Preview, preview
from engine.desk.turning_away import REASONS_OF
from engine.errors import Refusal


@dataclass(frozen=True, slots=True)
class Desktop:
    """One procedure on the screen, with what was typed so far."""

    who: Worker
    sheet: Sheet
    typed: Typed
    basket: Basket

    @classmethod
    def open(cls, who: Worker, code: str, typed: Typed) -> "Desktop":
        return cls(who, sheet_of(who, counter_of(who), code), typed, Basket.of(typed))

    def with_person(self) -> "Desktop":
        people = str(len(self.typed.people) + 1)
        return replace(self, typed=self.typed.filled({"people": people}))

    def read(self) -> Read:
        return read(self.who, self.sheet.agency, self.sheet.procedure, self.typed)

    def preview(self) -> Preview:
        return preview(self.who.house.system.office, self.read().reception, clock.now())

    def known(self, no: int) -> dict[str, object]:
        """What is known of the person of a row; nobody is named."""
        found = intake_people.earlier(self.who, self.typed, no)
        return {
            "earlier": found,
            "duplicates": intake_people.duplicates(found, self.sheet.procedure.code),
            "doubts": intake_people.doubts(self.typed, no, self.who.today),
        }

    def show(
        self,
        *,
        complaints: dict[str, str] | None = None,
        refusal: Refusal | None = None,
        files_lost: bool = False,
    ) -> Response:
        """The whole page, with everything that was typed."""
        return page(
            self.who,
            "intake.html",
            status=422 if complaints or refusal else 200,
            complaints=complaints or {},
            refusal=refusal,
            files_lost=files_lost,
            **self.values(),
        )

    def values(self) -> dict[str, object]:
        """What the templates of the page are given."""
        slips = {one: intake_slips.reasons(self.who, one) for one in REASONS_OF}
        known, ahead = {no: self.known(no) for no in self.typed.people}, self.preview()
        return {
            "sheet": self.sheet,
            "procedure": self.sheet.procedure,
            "typed": self.typed,
            "basket": self.basket,
            "preview": ahead,
            "unclear": [text for one in ahead.unclear for text in self._said(one)],
            "known": known,
            "asked": asked,
            "reducible": reducible(self.sheet.procedure),
            "slips": slips,
            "key": self.typed.one("key") or uuid4().hex,
            "at": f"?co_quan={self.sheet.agency}",
            "here": f"/tiep-nhan/{self.sheet.procedure.code}",
        }

    def _said(self, refusal: Refusal) -> list[str]:
        """What to do about a refusal: what is to be answered where that is what lacks."""
        procedure, forms = self.sheet.procedure, self.sheet.forms
        return list(inputs_missing(refusal, forms, procedure).values()) or [refusal.message]

    def refused(self, refusal: Refusal, *, files_lost: bool = False) -> Response:
        """The page again with what the desk did not take, at the field that it is about."""
        told = complaints_of(self.who, self.sheet.procedure, self.typed, refusal)
        return self.show(complaints=told, refusal=None if told else refusal, files_lost=files_lost)
