"""Reports that are measured, not typed: run with ``python -m``."""
