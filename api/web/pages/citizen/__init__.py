"""The citizen's pages: no account, a telephone is enough, no script at all.

start      the first page of the house
look_up    state and dates of a typed code
tracking   what the QR of a receipt opens; `acts` after the second proof
catalogue  every procedure in plain words
board      what each agency received, has in hand, and did in time; a screen for the counter
verify     whether a paper is genuine, replaced or revoked
"""

from api.web.pages.citizen import acts, board, catalogue, look_up, start, tracking, verify

CITIZEN = (start, look_up, tracking, acts, catalogue, board, verify)
