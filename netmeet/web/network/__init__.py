"""The worker's view of the map: members, ties, unions, households, and what was said about them."""
