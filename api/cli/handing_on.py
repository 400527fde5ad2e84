"""What a plan of succession does to each open dossier, as a table and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.cli.output import write, write_lines, write_table
from api.naming import agency_name, person_name, unit_name, words
from engine.actors import Seat
from engine.desk.succession import Foreseen, Hands, Passing, Plan
from engine.facts import seat_facts
from workflows.published import Published

_HEADINGS = ("Mã hồ sơ", "Từ", "Cơ quan mới", "Đơn vị", "Người giữ", "Nơi trả kết quả")


@dataclass(frozen=True, slots=True)
class Told:
    """Names are those of `day`, the first of the plan or today."""

    published: Published
    day: date

    def page(self, done: Foreseen, *, carried_out: bool) -> None:
        """One line for each dossier; those that nobody would have come last, with the reason."""
        if done.passings:
            write_table(_HEADINGS, [self._row(one) for one in done.passings])
        asked = sum(len(one.asked) for one in done.passings)
        verb = "Đã chuyển" if carried_out else "Sẽ chuyển"
        write(f"{verb} {len(done.passings)} hồ sơ đang giải quyết, {asked} yêu cầu lấy ý kiến.")
        if done.stranded:
            write_lines([f"  {one.code}: {one.why.message}" for one in done.stranded])
            write(f"{len(done.stranded)} hồ sơ chưa có nơi nhận: kế hoạch sẽ bị từ chối.")

    def _row(self, one: Passing) -> tuple[str, ...]:
        after = one.after
        return (
            one.code,
            self._agency(self._left(one)),
            self._agency(after.competent),
            unit_name(self.published, after.competent, after.unit, self.day) if after.unit else "",
            self._holder(one),
            self._agency(after.return_at),
        )

    @staticmethod
    def _left(one: Passing) -> str:
        """The agency that the dossier leaves: the one that decided, else a counter or an inbox."""
        before, after = one.before, one.after
        if before.competent != after.competent:
            return before.competent
        if before.seat != after.seat and before.seat is not None:
            return before.seat.agency
        if before.return_at != after.return_at:
            return before.return_at
        return one.asked[0][0].seat.agency

    def _agency(self, agency: str) -> str:
        return agency_name(self.published, agency, self.day)

    def _holder(self, one: Passing) -> str:
        return "; ".join((*self._held(one.after), *(self._asked(seat) for _, seat in one.asked)))

    def _held(self, after: Hands) -> Iterator[str]:
        if after.officer is not None:
            yield person_name(self.published, after.officer)
        elif after.seat is not None:
            yield self._role(after.seat)

    def _asked(self, seat: Seat) -> str:
        return f"hỏi ý kiến {self._agency(seat.agency)}"

    def _role(self, seat: Seat) -> str:
        return words(self.published, "roles").get(str(seat.role), str(seat.role))

    def as_json(self, plan: Plan, done: Foreseen, *, carried_out: bool) -> dict[str, object]:
        """The same for programs."""
        return {
            "plan": plan.name,
            "day": plan.day.isoformat(),
            "carried_out": carried_out,
            "dossiers": [
                {
                    "code": one.code,
                    "agency": one.ref.agency,
                    "dossier": one.ref.id.hex,
                    "before": _hands(one.before),
                    "after": _hands(one.after),
                    "asked": [
                        {
                            "item": item.id,
                            "before": seat_facts(item.seat),
                            "after": seat_facts(seat),
                        }
                        for item, seat in one.asked
                    ],
                }
                for one in done.passings
            ],
            "stranded": [
                {"code": one.code, "why": one.why.code, "message": one.why.message}
                for one in done.stranded
            ],
        }


def _hands(hands: Hands) -> dict[str, object]:
    return {
        "competent": hands.competent,
        "unit": hands.unit,
        "holder": seat_facts(hands.seat) if hands.seat else None,
        "officer": hands.officer,
        "return_at": hands.return_at,
    }
