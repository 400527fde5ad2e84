"""Ledgers as an event log in XES (IEEE 1849-2016), for the tools of process mining.

A dossier is a trace, an act on it an event. Nobody of the outside is named: resources are ids of
staff, texts and people stay out. Restricted dossiers are left out, and those received by mistake.
One dossier at a time: memory does not grow with the log.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import quoteattr

from engine.catalogue import Catalogue
from engine.facts import Facts
from engine.fold import fold
from engine.ledger import DossierRef, Entry, Kind, standing
from engine.passing import AS_GIVEN
from engine.timeline import Timeline

_EXTENSIONS = (
    ("Concept", "concept"),
    ("Time", "time"),
    ("Organizational", "org"),
    ("Lifecycle", "lifecycle"),
    ("Identity", "identity"),
)
_GLOBALS = """\
  <global scope="trace">
    <string key="concept:name" value="?"/>
  </global>
  <global scope="event">
    <string key="concept:name" value="?"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
    <string key="org:resource" value="?"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" scope="event" keys="concept:name"/>
"""
# What somebody says, or the record itself, but nobody does to the dossier.
_SILENT = frozenset(
    {
        Kind.COMMENTED,
        Kind.WARNED,
        Kind.PROPOSED,
        Kind.OUTAGE,
        Kind.CALENDAR_SHIFT,
        Kind.EDITION_CHANGED,
        Kind.UNDONE,
        Kind.ERASED,
    }
)

Labels = Mapping[Kind, str]  # the words for entries that are no action of a definition


@dataclass(frozen=True, slots=True)
class Log:
    """A log to be written: `labels` name the events that no definition names."""

    catalogue: Catalogue
    labels: Labels

    def lines(self, ledgers: Iterable[tuple[DossierRef, Sequence[Entry]]]) -> Iterator[str]:
        """The text of the file, in pieces."""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield '<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">\n'
        for name, prefix in _EXTENSIONS:
            uri = f"http://www.xes-standard.org/{prefix}.xesext"
            yield f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'
        yield _GLOBALS
        yield '  <string key="concept:name" value="motcua"/>\n'
        for ref, entries in ledgers:
            line = fold(self.catalogue, entries)
            if not line.voided and not line.procedure.restricted:
                yield from self._trace(ref, line, entries)
        yield "</log>\n"

    def _trace(self, ref: DossierRef, line: Timeline, entries: Sequence[Entry]) -> Iterator[str]:
        origin = line.origin
        yield "  <trace>\n"
        yield _string(4, "concept:name", origin.code)
        yield f'    <id key="identity:id" value="{ref.id}"/>\n'
        for key, text in (
            ("procedure", origin.procedure),
            ("channel", str(origin.channel)),
            ("agency", ref.agency),
            ("state", line.state),
        ):
            yield _string(4, key, text)
        for key, moment in (
            ("received", line.accepted_at),
            ("promised", line.first.due if line.first else None),
            ("due", line.current.due if line.current else None),
            ("ended", line.ended_at),
        ):
            if moment is not None:
                yield _date(4, key, moment)
        for entry in events(entries):
            yield self._event(line, entry, _source(entries))
        yield "  </trace>\n"

    def _event(self, line: Timeline, entry: Entry, source: str) -> str:
        facts: Facts = entry.facts
        group = facts.get("group") or facts.get("unit")
        instance = facts.get("instance")
        return "".join(
            (
                "    <event>\n",
                _string(6, "concept:name", self._name(line, entry)),
                _string(6, "concept:instance", str(instance)) if instance else "",
                _date(6, "time:timestamp", entry.happened_at),
                _string(6, "org:resource", entry.actor.removeprefix(f"{source}:")),
                _string(6, "org:group", str(group)) if group else "",
                _string(6, "lifecycle:transition", "complete"),
                "    </event>\n",
            )
        )

    def _name(self, line: Timeline, entry: Entry) -> str:
        """What an older system called it, what the definition does, or the word for its kind."""
        facts: Facts = entry.facts
        if "event" in facts:
            return str(facts["event"])
        action = line.procedure.actions.get(facts.get("action", ""))
        return action.label if action else self.labels.get(entry.kind, str(entry.kind))


def events(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that are events: what was taken back is none, nor what only tells.

    An older system's log has its own events; what else it says of the case stands in the trace.
    """
    logged = any("event" in entry.facts for entry in entries)
    return [
        entry
        for entry in standing(entries)
        if entry.kind not in _SILENT
        and not (AS_GIVEN in entry.facts and _only_told(entry, logged=logged))
    ]


def _only_told(entry: Entry, *, logged: bool) -> bool:
    return "event" not in entry.facts and (logged or entry.kind is Kind.GIVEN)


def _source(entries: Sequence[Entry]) -> str:
    """The older system of a dossier, whose name stands before the ids of its people."""
    told: Facts = entries[0].facts.get("imported") or {}  # type: ignore[assignment]  # JSON
    return str(told.get("source", ""))


def _string(indent: int, key: str, value: str) -> str:
    return f"{' ' * indent}<string key={quoteattr(key)} value={quoteattr(_clean(value))}/>\n"


def _date(indent: int, key: str, moment: datetime) -> str:
    written = moment.isoformat(timespec="milliseconds")
    return f"{' ' * indent}<date key={quoteattr(key)} value={quoteattr(written)}/>\n"


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(c if c.isprintable() else " " for c in text)
