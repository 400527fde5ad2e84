"""From what was typed to answers, or to complaints that say what to do. Nothing typed is lost."""

from collections.abc import Mapping
from datetime import date

from forms.answers import Answers, Complaints
from forms.form import Form
from forms.readers import Places, Setting
from forms.record import Notes, RecordReader
from forms.remarks import Remark
from forms.totals import compare, total


def understood(
    form: Form,
    raw: Mapping[str, object],
    *,
    today: date | None = None,
    places: Places | None = None,
) -> tuple[Answers, tuple[Remark, ...]]:
    """What of the form could be read, and what could not: for a counter that has the paper too.

    `today` judges past and future, `places` the units in force that day. `raw` is a posted page
    (`forms.posted.nest`) or a JSON body; both may be mixed.
    """
    notes = Notes()
    values = RecordReader(Setting(today, places), notes).record(form.fields, raw, known=form.names)
    sums = {wanted.id: total(wanted, values) for wanted in form.sums}
    for wanted in form.sums:
        for doubt in compare(sums[wanted.id], raw.get(wanted.id)):
            notes.warnings.append(Remark(wanted.id, wanted.label, doubt.code, doubt.sentence))
    return Answers(form, values, sums, tuple(notes.warnings), raw), tuple(notes.entries)


def parse(
    form: Form,
    raw: Mapping[str, object],
    *,
    today: date | None = None,
    places: Places | None = None,
) -> Answers | Complaints:
    """Read the whole form, or say what is wrong with it; arguments as of `understood`."""
    answers, wrong = understood(form, raw, today=today, places=places)
    return Complaints(form, wrong, answers.warnings, raw) if wrong else answers
