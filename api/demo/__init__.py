"""Made-up offices at work: a province to try the product on, and a year that an office published.

    people    names and identities, drawn at random
    days      made-up time: many dossiers move side by side, each act at its own moment
    fate      what is to become of a dossier
    walker    takes one dossier through the desk's verbs, whatever its procedure
    counter   how dossiers come in: at the counter, online, by the post
    province  some hundreds of dossiers over the demo province
    an_giang  the dossiers of one department in 2021, and the published page beside ours
    tour      a dossier by each channel, told to an officer

Everything goes through the desk: nothing here writes a row of its own.
"""

from api.demo.an_giang import build_an_giang
from api.demo.province import build_province
from api.demo.tour import tour

__all__ = ["build_an_giang", "build_province", "tour"]
