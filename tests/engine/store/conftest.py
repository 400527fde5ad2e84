"""The lists are tested on dossiers that went through the desk."""

from tests.engine.desk.conftest import town

__all__ = ["town"]
