"""Papers from the record: its facts put into the values that `receipts.letters` prints.

opening       a dossier opened to be printed, with those that came or were paid for with it
facts         what several papers say: heads, names, reasons, in the words of the day of issue
people        who is named on a paper, and as what
handed_in     lists of papers handed in and missing
signing       who signs for the agency, in which capacity
receipt, control_slip, turned_away, notices, results   the papers of one dossier; `money` its fees
fee_receipt, cash_sheet, post_record, transfer_slip, register   papers over many dossiers
letters       `PAPERS`: those that one dossier may have printed
"""

from api.papers.facts import Said
from api.papers.letters import PAPERS, printable, printed
from api.papers.opening import Printer, offered

__all__ = ["PAPERS", "Printer", "Said", "offered", "printable", "printed"]
