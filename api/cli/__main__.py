"""`python -m api.cli` is the command `motcua`."""

from api.cli import main

main()
