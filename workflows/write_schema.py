"""`python -m workflows.write_schema` writes what editors complete by, from the loader's own tables.

Put `# yaml-language-server: $schema=../schema/procedure.schema.json` at the top of a file.
"""

import json

from engine.definitions.schema import json_schema
from workflows.loader import ROOT


def main() -> None:
    text = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    (ROOT / "schema" / "procedure.schema.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
