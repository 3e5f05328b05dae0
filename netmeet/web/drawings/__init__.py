"""The drawings of a map, on screen and to take away."""
