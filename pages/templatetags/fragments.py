"""`{% fragment "name" what … %}`: a part of a page that is kept until something is published.

Its words depend on nothing but the arguments, the language and the host; what belongs to one person
stands outside. It ends with the page cache's edges (an opening, a closing, midnight). A preview
neither reads nor leaves anything here. Without its first argument nothing is kept.
"""

from __future__ import annotations

import time

from django import template
from django.core.cache import caches
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from pages import languages
from pages.page_cache import seconds_of_truth

register = template.Library()


class FragmentNode(Node):
    """The nodes between the tags, rendered or remembered."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, name: str, arguments: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.name = name
        self.arguments = arguments

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        what = [argument.resolve(context, ignore_failures=True) for argument in self.arguments]
        if request is None or not what[0] or getattr(request, "is_preview", False):
            return self.nodelist.render(context)
        host = f"{request.scheme}://{request.get_host()}"
        key = ":".join([self.name, languages.current(), host, *map(str, what)])
        kept: str | None = caches["fragments"].get(key)
        if kept is None:
            begun = time.monotonic()
            kept = self.nodelist.render(context)
            left = seconds_of_truth(time.monotonic() - begun)
            if left > 0:
                caches["fragments"].set(key, kept, left)
        return mark_safe(kept)


@register.tag
def fragment(parser: Parser, token: Token) -> FragmentNode:
    _, name, *arguments = token.split_contents()
    nodelist = parser.parse(("endfragment",))
    parser.delete_first_token()
    compiled = [parser.compile_filter(argument) for argument in arguments]
    return FragmentNode(nodelist, name.strip("\"'"), compiled)
