"""Which permissions the actions need: checked by each action, and asked by the screens.

``by=None`` is the system itself, a command run by whoever has the machine, and may do everything.
"""

from dataclasses import dataclass

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model

from catalog.actions.errors import NotAllowedError


@dataclass(frozen=True, slots=True)
class RequiredPermissions:
    """What it takes to do something: all of ``permissions``, or one of them if ``any_of``."""

    task: str
    """What is done, as in "curie may not publish products"."""
    permissions: tuple[str, ...]
    any_of: bool = False

    def held_by(self, user: User | AnonymousUser) -> bool:
        enough = any if self.any_of else all
        return enough(user.has_perm(permission) for permission in self.permissions)

    def check(self, by: User | None) -> None:
        """Raises NotAllowedError."""
        if by is None or self.held_by(by):
            return
        names = [f"'{permission}'" for permission in self.permissions]
        needed = " or ".join(names) if self.any_of else " and ".join(names)
        noun = "permission" if self.any_of or len(names) == 1 else "permissions"
        raise NotAllowedError(
            f"{by.get_username()} may not {self.task}: this takes the {noun} {needed}. Whoever "
            "manages the accounts can grant it."
        )


_ADD, _CHANGE = "catalog.add_product", "catalog.change_product"
_PUBLISH = "catalog.publish_product"

ADD_DRAFT = RequiredPermissions("add products", (_ADD,))
CHANGE_DRAFT = RequiredPermissions("change products", (_CHANGE,))
SAVE_DRAFT = RequiredPermissions("add or change products", (_ADD, _CHANGE), any_of=True)
LOAD_IN_BATCHES = RequiredPermissions("load many drafts", (_ADD, _CHANGE))
REVERT = RequiredPermissions("revert drafts", (_CHANGE,))
PUBLISH = RequiredPermissions("publish products", (_PUBLISH,))
WITHDRAW = RequiredPermissions("withdraw products", (_PUBLISH,))
CANCEL_SCHEDULED = RequiredPermissions("cancel scheduled revisions", (_PUBLISH,))
MERGE_TERMS = RequiredPermissions("merge terms", ("catalog.change_term", "catalog.delete_term"))
MERGE_REFERENCES = RequiredPermissions(
    "merge references", ("catalog.change_reference", "catalog.delete_reference")
)


def view_of(model: type[Model]) -> RequiredPermissions:
    """What it takes to look at rows of a kind: whoever may change them may."""
    permissions = _permission("view", model), _permission("change", model)
    name = model._meta.verbose_name_plural
    return RequiredPermissions(f"look at {name}", permissions, any_of=True)


def change_of(model: type[Model]) -> RequiredPermissions:
    """What it takes to change rows of a kind that products share."""
    name = model._meta.verbose_name_plural
    return RequiredPermissions(f"change {name}", (_permission("change", model),))


def _permission(verb: str, model: type[Model]) -> str:
    return f"{model._meta.app_label}.{get_permission_codename(verb, model._meta)}"
