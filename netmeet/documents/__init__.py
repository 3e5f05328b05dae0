"""Bytes for paper and calendars: each paper is set from one value that holds only what it may show."""
