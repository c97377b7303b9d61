"""Partial rights: what somebody may not change is shown to them, and never told to be empty."""

from typing import Any

from django.http import HttpRequest

from catalog.actions.permissions import view_of


def may_see(request: HttpRequest, opts: Any) -> bool:
    """Whether somebody may look at rows of a model: who may change them may."""
    return view_of(opts.model).held_by(request.user)


class SeenWithOwner:
    """A part of a screen: whoever may see the whole may see it."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        own: bool = super().has_view_permission(request, obj)  # type: ignore[misc]
        part: Any = self
        return own or may_see(request, part.parent_model._meta)


class ChoosesWhatIsSeen:
    """A screen, or a part of one: a row of a kind that somebody may not see cannot be chosen.

    Its field is shown as it is, where Django shows a list that never loads.
    """

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *self._not_to_choose(request))  # type: ignore[misc]

    def _not_to_choose(self, request: HttpRequest) -> list[str]:
        screen: Any = self
        related = {
            name: screen.opts.get_field(name).related_model._meta
            for name in screen.autocomplete_fields
        }
        return [name for name, opts in related.items() if not may_see(request, opts)]
