"""DIGIT `BusinessService` workflows (eGov Foundation), as its public documentation describes them.

A service has states; the one without a name (`"state": null`) is where an application begins. A
state has actions, each with the roles that may take it and the state that follows, by name or by
the id that the server gave it; it may be the same state. Service levels are in milliseconds.
"""

from engine.imports.digit.reading import read

__all__ = ["read"]
