"""Papers to print and take away."""
