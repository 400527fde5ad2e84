"""Where the papers of a dossier are, and where its result is."""

from dataclasses import dataclass
from datetime import datetime

PAPERS, RESULT = "papers", "result"  # what goes under a slip


@dataclass(frozen=True, slots=True)
class Site:
    """A place where papers lie: an agency, and the unit of it if one is named."""

    agency: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """On its way under a slip of the agency that it left: `number` of the year.

    `carries` says how many originals of which paper are under way with it.
    """

    to: Site
    agency: str
    year: int
    number: int
    since: datetime
    carries: tuple[tuple[str, int], ...] = ()

    @property
    def slip(self) -> str:
        """The slip as people name it."""
        return f"{self.number}/{self.year} của {self.agency}"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where papers are known to be since when; while they are `going`, where they were last.

    `carried` says how many originals of which paper came with them, `missing` how many did not.
    """

    at: Site
    since: datetime
    going: Going | None = None
    missing: tuple[tuple[str, int], ...] = ()
    carried: tuple[tuple[str, int], ...] = ()

    @property
    def in_transit_since(self) -> datetime | None:
        return self.going.since if self.going else None
