"""A dossier that was received by mistake: people may remark on it, and nothing else."""

from engine.desk.draft import Scene
from engine.errors import NotNow


def check_not_voided(scene: Scene) -> None:
    """Refuse to go on with it, and name the dossier that stands in its place."""
    voiding = scene.line.voiding
    if voiding is None:
        return
    other = voiding.replaced_by
    instead = f", thay bằng hồ sơ {other.code}" if other else ""
    raise NotNow(
        f"Hồ sơ {scene.line.origin.code} đã hủy do tiếp nhận nhầm{instead}.",
        code="voided",
        replaced_by=other.code if other else None,
    )
