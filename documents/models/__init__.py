"""What Postgres holds, one module per noun."""

from documents.models.attachment import Attachment
from documents.models.checkpoint import Checkpoint
from documents.models.document import Document
from documents.models.share_link import ShareLink
from documents.models.update import UpdateRow
from documents.models.user import User

__all__ = ["Attachment", "Checkpoint", "Document", "ShareLink", "UpdateRow", "User"]
