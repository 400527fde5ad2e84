"""Places: who decides, where the result is fetched, and where the papers are on their way."""

from engine.desk.places.places import Places
from engine.desk.places.requests import (
    Arrival,
    Elsewhere,
    Parcel,
    Sending,
    Signed,
    SlipName,
    Taking,
    Transfer,
)

__all__ = [
    "Arrival",
    "Elsewhere",
    "Parcel",
    "Places",
    "Sending",
    "Signed",
    "SlipName",
    "Taking",
    "Transfer",
]
