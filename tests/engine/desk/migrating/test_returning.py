"""A migration is taken back where nothing else has happened since."""

from engine.desk.migrating import Return
from engine.errors import (
    NotFound,
)
from engine.ledger import Kind
from engine.store.write import writing
from engine.tables.record import outbox
from tests.engine.desk.migrating.two_editions import (
    KEEPER,
    assert_whole,
    beside,
    line_of,
    moved,
    new_in,
    of_days,
    second,
)
from tests.engine.desk.town import (
    APPRAISAL,
    COUNTER,
    Town,
)


def test_a_migration_is_taken_back_where_nothing_else_has_happened(town: Town) -> None:
    town = beside(town, second(of_days(30)))
    kept, acted = town.received(), town.received()
    before = line_of(town, kept)
    migration = moved(town).migration or ""
    town.take(acted, "forward", COUNTER)
    wanted = Return(APPRAISAL, migration, reason="definition_mended")
    foreseen = town.desk.editions.foresee_return(wanted)

    done = town.desk.editions.go_back(wanted, KEEPER)

    assert done.moved == foreseen.moved == (before.origin.code,)
    assert [(one.held.ref, one.hindrance) for one in done.staying] == [
        (acted, foreseen.staying[0].hindrance)
    ]
    assert foreseen.staying[0].hindrance is not None
    assert foreseen.staying[0].hindrance.code == "acted_since"
    line = line_of(town, kept)
    assert (line.edition, line.limit) == (before.edition, before.limit)
    assert line.promises == before.promises
    assert [one.kind for one in town.entries(kept)[-2:]] == [Kind.EDITION_CHANGED, Kind.UNDONE]
    dead = [row for row in town.rows(outbox) if row.kind == "edition_shift" and row.dead_at]
    assert [row.dossier_id for row in dead] == [kept.id]
    again = town.desk.editions.go_back(wanted, KEEPER, key="again")
    assert (again.moved, again.before, len(again.staying)) == ((), 1, 1)
    assert town.desk.editions.go_back(wanted, KEEPER, key="again").before == 1
    assert_whole(town)


def test_what_came_back_can_go_over_again(town: Town) -> None:
    town = beside(town, second())
    ref = town.received()
    town.desk.editions.go_back(Return(APPRAISAL, moved(town).migration or ""), KEEPER)

    assert len(moved(town).moved) == 1
    assert line_of(town, ref).edition == new_in(town)
    assert_whole(town)


def test_one_whose_applicant_was_told_of_the_later_day_does_not_go_back(town: Town) -> None:
    town = beside(town, second(of_days(30)))
    town.received()
    migration = moved(town).migration or ""
    with writing(town.engine, town.clock) as write:
        write.connection.execute(outbox.update().values(delivered_at=write.moment))

    done = town.desk.editions.go_back(Return(APPRAISAL, migration), KEEPER)

    assert done.moved == ()
    assert [one.hindrance.code for one in done.staying if one.hindrance] == ["applicant_told"]


def test_a_migration_that_never_was_cannot_be_taken_back(town: Town) -> None:
    town = beside(town, second())
    unknown = Return(APPRAISAL, "0" * 32)

    refused = town.refused(NotFound, lambda: town.desk.editions.go_back(unknown, KEEPER))

    assert refused.code == "unknown_migration"
