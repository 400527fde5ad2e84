"""`motcua export`: what leaves for other systems and for paper."""

import typer

from api.cli.export_catalogue import catalogue
from api.cli.export_register import register
from api.cli.export_xes import xes

app = typer.Typer()
app.command("register")(register)
app.command("xes")(xes)
app.command("catalogue")(catalogue)
