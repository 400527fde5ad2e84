"""Imported by the process from which others are forked, so that they find the catalogue read."""

from tests.engine.record.life import office

office()
