"""A sum in words (bằng chữ), as receipts write it: nothing can be added to it afterwards."""

from collections.abc import Iterator

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("triệu", "nghìn", "")
_BILLION = 10**9
_TENS, _FIVE = 10, 5


def in_words(amount: int) -> str:
    """`105000` → “Một trăm linh năm nghìn đồng”. ValueError for a sum below zero."""
    if amount < 0:
        raise ValueError("Một khoản tiền không thể âm.")
    words = " ".join(_number(amount)) or _DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def _number(amount: int, *, inside: bool = False) -> Iterator[str]:
    """The words of a number; `inside` says that a larger part stands before it."""
    billions, rest = divmod(amount, _BILLION)
    if billions:
        yield from _number(billions, inside=inside)
        yield "tỷ"
        inside = True
    for power, name in zip((10**6, 10**3, 1), _GROUPS, strict=True):
        group, rest = divmod(rest, power)
        if group:
            yield from _below_thousand(group, inside=inside)
            yield from (name,) if name else ()
            inside = True


def _below_thousand(group: int, *, inside: bool) -> Iterator[str]:
    hundreds, rest = divmod(group, 100)
    if hundreds or inside:
        yield from (_DIGITS[hundreds], "trăm")
    tens, ones = divmod(rest, _TENS)
    if tens == 1:
        yield "mười"
    elif tens:
        yield from (_DIGITS[tens], "mươi")
    elif ones and (hundreds or inside):
        yield "linh"
    if ones:
        yield _ones(tens, ones)


def _ones(tens: int, ones: int) -> str:
    """After tens, five is `lăm`; after twenty and more, one is `mốt`."""
    if ones == _FIVE and tens:
        return "lăm"
    return "mốt" if ones == 1 and tens > 1 else _DIGITS[ones]
