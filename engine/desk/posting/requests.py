"""What is asked when results are handed to the post: frozen values, already parsed."""

from dataclasses import dataclass

from engine.ledger import DossierRef


@dataclass(frozen=True, slots=True)
class PostingItem:
    """The results of one dossier that wait at the counter, as one item of the carrier."""

    ref: DossierRef
    item_code: str


@dataclass(frozen=True, slots=True)
class Posting:
    """The list that the post signs for. `agency` is the one at whose counter the results lie."""

    agency: str
    number: str
    post_clerk: str
    items: tuple[PostingItem, ...]
