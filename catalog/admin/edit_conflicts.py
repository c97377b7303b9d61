"""An edit conflict on the product screen: what was typed and what is there, put together.

What was typed is read by saving it as far as the rows, in a transaction that is undone, as for a
preview; so what is merged is what a save would have made of it.
"""

import json
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.admin.utils import unquote
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse

from catalog.actions.save_draft import latest_draft, save_drafts_sharing
from catalog.admin.locked import Change
from catalog.admin.staff import staff_member
from catalog.admin.unsaved import is_preview
from catalog.models import DraftVersion, Product
from catalog.plain_json import JsonObject
from catalog.specification import declaration
from catalog.specification.canonical import canonical_bytes
from catalog.specification.differences import differences
from catalog.specification.document import draft_document
from catalog.specification.labels import label
from catalog.specification.load import DocumentError, Loader, load
from catalog.specification.merging import ONE, OTHER, Conflict, Merger
from catalog.specification.parts import Many, SharedMany
from catalog.storage import files_in_memory

BUTTON = "_merge"
ONTO = "merged_onto"
"""The hash of the draft against which the choices were made."""
CHOICE = "keep:"
OWN_ROWS = [
    entry
    for entry in declaration.product.fields
    if isinstance(entry, Many) and not isinstance(entry, SharedMany)
]


@dataclass(frozen=True, slots=True)
class Choice:
    """A member that both changed, with the radio buttons that decide between them."""

    conflict: Conflict
    chosen: str | None

    @property
    def name(self) -> str:
        return f"{CHOICE}{self.conflict.path}"


@dataclass
class EditConflict:
    """What somebody typed into a draft that has moved on; ``typed`` is None if it is refused."""

    before: JsonObject
    draft: DraftVersion
    typed: JsonObject | None = None
    decisions: dict[str, str] = field(default_factory=dict)
    seen: str = ""
    is_sent: bool = False
    problems: list[str] = field(default_factory=list)

    @cached_property
    def theirs(self) -> list[Change]:
        """What was changed there since the form was filled."""
        return _changes(self.before, self.draft.read())

    @cached_property
    def conflicts(self) -> list[Conflict]:
        return self._merge({})[1]

    @property
    def choices(self) -> list[Choice]:
        return [Choice(entry, self.decisions.get(entry.path)) for entry in self.conflicts]

    @property
    def taken(self) -> list[Change]:
        """What only they changed, which is taken from them."""
        return _changes(self.typed, self._merge({})[0]) if self.typed else []

    @property
    def own(self) -> list[Change]:
        """What only the one who typed changed, which is kept."""
        theirs = {entry.path: OTHER for entry in self.conflicts}
        return _changes(self.draft.read(), self._merge(theirs)[0])

    @property
    def is_decided(self) -> bool:
        """Whether all is chosen, and with a view to the draft as it is now."""
        decided = all(entry.path in self.decisions for entry in self.conflicts)
        return self.typed is not None and self.seen == self.draft.sha256 and decided

    @property
    def document(self) -> JsonObject:
        return self._merge(self.decisions)[0]

    @property
    def missing(self) -> str:
        """What kept the choices that were sent from being saved."""
        if not self.is_sent or self.typed is None:
            return ""
        if self.seen != self.draft.sha256:
            return "It was saved once more meanwhile; what is listed here is the present state."
        open_ = [entry.label for entry in self.conflicts if entry.path not in self.decisions]
        return f"Nothing is saved yet. Choose which stays: {', '.join(open_)}." if open_ else ""

    def _merge(self, decisions: dict[str, str]) -> tuple[JsonObject, list[Conflict]]:
        merger = Merger(decisions)
        if self.typed is None:
            return self.draft.read(), []
        merged = merger.merge(self.before, self.typed, self.draft.read())
        return _as_stored(merged), merger.conflicts


def _changes(before: JsonObject, after: JsonObject) -> list[Change]:
    found = differences(before, after)
    return [Change(label(entry.path), entry.before, entry.after) for entry in found]


def _as_stored(document: JsonObject) -> JsonObject:
    """With its members in the order of stored ones, by which rows without a name are compared."""
    stored: JsonObject = json.loads(canonical_bytes(document))
    return stored


def edit_conflict(request: HttpRequest, product: Product | None) -> EditConflict | None:
    """None unless a form was sent that was filled from an older version of the draft."""
    draft = latest_draft(product) if product else None
    seen = request.POST.get("seen_hash", "")
    if draft is None or seen == draft.sha256:
        return None
    before = DraftVersion.objects.filter(product=product, sha256=seen).first()
    if before is None:
        return None
    return EditConflict(
        before.read(),
        draft,
        decisions={
            name.removeprefix(CHOICE): str(value)
            for name, value in request.POST.items()
            if name.startswith(CHOICE) and value in (ONE, OTHER)
        },
        seen=request.POST.get(ONTO, ""),
        is_sent=BUTTON in request.POST,
    )


