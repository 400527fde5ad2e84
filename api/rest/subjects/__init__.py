"""What is offered, by subject: each module has a `router`."""
