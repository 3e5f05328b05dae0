"""Supervision: one case on one screen, the notes that come of it, and cover for absence."""
