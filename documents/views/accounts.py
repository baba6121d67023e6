"""What people do to their account beside what allauth offers."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from documents.services import people
from documents.views.requests import SignedInRequest


@require_POST
@login_required
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """Ends every session of the person, this one too, and closes what they have open."""
    people.sign_out_everywhere(request.user)
    logout(request)
    return redirect("home")
