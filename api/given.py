"""What an older system said of its dossier, in words: its own names are left as they were."""

from collections.abc import Iterator

from engine.facts import Facts
from engine.imports.register.telling import AFTER_END, BEFORE_START, ENDS_EARLY

_ODD = {
    BEFORE_START: "giữ nguyên: trước khi hồ sơ bắt đầu",
    AFTER_END: "giữ nguyên: sau khi hồ sơ kết thúc",
    ENDS_EARLY: "giữ nguyên: kết thúc trước khi bắt đầu",
}


def event_words(facts: Facts, action: str) -> str:
    """An event by its own name, with what it was for the dossier if it moved it."""
    event = str(facts["event"])
    return f"{action} (“{event}”)" if action else event


def given(facts: Facts) -> Iterator[str]:
    """Where the dossier comes from, and what is odd about an entry."""
    older = facts.get("imported")
    if older is not None:
        channel = f", kênh “{older['channel']}”" if older["channel"] else ""
        yield f"từ hệ thống “{older['source']}”, mã ở đó: {older['case']}{channel}"
    if facts.get("group"):
        yield f"nhóm: {facts['group']}"
    yield from (_ODD[mark] for mark in facts.get("marks", ()) if mark in _ODD)
