"""Made-up people: names, and identities that look right. Nobody is meant by them."""

from random import Random

from stdnum.vn import mst

from engine.desk import Party

_FAMILIES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Vũ", "Võ"),
    *("Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"),
)
_MEN = (
    ("Văn", "Hữu", "Đức", "Minh", "Quốc", "Thành", "Công"),
    ("An", "Bình", "Cường", "Dũng", "Đạt", "Hải", "Hùng", "Khoa", "Long", "Nam", "Sơn", "Tài"),
)
_WOMEN = (
    ("Thị", "Thu", "Mỹ", "Kim", "Ngọc", "Hồng", "Bích"),
    ("Ánh", "Chi", "Dung", "Giang", "Hạnh", "Hiền", "Lan", "Mai", "Nga", "Oanh", "Vân", "Yến"),
)
_TRADES = ("Xây dựng", "Đầu tư", "Thương mại", "Cơ khí", "Vật liệu", "Bất động sản")
_FIRST_CITIZEN_CARDS = 2016  # the 12-digit number came with the Law on citizen identification
_CENTURY = 2000
_ADULT = 20
_OLDEST = 70


def chance(seed: int | str) -> Random:
    """The dice of a made-up office: the same seed makes the same one again."""
    return Random(seed)  # noqa: S311  # made-up data, no secret


def full_name(dice: Random) -> str:
    middles, givens = dice.choice((_MEN, _WOMEN))
    return f"{dice.choice(_FAMILIES)} {dice.choice(middles)} {dice.choice(givens)}"


def digits(dice: Random, count: int) -> str:
    return "".join(str(dice.randrange(10)) for _ in range(count))


def parties(dice: Random, year: int, province: str, address: str) -> tuple[Party, ...]:
    """Whose dossier it is: one owner, now and then two, an organisation, or one with an agent."""
    kind = dice.choices(("one", "two", "organisation", "agent"), (78, 8, 8, 6))[0]
    if kind == "organisation":
        return (_organisation(dice, address), _person(dice, year, province, address, "submitter"))
    owner = _person(dice, year, province, address, "owner")
    if kind == "two":
        return (owner, _person(dice, year, province, address, "owner"))
    if kind == "agent":
        return (owner, _person(dice, year, province, address, "authorised"))
    return (owner,)


def carrier_item(dice: Random) -> str:
    """A code as the post puts on an item: two letters, nine digits, the country."""
    return f"E{dice.choice('ABCK')}{digits(dice, 9)}VN"


def _person(dice: Random, year: int, province: str, address: str, role: str) -> Party:
    kind, number = _identity(dice, year, province)
    scope = ("submit", "supplement", "collect") if role == "authorised" else ()
    return Party(
        role,
        full_name(dice),
        identity_kind=kind,
        identity=number,
        address=address,
        phone=f"0900000{digits(dice, 3)}" if dice.random() < 0.7 else None,  # noqa: PLR2004
        scope=scope,
    )


def _identity(dice: Random, year: int, province: str) -> tuple[str, str | None]:
    usual = "citizen" if year >= _FIRST_CITIZEN_CARDS else "old_card"
    kinds = (usual, "passport", "birth_certificate", "other", "none")
    kind = dice.choices(kinds, (90, 4, 2, 2, 2))[0]
    match kind:
        case "citizen":
            return kind, _citizen_number(dice, year, province)
        case "old_card":
            return kind, f"27{digits(dice, 7)}"
        case "passport":
            return kind, f"C{digits(dice, 7)}"
        case "birth_certificate":
            return kind, f"{dice.randint(1, 400)}/{year - dice.randint(0, 14)}"
        case "other":
            return kind, f"TTT-{digits(dice, 6)}"
    return kind, None


def _citizen_number(dice: Random, year: int, province: str) -> str:
    """Twelve digits: province, sex and century, year of birth, six at random."""
    born = year - dice.randint(_ADULT, _OLDEST)
    sex = dice.randrange(2) + (2 if born >= _CENTURY else 0)
    return f"0{province}{sex}{born % 100:02}{digits(dice, 6)}"


def _organisation(dice: Random, address: str) -> Party:
    name = f"Công ty TNHH {dice.choice(_TRADES)} {full_name(dice).rsplit(' ', 1)[1]} (mẫu)"
    return Party(
        "owner",
        name,
        kind="organisation",
        identity_kind="tax",
        identity=_tax_number(dice),
        address=address,
    )


def _tax_number(dice: Random) -> str:
    """Ten digits with the check digit of the tax office."""
    while True:
        number = f"36{digits(dice, 6)}{dice.randint(1, 9)}"
        check = mst.calc_check_digit(number)
        if len(check) == 1 and mst.is_valid(number + check):
            return number + check
