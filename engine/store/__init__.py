"""Every query, lock and counter. Nothing outside this package speaks SQL."""
