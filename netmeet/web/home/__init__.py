"""The first page: the cases that are open to this person."""
