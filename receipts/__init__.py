"""What the citizen takes home: codes, QR and statutory letters."""
