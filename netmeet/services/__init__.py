"""Use cases: load, decide, save, audit. A service never commits and never reads a request."""
