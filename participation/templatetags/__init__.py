"""What the citizens' templates ask for."""
