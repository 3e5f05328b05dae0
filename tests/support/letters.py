"""A measure of text for tests of drawings: no font, no files."""


def measure(text: str, size: float, bold: bool) -> float:
    """Every character is a little more than half as wide as it is high."""
    return len(text) * size * (0.6 if bold else 0.55)
