"""A folder made of imported definitions: what of it lint takes, and that it runs at the desk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.tenant import office_of
from engine.actors import Role, Seat
from engine.definitions.defects import errors
from engine.desk import Desk, Reception
from engine.desk.draft import APPLICANT
from engine.errors import Conflict
from engine.imports import digit, epar
from engine.imports.imported import Imported
from engine.imports.office import Home, Needs
from engine.procedure import Channel, Final
from engine.store.connect import open_database
from engine.timeline import Timeline
from tests.engine.imports.digit.samples import SOUND as SUGGESTION
from tests.engine.imports.epar.samples import CODE, FILE, FILES, FORM, FORM_FILE, OWING, process
from tests.engine.imports.epar.test_production import FOLDER
from tests.workflows.test_walks import OWNER, Walk, papers
from workflows.brought_in import Folder, folder_of, lay_down
from workflows.published import lint, publish

HOME = Home("thu-vien", "Thư viện huyện", "district", "00", "Y98")
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, nine in the morning at the office
Read = tuple[list[Imported], Needs]


def card(content: bytes) -> Read:
    return epar.read({FILE: content, FORM_FILE: FORM}, HOME.tier)


def laid(read: Read, out: Path) -> Folder:
    folder = folder_of(*read, HOME, "E-PAR")
    lay_down(folder, out, force=False)
    return folder


@dataclass(frozen=True, slots=True)
class Office:
    """An imported folder with a desk in it."""

    desk: Desk

    def walk(self, code: str) -> tuple[Walk, Timeline]:
        """A dossier of the procedure on its straight way to the end."""
        procedure = self.desk.office.catalogue.current(code, START.date())
        channel = procedure.channels[0]
        request = Reception(
            HOME.agency,
            code,
            channel,
            (OWNER,),
            papers=papers(procedure),
            place="00001",
            return_by=Channel.DIRECT,
            paid=True,
        )
        counter = Seat(Role.COUNTER, HOME.agency)
        clerk = self.desk.office.organisation.holders(counter, START.date())[0]
        by = APPLICANT if channel is Channel.ONLINE else clerk
        walk = Walk(self.desk, self.desk.receive(request, by).ref)
        return walk, walk.to_the_end()


@pytest.fixture
def office_in(sqlite_database_url: str) -> Iterator[Callable[[Path], Office]]:
    engine = open_database(sqlite_database_url)

    def make(folder: Path) -> Office:
        moments = (START + n * timedelta(minutes=7) for n in range(1, 100_000))
        return Office(Desk(engine, office_of(publish(folder)), b"p" * 32, lambda: next(moments)))

    yield make
    engine.dispose()


def test_a_sound_definition_lints_clean_and_runs_from_receipt_to_result(
    office_in: Callable[[Path], Office], tmp_path: Path
) -> None:
    laid(card(FILES[FILE]), tmp_path)

    walk, line = office_in(tmp_path).walk(CODE)

    assert lint([tmp_path]) == ()
    assert line.final is Final.COMPLETED
    assert line.procedure.clock_end in line.instants
    assert [fee.amount for fee in line.fees] == [20_000]
    assert len(walk.taken) == 7


def test_a_stop_of_the_old_system_stops_our_clock_on_the_way(
    office_in: Callable[[Path], Office], tmp_path: Path
) -> None:
    laid(card(OWING), tmp_path)

    walk, line = office_in(tmp_path).walk(CODE)

    assert line.final is Final.COMPLETED
    assert "nhan_bien_lai_nop_thue" in walk.taken
    assert len(line.stops) == 1


def test_a_service_of_digit_runs_from_receipt_to_result(
    office_in: Callable[[Path], Office], tmp_path: Path
) -> None:
    laid(digit.read({"gop-y.json": SUGGESTION}, HOME.tier), tmp_path)

    walk, line = office_in(tmp_path).walk("GOPY")

    assert not errors(lint([tmp_path]))
    assert line.final is Final.COMPLETED
    assert walk.taken == ["assign", "resolve"]


def test_what_lint_refuses_is_laid_aside_with_its_problems_written_above(tmp_path: Path) -> None:
    laid(card(process()), tmp_path)

    text = (tmp_path / "to_mend" / f"{CODE}.yaml").read_text(encoding="utf-8")
    assert "# - [empty_process] " in text
    assert not (tmp_path / "procedures").exists()
    assert lint([tmp_path]) == ()


def test_the_same_input_gives_the_same_bytes_and_may_be_laid_again(tmp_path: Path) -> None:
    first = laid(card(OWING), tmp_path)
    second = laid(card(OWING), tmp_path)

    assert first == second


def test_a_file_that_somebody_changed_is_not_overwritten(tmp_path: Path) -> None:
    folder = laid(card(OWING), tmp_path)
    changed = tmp_path / "procedures" / f"{CODE}.yaml"
    changed.write_text("# đã sửa\n", encoding="utf-8")

    with pytest.raises(Conflict) as refusal:
        lay_down(folder, tmp_path, force=False)

    assert refusal.value.code == "would_overwrite"
    assert changed.read_text(encoding="utf-8") == "# đã sửa\n"
    lay_down(folder, tmp_path, force=True)
    assert changed.read_text(encoding="utf-8") == folder.texts[f"procedures/{CODE}.yaml"]


def test_a_definition_mended_at_its_source_does_not_stay_on_both_shelves(tmp_path: Path) -> None:
    laid(card(process()), tmp_path)
    mended = folder_of(*card(OWING), HOME, "E-PAR")

    with pytest.raises(Conflict):
        lay_down(mended, tmp_path, force=False)
    lay_down(mended, tmp_path, force=True)

    assert (tmp_path / "procedures" / f"{CODE}.yaml").exists()
    assert not (tmp_path / "to_mend" / f"{CODE}.yaml").exists()


@pytest.mark.long
@pytest.mark.skipif(not FOLDER.is_dir(), reason="the shared data are not here")
def test_what_a_city_ran_runs_here_wherever_lint_takes_it(
    office_in: Callable[[Path], Office], tmp_path: Path
) -> None:
    files = {path.name: path.read_bytes() for path in FOLDER.glob("*.xml")}
    found, needs = epar.read(files, HOME.tier)
    folder = laid((found, needs), tmp_path)
    office = office_in(tmp_path)
    accepted = [path for path in folder.texts if path.startswith("procedures/")]

    for path in accepted:
        _, line = office.walk(Path(path).stem)
        assert (path, line.final) == (path, Final.COMPLETED)
        assert line.procedure.clock_end in line.instants

    sound = {f"procedures/{one.code}.yaml" for one in found if not one.problems}
    assert sound <= set(accepted)
    assert len(accepted) == 35
    assert not errors(lint([tmp_path]))
