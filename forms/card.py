"""The QR code of a citizen card (CCCD, thẻ căn cước): what it says, and what it fills in.

`number|old number|full name|birth ddMMyyyy|sex|address|issue ddMMyyyy`: seven parts (verified:
public parsers); cards without the old number have six, newer ones may append parts, ignored here.
"""

import re
from dataclasses import dataclass
from datetime import date

from forms.days import write_day
from forms.fields import AddressField, CardItem, Field
from forms.form import Form
from forms.identity import digits
from forms.remarks import Wrong
from forms.texts import one_line
from forms.values import IdentityKind, Sex

_SEXES = {"nam": Sex.MALE, "nữ": Sex.FEMALE}
_PARTS = 6

_NOT_A_CARD = ("not_a_card", "Mã này không phải mã QR trên thẻ căn cước. Hãy quét lại mã ở thẻ.")


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """What a card says. Its address is free text, without the code of a unit."""

    number: str
    old_number: str
    full_name: str
    born: date
    sex: Sex
    address: str
    issued: date | None


def read_card(text: str) -> CitizenCard:
    """The card behind the text of its QR code; raises `Wrong` for any other text."""
    parts = [one_line(part) for part in one_line(text).split("|")]
    if len(parts) < _PARTS:
        raise Wrong(*_NOT_A_CARD)
    if not re.fullmatch(r"[0-9]{9}|", parts[1]):
        parts.insert(1, "")  # six parts: the old number is left out altogether
    number, old, name, born, sex, address, issued = (*parts, "")[: _PARTS + 1]
    if not name or sex.casefold() not in _SEXES:
        raise Wrong(*_NOT_A_CARD)
    return CitizenCard(
        number=digits(number, 12, "Số trên thẻ"),
        old_number=old,
        full_name=name,
        born=_day(born),
        sex=_SEXES[sex.casefold()],
        address=address,
        issued=_day(issued) if issued else None,
    )


def defaults(form: Form, card: CitizenCard) -> dict[str, object]:
    """Raw answers for the fields that name a card item, as the person would have typed them."""
    filled = {field.id: _default(field, card) for field in form.fields if field.from_card}
    return {key: raw for key, raw in filled.items() if raw}


def _default(field: Field, card: CitizenCard) -> object:
    issued = write_day(card.issued) if card.issued else ""
    match field.from_card:
        case CardItem.IDENTITY:
            kind = str(IdentityKind.CITIZEN)
            return {"kind": kind, "number": card.number, "issued_on": issued}
        case CardItem.FULL_NAME:
            return card.full_name
        case CardItem.BIRTH_DATE:
            return write_day(card.born)
        case CardItem.SEX:
            return str(card.sex)
        case CardItem.ADDRESS:
            return {"street": card.address} if isinstance(field, AddressField) else card.address
        case _:
            return issued


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{8}", text):
        raise Wrong(*_NOT_A_CARD)
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        raise Wrong(*_NOT_A_CARD) from None
