"""What is both important and risky."""
