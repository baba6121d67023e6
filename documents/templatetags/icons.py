"""{% icon %}: draws an icon of `templates/icons` inside a page."""

import functools

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@functools.cache
def icon(name: str) -> SafeString:
    """The icon's SVG; it is decoration, so what carries it needs a label."""
    return SafeString(render_to_string(f"icons/{name}.svg").strip())
