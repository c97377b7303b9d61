"""How large a form may be: for staff whatever a draft holds, for others what Django takes."""

import io
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import TooManyFieldsSent
from django.test import Client, RequestFactory

from catalog.admin.groups import INLINES
from catalog.form_limits import MOST_FIELDS, MOST_PARTS, _counted
from catalog.models import Product
from catalog.specification.limits import LARGEST_DRAFT, MOST_ROWS
from catalog.specification.load import DocumentError
from tests.catalog.admin.screen import errors

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MANY = {f"field-{place}": "x" for place in range(MOST_FIELDS + 200)}
LOGIN = "/admin/login/"


def test_a_product_with_every_list_full_may_be_sent(rf: RequestFactory, staff: User) -> None:
    request = rf.get("/")
    request.user = staff
    fields = files = 0
    for inline in INLINES:
        formset = inline(Product, admin.site).get_formset(request)
        columns = formset().empty_form.fields
        fields += MOST_ROWS * len(columns) + 4
        files += MOST_ROWS * sum(field.widget.needs_multipart_form for field in columns.values())

    allowed = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    assert allowed is not None
    assert fields + MOST_ROWS + 100 < allowed  # the terms, and the product's own
    assert files < (settings.DATA_UPLOAD_MAX_NUMBER_FILES or 0)
    assert LARGEST_DRAFT + 60 * fields < (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


@pytest.mark.parametrize("content_type", ["multipart", "urlencoded"])
def test_a_stranger_sends_what_django_takes(client: Client, content_type: str) -> None:
    if content_type == "multipart":
        response = client.post(LOGIN, MANY)
    else:
        body = "&".join(f"{name}=x" for name in MANY)
        response = client.post(LOGIN, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert client.post(LOGIN, {"username": "x", "password": "y"}).status_code == 200


def test_staff_send_more_on_the_screens_that_edit_alone(client: Client, staff: User) -> None:
    client.force_login(staff)

    assert client.post("/admin/catalog/product/add/", MANY).status_code == 200
    assert client.post("/admin/logout/", MANY).status_code == 400
    assert client.get("/?" + "&".join(MANY)).status_code == 400


def test_parts_are_counted_across_the_edges_of_what_is_read() -> None:
    body = b"--edge\r\n\r\nx\r\n" * (MOST_PARTS + 2)
    read = _counted(io.BytesIO(body).read, b"--edge")

    with pytest.raises(TooManyFieldsSent):
        deque(iter(lambda: read(7), b""), maxlen=0)


@pytest.mark.parametrize("rows", [MOST_ROWS + 1, MOST_ROWS + 2000])
def test_loading_and_the_screen_refuse_the_same_number(
    client: Client, staff: User, draft: Callable[..., Any], rows: int
) -> None:
    with pytest.raises(DocumentError, match=f"/synonyms: a list has at most {MOST_ROWS} rows"):
        draft("T-2", synonyms=[{"text": f"Name {place}"} for place in range(rows)])
    with pytest.raises(DocumentError, match="/terms: a list has at most"):
        draft("T-2", terms=[{"vocabulary": "target", "slug": "x", "label": "X"}] * rows)
    product = draft("T-1")
    client.force_login(staff)
    address = f"/admin/catalog/product/{product.pk}/change/"
    data = {"synonyms-TOTAL_FORMS": rows, "synonyms-INITIAL_FORMS": 0} | {
        f"synonyms-{place}-text": f"Name {place}" for place in range(rows)
    }

    response = client.post(address, data)

    assert f"A list has at most {MOST_ROWS} rows; remove some." in errors(response)
    assert product.synonyms.count() == 0


def test_a_draft_that_is_too_large_is_refused_whole(draft: Callable[..., Any]) -> None:
    with pytest.raises(DocumentError, match="a draft has at most 4000000 bytes"):
        draft("T-1", internal_note="x" * LARGEST_DRAFT)


def test_five_hundred_activities_are_loaded_shown_and_saved(
    client: Client, staff: User, draft: Callable[..., Any]
) -> None:
    activities = [
        {"target": f"Kinase {place}", "measure": "IC50", "value": "5 nM"}
        for place in range(MOST_ROWS)
    ]
    product = draft("T-1", activities=activities)
    client.force_login(staff)
    address = f"/admin/catalog/product/{product.pk}/change/"
    draft_version = product.draft_versions.get()
    data: dict[str, Any] = {
        "seen_hash": draft_version.sha256, "catalog_number": "T-1", "name": "Theine", "slug": "x",
        "kind": "natural_product", "status": "active", "hazard_status": "unknown",
    }  # fmt: skip
    for inline in INLINES:
        prefix = inline.model._meta.get_field("product").remote_field.get_accessor_name()
        rows = list(getattr(product, prefix).all())
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": len(rows)}
        for place, row in enumerate(rows):
            columns = {field.attname: field.value_from_object(row) for field in row._meta.fields}
            columns |= {"product": product.pk, "reference": ""}
            data |= {
                f"{prefix}-{place}-{name}": value
                for name, value in columns.items()
                if value is not None
            }

    response = client.post(address, data)

    assert response.status_code == 302, response.content.decode()[:3000]
    assert len(data) > 5000
    assert Product.objects.get().name == "Theine"
    assert product.activities.count() == MOST_ROWS
