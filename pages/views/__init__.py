"""What is asked over HTTP beside Wagtail's pages: a view reads, calls, renders."""
