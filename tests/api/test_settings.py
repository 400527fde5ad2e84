from pathlib import Path

import pytest

from api.settings import Settings
from engine.errors import BadInput


def test_without_a_word_everything_lies_in_the_folder_data() -> None:
    settings = Settings.read({})

    assert settings.data == Path("data")
    assert settings.database_url == "sqlite:///data/motcua.sqlite"
    assert settings.catalogue == ()


def test_the_pepper_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings.read({"MOTCUA_DATA_DIR": str(tmp_path / "data")})

    first = settings.pepper()

    assert len(first) == 32
    assert settings.pepper() == first
    assert (tmp_path / "data" / "pepper.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_a_given_pepper_needs_no_file(tmp_path: Path) -> None:
    settings = Settings.read({"MOTCUA_DATA_DIR": str(tmp_path), "MOTCUA_PEPPER": "ab" * 32})

    assert settings.pepper() == b"\xab" * 32
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("pepper", ["not hex", "ab"])
def test_a_pepper_that_is_none_is_refused(pepper: str) -> None:
    with pytest.raises(BadInput) as refused:
        Settings.read({"MOTCUA_PEPPER": pepper})

    assert refused.value.code == "bad_pepper"


def test_several_folders_are_separated_as_in_path(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()

    settings = Settings.read({"MOTCUA_CATALOGUE": ":".join(map(str, folders))})

    assert settings.catalogue == tuple(folders)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        Settings.read({"MOTCUA_CATALOGUE": str(tmp_path / "gone")})

    assert refused.value.code == "catalogue_folder"
