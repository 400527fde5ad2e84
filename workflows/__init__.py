"""What the office's procedures are: YAML files, and the one loader that opens them."""
