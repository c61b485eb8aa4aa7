"""What citizens ask for over HTTP: a view reads, calls one action, renders."""
