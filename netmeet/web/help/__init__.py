"""Help in place, and the accessibility statement."""
