"""HTTP in, HTTP out, and the command line: the edge, which alone asks the world for the time."""
