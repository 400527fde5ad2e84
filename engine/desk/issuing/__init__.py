"""Results coming into being: who signed by which authority, what is promised of each by itself."""
