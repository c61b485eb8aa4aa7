"""Staff screens of participation; `wagtail_hooks` registers them."""
