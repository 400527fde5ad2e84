"""What leaves for other systems and for paper: pure functions of timelines and ledgers."""
