"""Who makes a decision: capacity, one decision and one day at a time."""
