"""Biên bản giao nhận with the post, either way, from the record that was signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.naming import person_name, procedure_name, reason_words, words
from api.papers.facts import ZONE
from engine.ledger import DossierRef
from engine.store.post_records import Record, RecordItem
from receipts.letters import Head, Letterhead, PostItem, PostRecord, copies, render
from workflows.published import Published

_POST = "Bưu chính công ích"
_IN, _OUT = "nhận hồ sơ từ bưu chính", "giao kết quả cho bưu chính"
People = Mapping[DossierRef, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class PostPrinting:
    """A record at the printer; `people` are those of its dossiers that may be named."""

    published: Published
    record: Record
    items: Sequence[RecordItem]
    people: People
    now: datetime

    def pdf(self) -> bytes:
        return render(*copies(self.letter()))

    def letter(self) -> PostRecord:
        found = self.record
        agency = self.published.organisation.agency(found.agency)
        day = found.signed_at.astimezone(ZONE).date()
        here = agency.office_on(day)
        clerk = person_name(self.published, found.counter_clerk)
        theirs = (_POST, person_name(self.published, found.post_clerk))
        ours = (here, clerk)
        giving, receiving = (ours, theirs) if found.outgoing else (theirs, ours)
        head = Head(
            Letterhead.receiving(agency, day),
            place=words(self.published, "provinces").get(agency.province, ""),
            issued_at=found.signed_at,
            rendered_at=self.now,
            zone=ZONE,
            number=found.number,
        )
        return PostRecord(
            head,
            _OUT if found.outgoing else _IN,
            giving[0],
            receiving[0],
            giving[1],
            receiving[1],
            tuple(self._item(one) for one in self.items),
        )

    def _state(self, one: RecordItem) -> str:
        if one.remark:
            return reason_words(self.published)(one.remark)
        return "bổ sung" if one.supplies else "đủ"

    def _item(self, one: RecordItem) -> PostItem:
        known = self.people.get(one.ref, ()) if one.ref else ()
        person = next(iter(known), {})
        reach = (person.get("address"), person.get("phone"))
        return PostItem(
            one.item_code,
            str(person.get("name", "")),
            procedure_name(self.published, one.procedure) if one.procedure else "",
            papers=one.papers if not self.record.outgoing else 1,
            state=self._state(one),
            code=one.code,
            address=", ".join(str(text) for text in reach if text) or None,
        )
