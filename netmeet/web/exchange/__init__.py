"""Files in and out: a family or a whole case from a file, and a case as a file."""
