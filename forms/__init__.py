"""What a citizen fills in: field types, and parsing into answers or complaints."""
