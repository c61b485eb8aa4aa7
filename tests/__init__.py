"""The tests, which mirror the apps. No __init__.py below this one: it would shadow an app."""
