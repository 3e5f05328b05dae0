"""Mapping together, on a screen that the adult and their family see: names, closeness and support, nothing else."""