class _Read(Exception):  # noqa: N818  # no error: it ends the saving, and undoes it
    def __init__(self, typed: JsonObject | None) -> None:
        super().__init__()
        self.typed = typed


class MergesConflicts:
    """A product screen on which two changes of one draft are put together."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **options: Any
    ) -> HttpResponse:
        screen: Any = self
        conflict = None
        if request.method == "POST" and object_id and not is_preview(request):
            conflict = edit_conflict(request, screen.get_object(request, unquote(object_id)))
        if conflict is not None:
            conflict.typed = self._typed(request, object_id, conflict)
            if conflict.is_sent and conflict.is_decided:
                try:
                    return self._sent(request, object_id, conflict, "merged", _continue="1")
                except DocumentError as error:
                    conflict.problems = [_in_words(problem) for problem in error.problems]
                except _Read:  # refused after all
                    conflict.typed = None
            request.edit_conflict = conflict  # type: ignore[attr-defined]
        response: HttpResponse = super().changeform_view(request, object_id, *args, **options)  # type: ignore[misc]
        return response

    def _typed(
        self, request: HttpRequest, object_id: str | None, conflict: EditConflict
    ) -> JsonObject | None:
        try:
            with files_in_memory():
                self._sent(request, object_id, conflict, "read")
        except _Read as read:
            return read.typed
        return None

    @transaction.atomic
    def _sent(
        self,
        request: HttpRequest,
        object_id: str | None,
        conflict: EditConflict,
        what: str,
        **posted: str,
    ) -> HttpResponse:
        """Send the form again as if it had been filled from the present draft."""
        again = copy(request)
        data = request.POST.copy()
        data["seen_hash"] = conflict.draft.sha256
        for name, value in posted.items():
            data[name] = value
        for _, files in request.FILES.lists():
            for file in files:
                file.seek(0)
        _lay_rows_again(conflict, data)
        again.POST = data  # type: ignore[assignment]
        again.edit_conflict = conflict  # type: ignore[attr-defined]
        again.conflict_is = what  # type: ignore[attr-defined]
        try:
            response: HttpResponse = super().changeform_view(again, object_id)  # type: ignore[misc]
        finally:
            for _, files in request.FILES.lists():
                for file in files:
                    file.seek(0)
        return response

    def save_related(
        self, request: HttpRequest, form: ModelForm[Product], formsets: Any, change: bool
    ) -> None:
        """The rows as they were typed; then, of a merge, as both changes together have them."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        match getattr(request, "conflict_is", ""):
            case "read":
                raise _Read(_as_stored(draft_document(form.instance)))
            case "merged":
                conflict: EditConflict = request.edit_conflict  # type: ignore[attr-defined]
                _, loader = load(conflict.document, form.instance)
                save_drafts_sharing(
                    loader.shared_changes,
                    by=staff_member(request),
                    reason=f"Shared data changed with {form.instance}"[:300],
                    besides=form.instance,
                )

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> HttpResponse:
        if getattr(request, "conflict_is", ""):
            raise _Read(None)  # refused
        if conflict := getattr(request, "edit_conflict", None):
            context["conflict"] = conflict
            if conflict.typed is not None:  # then that a row is gone is no reason to refuse it
                for part in context["inline_admin_formsets"]:
                    for form in part.formset.forms:
                        form.errors.pop("id", None)
        response: HttpResponse = super().render_change_form(request, context, *args, **options)  # type: ignore[misc]
        return response


def _lay_rows_again(conflict: EditConflict, data: Any) -> None:
    """Rows that somebody removed or replaced since are there again, for what was typed in them."""
    product = conflict.draft.product
    for entry in OWN_ROWS:
        manager = getattr(product, entry.column)
        rows, ids = conflict.before[entry.name], _ids_sent(entry.column, data)
        present = {str(pk) for pk in manager.values_list("pk", flat=True)}
        if len(ids) != len(rows) or present.issuperset(ids):
            continue
        loader = Loader()
        loader.replace_children(entry.part, product, entry.column, rows, f"/{entry.name}")
        if not loader.problems:
            made = manager.order_by("position", "pk").values_list("pk", flat=True)
            for place, pk in enumerate(made):
                data[f"{entry.column}-{place}-id"] = str(pk)


def _ids_sent(prefix: str, data: Any) -> list[str]:
    """The primary keys of the rows that were there when the form was filled."""
    ids: list[str] = []
    while (name := f"{prefix}-{len(ids)}-id") in data and data[name]:
        ids.append(data[name])
    return ids


def _in_words(problem: Any) -> str:
    return f"{label(problem.path.strip('/').split('/'))}: {problem.remedy}"
