"""`motcua import`: definitions and registers of other systems."""

import typer

from api.cli import import_digit, import_epar
from api.cli.import_register import register

app = typer.Typer()
app.command("register")(register)
app.command("epar")(import_epar.command)
app.command("digit")(import_digit.command)
