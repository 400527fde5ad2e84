"""The README is read by newcomers first: what it shows is what the product does."""

from pathlib import Path

from engine.definitions.draw import mermaid
from workflows.published import publish

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_life_of_a_dossier_is_drawn_as_the_usual_procedure_has_it() -> None:
    chart = README.partition("```mermaid\n")[2].partition("\n```")[0]

    assert chart == mermaid(publish().catalogue.offered["2.001955"][0]).rstrip()


def test_every_page_that_the_readme_points_to_is_there() -> None:
    links = [part.partition(")")[0] for part in README.split("](")[1:]]

    assert links
    assert [link for link in links if not (Path(__file__).parent.parent / link).exists()] == []
