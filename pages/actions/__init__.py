"""The verbs of publishing: the only writers."""
