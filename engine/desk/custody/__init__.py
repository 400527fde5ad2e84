"""Custody of original papers: who has each, and that none is lost when a dossier ends.

Every original that the counter takes in is an item with a number and a custodian: a paper handed
in for the dossier, not a form filled in for it, which is a part of the dossier. It stays with the
counter until a list that both sides confirm moves it: the file on its way through the steps does
not carry it along unsaid (assumption: NĐ 61/2018 asks for a hand-over of the dossier, and names no
custody of single papers). What is sent online brings no original, and a linked dossier uses those
of its parent.
"""
