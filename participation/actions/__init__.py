"""The verbs of participation: one function per act, the only writers."""
