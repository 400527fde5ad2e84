"""What the owner's row says already, for the boxes of the e-form that ask the same once more."""

from collections.abc import Iterator

from api.web.pages.intake_typed import Typed
from forms.fields import AddressField, CardItem, CitizenIdentity, Email, Field, Phone
from forms.form import Form

_OWNER = "p.0."


def same_as(forms: tuple[Form, ...]) -> dict[str, str]:
    """The boxes of the forms that mean the owner, each with the owner's box.

    A form tells by `from_card` which boxes mean whoever hands in. The first telephone and the first
    e-mail beside such a name are taken for the same person's (assumption: forms do not say).
    """
    return {box: _OWNER + own for form in forms for box, own in _of_form(form)}


def _of_form(form: Form) -> Iterator[tuple[str, str]]:
    for section in form.sections:
        named = any(one.from_card is CardItem.FULL_NAME for one in section.fields)
        asked: set[type[Field]] = set()
        for field in section.fields:
            if found := _of_card(field):
                yield found
            if named and isinstance(field, Phone | Email) and type(field) not in asked:
                asked.add(type(field))
                yield f"a.{field.id}", field.kind


def _of_card(field: Field) -> tuple[str, str] | None:
    match field.from_card:
        case CardItem.FULL_NAME:
            return f"a.{field.id}", "name"
        case CardItem.IDENTITY if isinstance(field, CitizenIdentity):
            return f"a.{field.id}.number", "identity"
        case CardItem.ADDRESS if isinstance(field, AddressField):
            return f"a.{field.id}.street", "address"
        case CardItem.ADDRESS:
            return f"a.{field.id}", "address"
        case _:
            return None


def repeated(forms: tuple[Form, ...], typed: Typed) -> dict[str, str]:
    """What of the owner stands, or may stand, in those boxes: all that hold nothing else."""
    same = {box: _said(typed, own) for box, own in same_as(forms).items()}
    return {box: text for box, text in same.items() if text and typed.one(box) in {"", text}}


def _said(typed: Typed, own: str) -> str:
    """The owner's text; the number of an organisation is of no citizen's paper."""
    number = own == f"{_OWNER}identity"
    return "" if number and typed.one(f"{_OWNER}kind") == "organisation" else typed.one(own)


def of_their_own(forms: tuple[Form, ...], typed: Typed) -> bool:
    """Whether any box of the forms says more than the owner's row does."""
    again = repeated(forms, typed)
    return any(text and again.get(f"a.{name}") != text for name, text in typed.below("a."))
