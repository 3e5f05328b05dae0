"""Writing down what was said about a tie or a member."""
