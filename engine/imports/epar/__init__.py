"""E-PAR definitions: `<code>_workflow.xml` (process, step, task) and `<code>_form_struct.xml`.

`xml` reads the text, `source` makes values of a process, `way` follows `next` from the reception,
`clock` finds where the clock stops and ends, `times` shares a step's time among its tasks, `faults`
judges, `definition` and `form` write what we understand; `reading` puts them together.
"""

from engine.imports.epar.reading import read

__all__ = ["read"]
