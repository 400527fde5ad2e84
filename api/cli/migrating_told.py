"""A migration as people and programs read it: every dossier, and why one stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from api.clock import local
from api.naming import limit_words
from engine.canonical import decimal_text, moment_text
from engine.catalogue import Catalogue
from engine.desk.migrating import Fate, Migrated, Returned
from engine.facts import limit_facts
from engine.procedure import Budget, State
from workflows.published import Published

_SHORT = 12  # characters of an edition that tell it from others


@dataclass(frozen=True, slots=True)
class Told:
    """The words for what was done, or would be."""

    published: Published
    catalogue: Catalogue

    def page(self, done: Migrated | Returned, *, dry_run: bool) -> list[str]:
        """Line by line: first what moves, then what stays and why, then the sum."""
        if isinstance(done, Returned):
            return list(self._returned(done, dry_run=dry_run))
        return list(self._migrated(done, dry_run=dry_run))

    def _migrated(self, done: Migrated, *, dry_run: bool) -> Iterator[str]:
        new = self.catalogue.procedure(done.edition)
        yield f"{new.code} – {new.name}: chuyển sang bản {done.edition[:_SHORT]}"
        for fate in (one for one in done.fates if one.moves):
            yield f"  + {fate.code}: {self._place(fate)}"
            yield from (f"      {line}" for line in self._time(fate))
        for fate in done.staying:
            yield f"  - {fate.code}: ở lại bản {fate.before.edition[:_SHORT]}"
            yield from (f"      [{one.code}] {one.message}" for one in fate.hindrances)
        verb = "Sẽ chuyển" if dry_run else "Đã chuyển"
        yield f"{verb} {len(done.moved)} hồ sơ; ở lại {len(done.staying)} hồ sơ."
        if done.migration is not None:
            yield f"Mã lần chuyển: {done.migration}"
            yield f"Đưa về: motcua migrate-edition {new.code} --undo {done.migration} --by …"

    def _place(self, fate: Fate) -> str:
        if fate.state is None:
            return fate.stood
        if fate.state.id == fate.stood:
            return f"đang ở “{fate.state.label}”"
        return f"“{fate.before.states[fate.stood].label}” nay là “{fate.state.label}”"

    def _time(self, fate: Fate) -> Iterator[str]:
        if fate.anew.limit is not None:
            yield f"thời hạn {limit_words(fate.anew.limit, self.published)}"
        if fate.anew.promise is not None:
            yield f"hẹn trả {_minute(fate.due)} → {_minute(fate.anew.promise.due)}"
        elif fate.due is not None:
            yield f"giữ hẹn trả {_minute(fate.due)}"
        if fate.ahead:
            yield f"còn: {' → '.join(map(_step, fate.ahead))}"

    @staticmethod
    def _returned(done: Returned, *, dry_run: bool) -> Iterator[str]:
        yield from (f"  + {code}: về bản cũ" for code in done.moved)
        for one in done.staying:
            if one.hindrance is not None:
                yield f"  - {one.code}: [{one.hindrance.code}] {one.hindrance.message}"
        if done.before and not done.moved and not done.staying:
            yield f"Lần chuyển này đã được đưa về từ trước: {done.before} hồ sơ. Không ghi gì thêm."
            return
        verb = "Sẽ đưa về" if dry_run else "Đã đưa về"
        if done.before:
            yield f"Đã về bản cũ từ trước: {done.before} hồ sơ."
        yield f"{verb} {len(done.moved)} hồ sơ; không đưa về được {len(done.staying)} hồ sơ."

    # for programs

    def as_json(self, done: Migrated | Returned, *, dry_run: bool) -> dict[str, object]:
        shared: dict[str, object] = {
            "dry_run": dry_run,
            "migration": done.migration,
            "moved": list(done.moved),
        }
        if isinstance(done, Returned):
            staying = [
                {"dossier": one.code, "code": one.hindrance.code, "message": one.hindrance.message}
                for one in done.staying
                if one.hindrance is not None
            ]
            return {**shared, "staying": staying, "returned_before": done.before}
        return {**shared, "edition": done.edition, "dossiers": list(map(_fate_json, done.fates))}


def _fate_json(fate: Fate) -> dict[str, object]:
    return {
        "dossier": fate.code,
        "agency": fate.ref.agency,
        "moves": fate.moves,
        "edition_before": fate.before.edition,
        "state_before": fate.stood,
        "state": fate.state.id if fate.state else None,
        "limit": limit_facts(fate.anew.limit) if fate.anew.limit else None,
        "due": moment_text(fate.due) if fate.due else None,
        "due_after": _after(fate),
        "ahead": [{"state": one.id, "budget": _budget(one.budget)} for one in fate.ahead],
        "staying": [{"code": one.code, "message": one.message} for one in fate.hindrances],
    }


def _after(fate: Fate) -> str | None:
    due = fate.anew.promise.due if fate.anew.promise else fate.due
    return moment_text(due) if due else None


def _budget(budget: Budget | None) -> str | None:
    if budget is None:
        return None
    return f"{decimal_text(budget.amount)}{budget.unit}" if budget.amount else str(budget.unit)


def _step(state: State) -> str:
    budget = _budget(state.budget)
    return f"{state.label} ({budget})" if budget and state.budget else state.label


def _minute(moment: datetime | None) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}" if moment else "–"
