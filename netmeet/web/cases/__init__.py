"""Opening a case, its front page, the adult's details, sharing."""
