"""The verbs of accounts: one function per act, the only writers."""
