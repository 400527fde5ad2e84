"""What was typed in the form of an action, as the desk is asked; what it must not leave out."""

from collections.abc import Mapping

from api.web.acts import SUPPLEMENT, Act
from api.web.asking import Form
from api.web.short_form import KINDS
from engine.desk import Linked, PaperCount, Wish
from engine.desk.requests import Claim, Evidence
from engine.desk.seeing import Seen
from engine.errors import BadInput
from engine.procedure import Action, Question, QuestionKind


def wish_of(form: Form, seen: Seen, act: Act | None) -> Wish:
    """What was typed, as the desk is asked; `act` None asks for what the form names."""
    return Wish(
        form.text("action"),
        reason=form.maybe("reason"),
        note=form.maybe("note"),
        outcome=form.maybe("outcome"),
        officer=form.maybe("officer"),
        papers=_papers(form, seen),
        capacity=form.maybe("capacity"),
        number=form.maybe("number"),
        carrier_item=form.maybe("carrier_item"),
        paid=form.flag("paid"),
        method=form.maybe("method") if form.flag("paid") else None,
        party=form.number("party"),
        reductions=_reductions(form),
        child=Linked(answers=_answers(form, act.questions)) if act and act.opens else None,
    )


def _papers(form: Form, seen: Seen) -> Mapping[str, PaperCount]:
    """What was handed in of each paper; none named, none given."""
    given: dict[str, PaperCount] = {}
    for paper in seen.line.procedure.papers:
        counts = PaperCount.of({kind: form.number(f"{kind}.{paper.id}") or 0 for kind in KINDS})
        if counts.handed_in:
            given[paper.id] = counts
    return given


def _reductions(form: Form) -> Mapping[str, Claim]:
    """By the name of the fee: the ground that is claimed, and the number of what shows it."""
    shown = form.below("evidence.")
    return {
        fee: Claim(ground, Evidence(document=shown[fee]) if shown.get(fee) else None)
        for fee, ground in form.below("ground.").items()
        if ground
    }


def _answers(form: Form, questions: tuple[Question, ...]) -> dict[str, object]:
    typed = form.below("answers.")
    return {
        question.id: _answer(question, typed[question.id])
        for question in questions
        if typed.get(question.id)
    }


def _answer(question: Question, text: str) -> object:
    match question.kind:
        case QuestionKind.TRUTH:
            return text == "yes"
        case QuestionKind.NUMBER:
            try:
                return float(text.replace(",", "."))
            except ValueError:
                raise BadInput(
                    f"“{question.label}”: phải là một số.", code="not_a_number", at=question.id
                ) from None
        case QuestionKind.CHOICE:
            return text


def check(act: Act, wish: Wish) -> None:
    """Refuse what the page asks for beyond the desk: a collector, a number, what is missing."""
    if act.fetched:
        raise BadInput(
            "Trả kết quả ở trang Trả kết quả, nơi ghi ai đến nhận và nhận bằng gì.",
            code="fetched_at_counter",
        )
    if act.numbers and not wish.number:
        raise BadInput("Ghi số văn bản trước khi đóng dấu.", code="number_missing", at="number")
    must_say(act.action, wish.note)
    if act.by_post and not wish.carrier_item:
        raise BadInput(
            "Ghi mã bưu gửi. Người nhận đến quầy thì trả ở trang Trả kết quả.",
            code="carrier_missing",
            at="carrier_item",
        )


def must_say(action: Action, note: str | None) -> None:
    """Refuse to ask an applicant for more without a word of what is missing."""
    if action.letter == SUPPLEMENT and not note:
        raise BadInput(
            "Ghi rõ cần bổ sung gì: người nộp chỉ đọc được điều ghi ở đây.",
            code="supplement_unsaid",
            at="note",
        )
