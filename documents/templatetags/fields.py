"""{% field %}: a form's field with its label, its help and what is wrong with it."""

from typing import Any

from django import template
from django.forms.boundfield import BoundField

register = template.Library()


@register.inclusion_tag("_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Draws a field; the label says what it is, so allauth's placeholders go."""
    if bound.help_text and bound.widget_type == "password":
        # Django lists every rule; what is broken is said when it is broken. For a password that
        # exists allauth has a link, which our pages give elsewhere.
        is_new = bound.field.widget.attrs.get("autocomplete") == "new-password"
        bound.help_text = "At least 8 characters, and not easily guessed." if is_new else ""
    return {"field": bound, "control": bound.as_widget(attrs={"placeholder": False})}
