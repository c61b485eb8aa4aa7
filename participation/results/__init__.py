"""Figures and lists: read, never written."""
