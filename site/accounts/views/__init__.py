"""What is asked over HTTP of accounts, beside django-allauth's own views."""
