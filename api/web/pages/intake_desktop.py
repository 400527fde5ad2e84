"""One procedure on the screen of the counter, with what was typed so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from starlette.datastructures import UploadFile
from starlette.responses import Response

from api import clock
from api.web.asking import Worker
from api.web.counter import counter_of
from api.web.headers import WITH_CAMERA
from api.web.pages import intake_confirming, intake_held, intake_owner, intake_people, intake_slips
from api.web.pages.intake_answers import asked, inputs_missing
from api.web.pages.intake_files import PURPOSE
from api.web.pages.intake_held import Held
from api.web.pages.intake_reading import COUNTS, Read, complaints_of, read, reducible
from api.web.pages.intake_sheet import Sheet, sheet_of
from api.web.pages.intake_typed import Typed
from api.web.pages.intake_visit import Basket, shareable
from api.web.rendering import page
from engine.desk.papers import as_listed, lacking
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

    def holding(self, files: Sequence[UploadFile]) -> "Desktop":
        """The page with these files kept for it; BadInput names one that cannot be taken."""
        typed = intake_held.hold(self.who, self.sheet.agency, self.typed, files, PURPOSE)
        return replace(self, typed=typed)

    def read(self) -> Read:
        return read(self.who, self.sheet.agency, self.sheet.procedure, self.typed)

    def preview(self) -> Preview:
        return preview(self.who.house.system.office, self.read().reception, clock.now())

    def unconfirmed(self, wanted: Read) -> intake_confirming.Lacking:
        """The required papers that lack and that nobody said may lack."""
        missing = lacking(self.sheet.procedure, wanted.reception.papers)
        return intake_confirming.unconfirmed(missing, self.typed)

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
        asking: str = "",
        draft: datetime | None = None,
    ) -> Response:
        """The whole page, with everything that was typed; a `draft` of then is offered.

        `asking`: the button that takes the dossier without what lacks, once that is ticked.
        """
        shown = page(
            self.who,
            "intake.html",
            status=422 if complaints or refusal or asking else 200,
            complaints=complaints or {},
            refusal=refusal,
            asking=asking,
            draft=draft,
            **self.values(),
        )
        shown.headers.update(WITH_CAMERA)
        return shown

    def values(self) -> dict[str, object]:
        """What the templates of the page are given."""
        slips = {one: intake_slips.reasons(self.who, one) for one in REASONS_OF}
        known, ahead = {no: self.known(no) for no in self.typed.people}, self.preview()
        forms = self.sheet.forms
        again = intake_owner.repeated(forms, self.typed)
        return {
            "sheet": self.sheet,
            "procedure": self.sheet.procedure,
            "typed": self.typed.filled(again),
            "same": intake_owner.same_as(forms),
            "opened": intake_owner.of_their_own(forms, self.typed),
            "blank": self.read().answered.blank,
            "confirms": intake_confirming.value(ahead.lacking),
            "no_place": self.no_place,
            "basket": self.basket,
            "held": Held.of(self.typed),
            "preview": ahead,
            "unclear": list(dict.fromkeys(t for one in ahead.unclear for t in self._said(one))),
            "known": known,
            "asked": asked,
            "counts": COUNTS,
            "shareable": shareable(self.who, self.sheet.procedure, self.basket),
            "as_listed": as_listed,
            "reducible": reducible(self.sheet.procedure),
            "slips": slips,
            "key": self.typed.one("key") or uuid4().hex,
            "at": f"?co_quan={self.sheet.agency}",
            "here": f"/tiep-nhan/{self.sheet.procedure.code}",
        }

    @property
    def no_place(self) -> bool:
        """Whether the procedure turns on a place that nobody chose."""
        return self.sheet.needs_place and not self.typed.one("place", self.sheet.own_place)

    def _said(self, refusal: Refusal) -> list[str]:
        """What to do about a refusal: what is to be answered where that is what lacks."""
        procedure, forms = self.sheet.procedure, self.sheet.forms
        return list(inputs_missing(refusal, forms, procedure).values()) or [refusal.message]

    def refused(self, refusal: Refusal) -> Response:
        """The page again with what the desk did not take, at the field that it is about."""
        told = complaints_of(self.who, self.sheet.procedure, self.typed, refusal)
        return self.show(complaints=told, refusal=None if told else refusal)
