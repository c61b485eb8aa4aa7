"""Django's PostgreSQL, with a cheaper way to know that a connection still lives."""
