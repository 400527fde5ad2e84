"""Receipt codes: how an office numbers its dossiers, from files, and how a typed code is read.

A scheme (`scheme`) is a row of parts (`parts`) with the scope of its counter and the agencies and
days for which it issues codes; `numbering` picks the scheme. Nothing else parses meaning out of
a code: it is looked up whole, by the canonical text that `parse` gives back.
"""

from receipts.codes.numbering import SchemeNumbering, check_schemes, recognise, scheme_for
from receipts.codes.owners import Owner, owners
from receipts.codes.parts import CounterPeriod
from receipts.codes.scheme import ParsedCode, Scheme, Use

__all__ = [
    "CounterPeriod",
    "Owner",
    "ParsedCode",
    "Scheme",
    "SchemeNumbering",
    "Use",
    "check_schemes",
    "owners",
    "recognise",
    "scheme_for",
]
