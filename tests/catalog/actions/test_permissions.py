"""What an account needs for each action, and that without it nothing is written."""

import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.utils import timezone

from catalog import actions
from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.errors import NotAllowedError
from catalog.actions.load_draft import load_draft
from catalog.actions.load_in_batches import load_in_batches
from catalog.actions.merge_references import merge_references
from catalog.actions.merge_terms import merge_terms
from catalog.actions.publish import Instruction, publish, publish_together
from catalog.actions.publish_in_batches import publish_in_batches
from catalog.actions.publish_onto_live import publish_onto_live
from catalog.actions.revert import revert
from catalog.actions.save_draft import save_draft, save_drafts_sharing
from catalog.actions.withdraw import withdraw
from catalog.models import Compound, Product, Reference, Term
from tests.catalog.actions.tables import tables

Document = Callable[..., dict[str, Any]]
Act = Callable[["Shop", User | None], Any]


@dataclass
class Shop:
    """A product that is live, with a scheduled revision and a draft that says more."""

    product: Product
    undrafted: Product
    """Its row is there, and no draft yet."""
    document: Document

    @property
    def terms(self) -> list[Term]:
        return list(Term.objects.order_by("slug"))

    @property
    def references(self) -> list[Reference]:
        return list(Reference.objects.order_by("doi"))

    @property
    def compounds(self) -> list[Compound]:
        return list(Compound.objects.all())

    def changed(self) -> Product:
        self.product.summary = "Stimulant"
        self.product.save()
        return self.product


@pytest.fixture
def shop(db: None, document: Document, caffeine: dict[str, Any]) -> Shop:
    def papers(*numbers: int) -> list[dict[str, Any]]:
        return [
            {"number": place, "reference": {"doi": f"10.1000/{number}", "title": "A paper"}}
            for place, number in enumerate(numbers, start=1)
        ]

    def members(**others: Any) -> dict[str, Any]:
        return document(
            compound=caffeine,
            terms=[
                {"vocabulary": "target", "slug": slug, "label": slug} for slug in ("a2a", "adora2a")
            ],
            sections=[
                {"key": "background", "body": "Known [1], [2].", "citations": papers(181, 182)}
            ],
            **others,
        )

    told: dict[str, Any] = {"by": None, "reason": "test"}
    product = load_draft(members(), **told).product
    publish(product, **told)
    load_draft(members(name="Theine"), **told)
    publish(product, valid_from=timezone.now() + timedelta(days=1), **told)
    load_draft(members(name="Theine", summary="Found in tea"), **told)
    product.refresh_from_db()
    Compound.objects.update(name="Guaranine")  # drafts do not say so yet
    Term.objects.update(label="A2A receptor")
    undrafted = Product.objects.create(catalog_number="T-2", slug="t-2", name="T-2", kind="protein")
    return Shop(product, undrafted, document)


def instruction(by: User | None) -> Instruction:
    return Instruction(by, reason="test", scheduled="cancel")


ACTIONS: dict[str, tuple[Act, tuple[str, ...]]] = {
    "save_draft": (lambda shop, by: save_draft(shop.changed(), by=by), ("change_product",)),
    "save_draft, a new one": (lambda shop, by: save_draft(shop.undrafted, by=by), ("add_product",)),
    "save_drafts_sharing": (
        lambda shop, by: save_drafts_sharing(shop.compounds, by=by, reason="x"),
        ("change_compound",),
    ),
    "save_drafts_sharing, terms": (
        lambda shop, by: save_drafts_sharing(shop.terms, by=by, reason="x"),
        ("change_term",),
    ),
    "load_draft": (
        lambda shop, by: load_draft(shop.document(), by=by, reason="x"),
        ("change_product",),
    ),
    "load_draft, a new one": (
        lambda shop, by: load_draft(shop.document("T-9"), by=by, reason="x"),
        ("add_product",),
    ),
    "load_in_batches": (
        lambda shop, by: list(load_in_batches([shop.document("T-9")], by=by, reason="x")),
        ("add_product", "change_product"),
    ),
    "revert": (
        lambda shop, by: revert(shop.product, shop.product.revisions.get(number=1), by=by),
        ("change_product",),
    ),
    "publish": (
        lambda shop, by: publish(shop.product, by=by, reason="test", scheduled="cancel"),
        ("publish_product",),
    ),
    "publish_together": (
        lambda shop, by: publish_together([shop.product], instruction(by)),
        ("publish_product",),
    ),
    "publish_in_batches": (
        lambda shop, by: list(publish_in_batches([shop.product], instruction(by))),
        ("publish_product",),
    ),
    "publish_onto_live": (
        lambda shop, by: publish_onto_live(shop.product, by=by, reason="test"),
        ("publish_product",),
    ),
    "withdraw": (
        lambda shop, by: withdraw(shop.product, by=by, cancel_scheduled=True),
        ("publish_product",),
    ),
    "cancel_scheduled": (
        lambda shop, by: cancel_scheduled(shop.product, by=by),
        ("publish_product",),
    ),
    "merge_terms": (
        lambda shop, by: merge_terms(*shop.terms, by=by),
        ("change_term", "delete_term"),
    ),
    "merge_references": (
        lambda shop, by: merge_references(shop.references[0], shop.references, by=by),
        ("change_reference", "delete_reference"),
    ),
}  # fmt: skip
BUILDING_BLOCKS = {"append_revision", "append_revisions", "save_drafts"}
"""They are for actions, which have checked what their caller may do."""
ON_THE_MACHINE = {"accept_lead"}
"""Its ``by`` is a name on the machine that a command is run on; no account has a say in it."""


