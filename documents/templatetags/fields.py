"""{% field %}: a form's field with its label, its help and what is wrong with it."""

from typing import Any

from django import template
from django.forms.boundfield import BoundField

register = template.Library()


@register.inclusion_tag("_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Draws a field; the label says what it is, so allauth's placeholders go."""
    return {"field": bound, "control": bound.as_widget(attrs={"placeholder": False})}
