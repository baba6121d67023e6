"""Forms: what people may send, and in which shape it reaches the services."""

from typing import Any

from django import forms
from django.http import HttpRequest

from documents.core.roles import Role
from documents.core.text import single_line
from documents.models import Document, User
from documents.models.share_link import LINK_ROLES

NAME_LENGTH = 60


class LineField(forms.CharField):
    """One line of text, without characters that would make it read as something else."""

    def to_python(self, value: Any) -> str:
        """The cleaned line; cleaning comes first, so that it cannot empty a required line later."""
        return single_line(super().to_python(value) or "")


class TitleForm(forms.Form):
    """A document's title, and optionally which one it is to replace; an empty one is "Untitled"."""

    title = LineField(
        required=False,
        max_length=Document._meta.get_field("title").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "Untitled"}),
    )
    was = LineField(required=False)


class NameForm(forms.Form):
    """The name under which a visitor without account writes."""

    name = LineField(
        max_length=NAME_LENGTH,
        label="Your name",
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )


class ShareForm(forms.Form):
    """Whether a document's link is off, or what it lets people do."""

    role = forms.ChoiceField(choices=[("off", "off"), *((r.value, r.value) for r in LINK_ROLES)])

    def clean_role(self) -> Role | None:
        """The role the link grants; None: off."""
        value = self.cleaned_data["role"]
        return None if value == "off" else Role(value)


class SignupForm(forms.Form):
    """What allauth's sign-up asks for beside the e-mail address and the password."""

    name = LineField(
        max_length=NAME_LENGTH,
        label="Your name",
        help_text="Others see it next to your cursor.",
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Stores the name with the account that was just made."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
