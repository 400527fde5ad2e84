"""How long results wait: for the applicant at the counter, for an agency to say that it has one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """Calendar days. Assumptions: no text that we know sets them; each office sets its own.

    `remind`: after so many days at the counter the applicant is reminded. `archive`: after so many
    it is proposed to put the result away; a person decides. `acknowledge`: a copy that nobody
    acknowledged within so many days is overdue, and its recipient is reminded once.
    """

    remind: tuple[int, ...] = (7, 30, 90)
    archive: int = 120
    acknowledge: int = 5
