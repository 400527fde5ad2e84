"""Results after they came into being: acknowledged, handed over, come back, put away, corrected."""

from engine.desk.results.group import Results
from engine.desk.results.requests import Archiving, ComeBack, Correction, Handing

__all__ = ["Archiving", "ComeBack", "Correction", "Handing", "Results"]
