"""The settings of the web processes that tests start: as in an installation, but for two things.

What keeps guessers busy would keep every test busy that needs somebody with an account. And where
the page's CSP is broken, a test must be able to tell by what.
"""

from csp.constants import REPORT_SAMPLE

from collab.settings import *  # noqa: F403
from collab.settings import CONTENT_SECURITY_POLICY

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

for directive in ("script-src", "style-src"):
    CONTENT_SECURITY_POLICY["DIRECTIVES"][directive].append(REPORT_SAMPLE)
