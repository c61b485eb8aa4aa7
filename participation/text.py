"""What people type, made safe to store (accounts.text): names are cleaned like ideas."""

from accounts.text import clean_line, clean_text

__all__ = ["clean_line", "clean_text"]
