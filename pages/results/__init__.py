"""What can be read of publishing: never written here."""
