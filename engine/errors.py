"""The tree of refusals: each has a stable `code` for programs and a Vietnamese sentence for people.

    Refusal
    ├── NotFound            there is no such dossier, procedure, agency, code …
    │   └── UnknownDossier      no dossier has that id
    │       └── OutOfScope      there is one, and this person is not told so
    ├── NotAllowed          this person may not do this
    │   ├── NotYourStep     the step belongs to another role, unit or officer
    │   └── FourEyes        who proposed may not also decide
    ├── Conflict            the request was right once, or for another dossier
    │   ├── NotNow          the action does not leave from the present state
    │   ├── Outrun          somebody else acted on the dossier in between
    │   ├── KeyReused       the same idempotency key came with another request
    │   └── GuardFailed     a condition of the definition does not hold yet
    ├── BadInput            a value is missing, unknown or malformed
    │   └── OutsideCalendar a day that no calendar file covers
    ├── DefinitionFault     a file of the catalogue cannot be accepted
    └── RecordBroken        the stored record disagrees with itself

The engine knows no HTTP: which refusal becomes which status is decided in `api`.
"""


class Refusal(Exception):
    """A request that the office does not carry out, and why. Nothing was changed.

    `code` is stable over releases; `message` says in Vietnamese what, where and what to do;
    `facts` are plain values for programs and never hold personal data.
    """

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts
        if code is not None:
            self.code = code


class NotFound(Refusal):
    """There is no such thing, or the asker may not know that there is."""

    code = "not_found"


class UnknownDossier(NotFound):
    """No dossier has that id."""

    code = "unknown_dossier"

    def __init__(self, message: str = "Không có hồ sơ này. Kiểm tra lại mã hồ sơ.") -> None:
        super().__init__(message)


class OutOfScope(UnknownDossier):
    """There is such a dossier, but not for this person: said in the same words as if not."""


class NotAllowed(Refusal):
    """The person may not do this, whatever the state of the dossier."""

    code = "not_allowed"


class NotYourStep(NotAllowed):
    """The step belongs to another role, unit or officer."""

    code = "not_your_step"


class FourEyes(NotAllowed):
    """The person who took the first act may not also take the second."""

    code = "four_eyes"


class Conflict(Refusal):
    """The dossier is not (or no longer) in a condition that admits the request."""

    code = "conflict"


class NotNow(Conflict):
    """The action does not leave from the state that the dossier is in."""

    code = "not_now"


class Outrun(Conflict):
    """Somebody else acted on the dossier since it was read: read again, then decide."""

    code = "outrun"


class KeyReused(Conflict):
    """The idempotency key was used before, with another request."""

    code = "key_reused"


class GuardFailed(Conflict):
    """A condition that the definition puts on the action does not hold yet."""

    code = "guard_failed"


class BadInput(Refusal):
    """A value is missing, unknown or malformed."""

    code = "bad_input"


class OutsideCalendar(BadInput):
    """A day was asked for that the calendar file does not cover."""

    code = "outside_calendar"


class DefinitionFault(Refusal):
    """A file of the catalogue cannot be accepted as it stands."""

    code = "definition_fault"


class RecordBroken(Refusal):
    """The stored record disagrees with itself; `motcua verify` names the place."""

    code = "record_broken"
