"""Accounts and teams, for administrators."""
