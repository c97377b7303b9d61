"""The edit lock of a screen: who saves must have seen what is there now."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.models import Lock
from catalog.plain_json import JsonObject
from catalog.specification.canonical import canonical_bytes, sha256
from catalog.specification.differences import differences

M = TypeVar("M", bound=models.Model)


class LockedForm(forms.ModelForm[M]):
    """Carries the hash of what it was filled from, and is refused once that is not the present."""

    seen_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    advice = ", make your change again there, and close this page"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.present_hash = self.hash_now() if self.instance.pk else ""
        self.fields["seen_hash"].initial = self.present_hash

    def hash_now(self) -> str:
        """The hash of the row, with all that belongs to it, as the database has it."""
        raise NotImplementedError

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if self.instance.pk and cleaned.get("seen_hash") != self.present_hash:
            raise ValidationError(self._conflict())
        return cleaned

    def last_saved(self) -> tuple[str, datetime] | None:
        """Who saved the row last, and when, where that is known."""
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(self.instance),
            object_id=str(self.instance.pk),
        )
        last = entries.select_related("user").order_by("-action_time").first()
        return (str(last.user), last.action_time) if last else None

    def named(self) -> tuple[str, str]:
        """What is edited, in a sentence, and the pronoun for it."""
        return f"this {self.instance._meta.verbose_name}", "it"

    def _conflict(self) -> SafeString:
        """Reloading the page would send the form again, so that what is there now is a link."""
        meta, saved = self.instance._meta, self.last_saved()
        return format_html(
            "Somebody saved {} while you were editing {}{}. Nothing of yours was saved, and all "
            'you typed is still below. See <a href="{}" target="_blank" rel="noopener">what is '
            "there now</a> (in a new tab){}.",
            *self.named(),
            f" ({saved[0]}, {saved[1]:%Y-%m-%d %H:%M} UTC)" if saved else "",
            reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.instance.pk]),
            self.advice,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody else changed, under the name that the screen has for it."""

    label: str
    before: Any
    after: Any


class Carried(forms.CharField):
    """What a form carries along, which nobody edits."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class LockedRowForm(LockedForm[M]):
    """Carries what it was filled from, so that what was changed meanwhile can be told."""

    seen_document = Carried(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["seen_document"].initial = canonical_bytes(self.document_now()).decode()

    def document_now(self) -> JsonObject:
        """The row, with all that belongs to it, as the database has it."""
        raise NotImplementedError

    def label(self, path: tuple[str, ...]) -> str:
        """What the screen calls a member of that document."""
        raise NotImplementedError

    def hash_now(self) -> str:
        return sha256(canonical_bytes(self.document_now()))

    def changed_meanwhile(self) -> list[Change]:
        """What somebody else changed since the form that was sent was filled."""
        seen = self.data.get("seen_document", "") if self.is_bound else ""
        hashed = self.data.get("seen_hash", "")
        if not seen or hashed == self.present_hash or sha256(seen.encode()) != hashed:
            return []  # nothing to tell, or nothing that this screen sent
        stored = type(self)(instance=type(self.instance)._default_manager.get(pk=self.instance.pk))
        present = canonical_bytes(stored.document_now())
        found = differences(json.loads(seen), json.loads(present))
        return [Change(self.label(entry.path), entry.before, entry.after) for entry in found]


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

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if isinstance(form, LockedRowForm):
            context["theirs"] = form.changed_meanwhile()
        response: HttpResponse = super().render_change_form(request, context, *args, **options)  # type: ignore[misc]
        return response
