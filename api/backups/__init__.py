"""Backups as folders: made while people work, checked and restored whole or not at all."""

from api.backups.making import back_up
from api.backups.restoring import Restored, restore

__all__ = ["Restored", "back_up", "restore"]
