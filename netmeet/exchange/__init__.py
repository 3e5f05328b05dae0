"""Maps in and out of netmeet: its own bundle, the family format, GEDCOM. Each names what it cannot carry."""
