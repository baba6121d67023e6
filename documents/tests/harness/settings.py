"""The settings of the web processes that tests start: as in an installation, but for passwords.

What keeps guessers busy would keep every test busy that needs somebody with an account.
"""

from collab.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
