"""Every URL: health, accounts, the admin; the rest belongs to the application."""

from django.contrib import admin
from django.urls import include, path

from collab import health

urlpatterns = [
    path("healthz", health.live, name="live"),
    path("readyz", health.ready, name="ready"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("documents.urls")),
]
