"""Planning a network meeting: when and where, the adult's answers, the decisions, the agenda."""
