from workflows.write_lock import LOCK, lines, shipped


def test_no_released_procedure_changed_unsaid() -> None:
    released = set(LOCK.read_text(encoding="utf-8").splitlines())

    assert released
    assert sorted(released - set(lines(shipped()))) == [], (
        "a released procedure differs from its edition: python -m workflows.write_lock if meant"
    )
