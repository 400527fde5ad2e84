"""How values are called in the description of the interface: each name means one thing there."""

from collections.abc import Mapping
from typing import Any

from engine.desk.back_entry import Permit
from engine.desk.external import Reference
from engine.desk.originals.requests import Filing, GivingBack, Item, Listed, Offer
from engine.desk.places.requests import Arrival, Parcel, Sending, Signed, SlipName, Taking, Transfer
from engine.desk.staff.requests import Given, Granting, Recorded
from engine.desk.tracking import Issued
from engine.store import lists, results

# A module's own word is enough within it; here another module says the same of another thing.
_NAMES: Mapping[object, str] = {
    lists.Listed: "DossierRow",
    lists.Asked: "ConsultationRow",
    results.Listed: "ResultRow",
    Item: "OriginalItem",
    Listed: "OriginalsList",
    Offer: "OriginalsOffer",
    GivingBack: "OriginalsGivingBack",
    Filing: "OriginalsFiling",
    Parcel: "SlipParcel",
    Sending: "SlipSending",
    Signed: "SlipSigned",
    Taking: "SlipTaking",
    Arrival: "SlipArrival",
    SlipName: "SlipName",
    Transfer: "CompetenceTransfer",
    Permit: "BackEntryPermit",
    Reference: "ExternalReference",
    Issued: "TrackingToken",
    Recorded: "StaffAct",
    Given: "WorkGiven",
    Granting: "RoleGranting",
}


def name_of(kind: Any) -> str:  # noqa: ANN401 -- any dataclass
    """The name of a value's model."""
    return _NAMES.get(kind, str(kind.__name__))
