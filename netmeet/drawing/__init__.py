"""A map turned into shapes, lines and texts with places. Pure: no files, no fonts of its own, no clock."""
