"""What other systems wrote, read into our own values: definitions, registers, event logs."""
