"""Whether the adult needs an advocate."""
