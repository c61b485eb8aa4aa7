"""Form fields in the look of the site: label, hint and error before the control, all linked."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput

register = template.Library()


@register.inclusion_tag("components/form_field.html")
def form_field(field: BoundField, depends: bool = False) -> dict[str, Any]:
    """One field. A placeholder that repeats the label is taken away.

    `depends`: whether it may stay empty depends on another field, so it is not called optional.
    """
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    return {
        "field": field,
        "is_box": isinstance(widget, CheckboxInput),
        "is_group": widget.use_fieldset,
        "is_optional": not field.field.required and not depends,
    }
