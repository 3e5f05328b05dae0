"""Drafts while somebody types, and forms that a locked session kept."""
