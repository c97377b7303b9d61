"""The edit lock of a screen: who saves must have seen what is there now."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse

from catalog.models import Lock

M = TypeVar("M", bound=models.Model)


class LockedForm(forms.ModelForm[M]):
    """Carries the hash of what it was filled from, and is refused once that is not the present."""

    seen_hash = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.present_hash = self.hash_now() if self.instance.pk else ""
        self.fields["seen_hash"].initial = self.present_hash

    def hash_now(self) -> str:
        """The hash of the row, with all that belongs to it, as the database has it."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk and cleaned.get("seen_hash") != self.present_hash:
            raise ValidationError(
                f"Somebody saved this {self.instance._meta.verbose_name} while you were editing "
                "it. Nothing of yours was saved, and all you typed is still below: copy what you "
                "need, then reload the page to see what is there now and make your change again."
            )
        return cleaned


class OneSaverAtATime:
    """A screen that takes the lock of the drafts before it reads what it is going to change.

    Nobody else changes a draft between its form's look at the hash and the end of its saving.
    """

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        with transaction.atomic():
            if request.method == "POST":
                Lock.acquire(Lock.Name.DRAFTS)
            response: HttpResponse = super().changeform_view(request, *args, **options)  # type: ignore[misc]
            return response
