"""Safer ways to stay in touch, and risks that the adult wants to take."""
