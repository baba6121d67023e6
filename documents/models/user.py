"""People with an account."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept in lower case, so that one person has one account."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of an e-mail address in any case."""
        return self.get(email=(username or "").lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Makes an account; without a password nobody can sign in to it."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Makes an account that may do everything in the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address and shows to others under a name.

    `access_version` grows when all that was opened in the person's name must end: with a new
    password, and when they sign out everywhere. Sessions, tickets and sockets are of one version.
    """

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(
        default=True, help_text="Switch off to lock a person out; open editors close at once."
    )
    is_staff = models.BooleanField(default=False, help_text="May enter the admin.")
    created_at = models.DateTimeField(auto_now_add=True)
    access_version = models.BigIntegerField(default=1, db_default=1, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012 (Django declares it as a list)

    def clean(self) -> None:
        """Keeps addresses typed into a form in lower case, as the manager does."""
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves; a new password, not merely a new hash of the old one, ends what is open."""
        # Django's own note of a password that was set and is not stored yet.
        if getattr(self, "_password", None) is not None and not self._state.adding:
            self.access_version += 1
        super().save(*args, **kwargs)

    def get_session_auth_hash(self) -> str:
        """What a session must carry to speak for this person."""
        return f"{super().get_session_auth_hash()}.{self.access_version}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under former keys of the site."""
        for digest in super().get_session_auth_fallback_hash():
            yield f"{digest}.{self.access_version}"

    def __str__(self) -> str:
        return self.name or self.email
