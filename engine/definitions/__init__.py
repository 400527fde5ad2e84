"""From named texts to frozen procedures: reading, inheriting, checking, naming, drawing.

    texts → documents → drafts (`extends` resolved, every value knows its line) → Procedure
                                                                        └→ lint → edition

Nothing here opens a file: texts come in with their names (`workflows.loader` reads the folder).
"""