def clerk(*permissions: str, without: str | None = None) -> User:
    user = User.objects.create_user("clerk", is_staff=True)
    chosen = Permission.objects.filter(content_type__app_label="catalog")
    chosen = (
        chosen.exclude(codename=without) if without else chosen.filter(codename__in=permissions)
    )
    user.user_permissions.set(chosen)
    return user


@pytest.mark.parametrize(
    ("name", "missing"),
    [(name, permission) for name, (_, needed) in ACTIONS.items() for permission in needed],
)
def test_without_the_permission_nothing_happens(shop: Shop, name: str, missing: str) -> None:
    """An account that may do everything else is refused, in words, and nothing is written."""
    act, _ = ACTIONS[name]
    by = clerk(without=missing)
    shop.changed()
    before = tables()

    with pytest.raises(NotAllowedError) as refused:
        act(shop, by)

    assert str(refused.value).startswith("clerk may not ")
    assert f"'catalog.{missing}'" in str(refused.value)
    assert tables() == before


@pytest.mark.parametrize("name", ACTIONS)
def test_with_the_permission_alone_it_is_done(shop: Shop, name: str) -> None:
    act, needed = ACTIONS[name]
    by = clerk(*needed)
    before = tables()

    act(shop, by)

    assert tables() != before


@pytest.mark.parametrize("name", ACTIONS)
def test_the_system_itself_may_do_everything(shop: Shop, name: str) -> None:
    act, _ = ACTIONS[name]
    before = tables()

    act(shop, None)

    assert tables() != before


@pytest.mark.parametrize("permission", ["add_product", "change_product"])
def test_what_changed_with_a_product_takes_no_more_than_that(shop: Shop, permission: str) -> None:
    """A paper that its section completed in the library, say."""
    options: dict[str, Any] = {"reason": "x", "besides": shop.undrafted}

    save_drafts_sharing(shop.compounds, by=clerk(permission), **options)

    with pytest.raises(NotAllowedError, match=r"'catalog\.add_product' or "):
        save_drafts_sharing(shop.compounds, by=User.objects.create_user("lise"), **options)


def test_a_document_changes_what_others_share_for_whoever_may(
    shop: Shop, caffeine: dict[str, Any]
) -> None:
    document = shop.document("T-9")
    document["compound"] = caffeine | {"name": "C60 Fullerene"}
    before = tables()

    with pytest.raises(NotAllowedError, match=r"'catalog\.change_compound'"), transaction.atomic():
        load_draft(document, by=clerk("add_product"), reason="x")

    assert tables() == before
    User.objects.filter(username="clerk").delete()
    load_draft(document, by=clerk("add_product", "change_compound"), reason="x")
    assert shop.compounds[0].name == "C60 Fullerene"


def test_an_account_that_is_closed_may_do_nothing(shop: Shop, staff: User) -> None:
    staff.is_active = False

    with pytest.raises(NotAllowedError, match="curie may not publish products"):
        publish(shop.product, by=staff, reason="test", scheduled="cancel")


def _with_an_account() -> dict[str, Any]:
    """The public functions of the actions that are told who asks."""
    found = {}
    for module in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}."):
        for name, function in vars(import_module(module.name)).items():
            if not inspect.isfunction(function) or function.__module__ != module.name:
                continue
            arguments = inspect.signature(function).parameters
            if not name.startswith("_") and {"by", "told", "common"} & set(arguments):
                found[name] = function
    return found


def test_no_action_is_forgotten() -> None:
    """``unfit`` only looks: it says what publishing would refuse."""
    tried = {name.split(",")[0] for name in ACTIONS}

    assert set(_with_an_account()) - {"unfit"} == tried | BUILDING_BLOCKS | ON_THE_MACHINE


def test_screens_rest_and_commands_use_no_building_block() -> None:
    root = Path(actions.__file__).parents[1]
    for folder in ("admin", "api", "views", "management"):
        for file in (root / folder).rglob("*.py"):
            words = set(file.read_text().replace("(", " ").replace(",", " ").split())
            assert not words & BUILDING_BLOCKS, file
