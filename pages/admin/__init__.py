"""The editor’s side: what Parvis adds to Wagtail’s screens. `pages.wagtail_hooks` registers it."""
