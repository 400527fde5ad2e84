"""Made-up offices at work: dossiers that live through the desk's own verbs, in made-up time.

    people       names and identities, drawn at random
    days         made-up time: many dossiers move side by side, each act at its own moment
    fate         what is to become of a dossier, and how likely that is
    hours        when its next act happens
    staff        who of the office acts
    walker       takes one dossier through the desk's verbs, whatever its procedure
    counter      how dossiers come in: at the counter, online, by the post
    reform       the day on which districts end and communes merge
    assumptions  what a believable province is taken to be like, read from a file
    planning     a seed and a span of days become the arrivals of a province
    shares       which agencies may live apart, each in a process of its own
    living       one share lived through from its first day to its last
    workers      several shares at once

Everything goes through the desk: nothing here writes a row of its own. Whatever is drawn for a
dossier is drawn from the seed and the number of that dossier, so that it never depends on others.
"""
