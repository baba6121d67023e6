"""What happens to an account as a whole."""

from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from documents import relay
from documents.models import User
from documents.services.changes import announce


def set_active(user: User, active: bool) -> None:
    """Lets a person in or locks them out, which ends what they have open."""
    user.is_active = active
    user.save(update_fields=["is_active"])


def sign_out_everywhere(user: User) -> None:
    """Ends every session, ticket and socket of a person."""
    User.objects.filter(pk=user.pk).update(access_version=F("access_version") + 1)
    user.refresh_from_db(fields=["access_version"])
    announce(relay.EVERYWHERE)


@receiver(post_save, sender=User)
@receiver(post_delete, sender=User)
def _account_changed(update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """Rings wherever an account was changed, be it in the admin or on the command line."""
    if update_fields is None or update_fields & {"access_version", "is_active"}:
        announce(relay.EVERYWHERE)


@receiver(post_delete, sender=Session)
def _session_ended(instance: Session, **_: Any) -> None:
    """Rings when a browser signs out; long expired sessions are merely swept up."""
    if instance.expire_date > timezone.now():
        announce(relay.EVERYWHERE)
