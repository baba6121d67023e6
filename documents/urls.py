"""The addresses of the application's pages and of its API."""

from django.urls import path

from documents.api import documents as api_documents
from documents.api import mentions, tickets
from documents.views import (
    accounts,
    diagrams,
    documents,
    editor,
    files,
    lists,
    offline,
    sharing,
)

urlpatterns = [
    path("", lists.home, name="home"),
    path("trash", lists.trash, name="trash"),
    path("editors", lists.editors, name="editors"),
    path("d/new", documents.new, name="new"),
    path("d/<uuid:document_id>/", editor.page, name="document"),
    path("d/<uuid:document_id>/title", documents.title, name="title"),
    path("d/<uuid:document_id>/trash", documents.trash, name="trash_document"),
    path("d/<uuid:document_id>/restore", documents.restore, name="restore_document"),
    path("d/<uuid:document_id>/delete", documents.delete, name="delete_document"),
    path("d/<uuid:document_id>/share", sharing.share, name="share"),
    path("d/<uuid:document_id>/name", sharing.name, name="name"),
    path("d/<uuid:document_id>/files/<uuid:attachment_id>", files.attachment, name="attachment"),
    path(
        "d/<uuid:document_id>/files/<uuid:attachment_id>/<str:variant>",
        files.variant,
        name="variant",
    ),
    path("diagrams/frame", diagrams.frame, name="diagrams"),
    path("offline/editor/<str:role>", offline.editor, name="kept_editor"),
    path("offline/list", offline.documents, name="kept_list"),
    path("sw.js", offline.worker, name="worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("sign-out-everywhere", accounts.sign_out_everywhere, name="sign_out_everywhere"),
    path("s/<str:token>", sharing.link, name="link"),
    path("api/documents/<uuid:document_id>", api_documents.about, name="about"),
    path("api/documents/<uuid:document_id>/mentions", mentions.find, name="mentions"),
    path("api/documents/<uuid:document_id>/ticket", tickets.ticket, name="ticket"),
]
