"""`/api/v1`: every verb of the desk and every list, for programs.

shapes      models made from the engine's own requests and answers, and the way back
verbs       one route for each verb: its path here, its arguments from the verb's own signature
subjects/   what is offered, by subject: tables of verbs, and the reads
caller      who calls: a bearer token, never a cookie
problems    every refusal as RFC 9457, whoever refused
application the routes put together, with their description
"""
