"""Who guesses passwords is slowed down; nobody locks out others, and nothing is kept for good."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from catalog.signals import housekeeping
from config import sign_in
from config.sign_in import client_address

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/login/"
SAID = "Signing in has failed too often. Wait 15 minutes"


@pytest.fixture(autouse=True)
def staff(staff: User) -> User:
    """Curie, whose password is radium."""
    return staff


def signs_in(name: str = "curie", password: str = "radium", at: str = "192.0.2.1") -> Any:
    data = {"username": name, "password": password, "next": "/admin/"}
    return Client(REMOTE_ADDR=at).post(ADDRESS, data)


def fails(times: int, **who: str) -> None:
    for _ in range(times):
        signs_in(password="polonium", **who)


def test_a_few_mistakes_are_forgiven() -> None:
    fails(4)

    assert signs_in().status_code == 302
    fails(4)  # which are counted from the beginning
    assert signs_in().status_code == 302


def test_after_five_a_right_password_does_not_help() -> None:
    fails(4)
    fifth = signs_in(password="polonium")
    sixth = signs_in()

    for answer in (fifth, sixth):
        assert answer.status_code == 429
        assert answer["Retry-After"] == "900"
        assert SAID in answer.content.decode()
        assert 'id="login-form"' in answer.content.decode()


def test_who_is_elsewhere_is_not_locked_out() -> None:
    fails(7)

    assert signs_in(at="192.0.2.2").status_code == 302


def test_others_at_the_same_address_are_not_locked_out() -> None:
    User.objects.create_superuser("meitner", password="protactinium")
    fails(7)

    assert signs_in(name="meitner", password="protactinium").status_code == 302


def test_many_names_from_one_address_are_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "FAILURES_OF_ADDRESS", 10)
    for number in range(10):
        fails(1, name=f"user{number}")

    assert signs_in().status_code == 429
    assert signs_in(at="192.0.2.2").status_code == 302


def test_the_wait_ends_and_is_not_prolonged_by_more_tries() -> None:
    fails(5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    fails(3)
    assert signs_in().status_code == 429

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))

    assert signs_in().status_code == 302


def test_failures_are_logged_with_name_and_address(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "axes"):
        fails(5)

    assert "curie" in caplog.text
    assert "192.0.2.1" in caplog.text
    assert "Locking out" in caplog.text
    assert "polonium" not in caplog.text
    assert "polonium" not in str(AccessAttempt.objects.values())


def test_who_signed_in_is_logged() -> None:
    signs_in()

    assert list(AccessLog.objects.values_list("username", "ip_address")) == [("curie", "192.0.2.1")]


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_the_address_is_the_one_that_our_outermost_proxy_saw(settings: Any, proxies: int) -> None:
    """The first of the three was written by the client, to look like somebody else."""
    settings.PROXIES = proxies
    request = HttpRequest()
    request.META = {
        "HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7, 192.0.2.80",
        "REMOTE_ADDR": "127.0.0.1",
    }

    assert client_address(request) == ["127.0.0.1", "192.0.2.80", "198.51.100.7"][proxies]


@pytest.mark.parametrize(
    ("forwarded", "seen"),
    [
        ("", "127.0.0.1"),
        ("nonsense", "127.0.0.1"),
        ("192.0.2.1:4711", "192.0.2.1"),
        ("2001:db8:0:1:aaaa::1", "2001:db8:0:1::"),  # the client chooses the other half
        ("[2001:db8:0:1::2]:4711", "2001:db8:0:1::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::"),
    ],
)
def test_addresses_are_read_as_proxies_write_them(settings: Any, forwarded: str, seen: str) -> None:
    settings.PROXIES = 1
    request = HttpRequest()
    request.META = {"HTTP_X_FORWARDED_FOR": forwarded, "REMOTE_ADDR": "127.0.0.1"}

    assert client_address(request) == seen


def test_a_proxy_in_front_does_not_lock_out_everybody(settings: Any) -> None:
    settings.PROXIES = 1
    data = {"username": "curie", "password": "polonium"}
    proxied = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1")
    for _ in range(6):
        proxied.post(ADDRESS, data)

    other = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.2")
    assert other.post(ADDRESS, data | {"password": "radium"}).status_code == 302


@pytest.mark.parametrize("name", ["a" * 10_000, "nul\0", "ümlaut", ""])
def test_any_name_may_be_tried(name: str) -> None:
    assert signs_in(name=name).status_code == 200


def receivers() -> Iterator[Any]:
    for _, failure in housekeeping.send_robust(sender=None):
        assert failure is None
        yield failure


def test_what_is_counted_and_kept_expires() -> None:
    fails(1)
    signs_in(at="192.0.2.2")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    AccessLog.objects.update(attempt_time=timezone.now() - timedelta(days=89))
    list(receivers())
    assert (AccessAttempt.objects.count(), AccessLog.objects.count()) == (1, 1)

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    AccessLog.objects.update(attempt_time=timezone.now() - timedelta(days=91))
    list(receivers())

    assert (AccessAttempt.objects.count(), AccessLog.objects.count()) == (0, 0)


def test_sessions_expire() -> None:
    signs_in()
    list(receivers())
    assert Session.objects.count() == 1

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    list(receivers())

    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/products/",
        "/compare/",
        "/structures/",
        "/verify/",
        "/admin/login/",
        "/api/v1/products/",
    ],
)
def test_who_only_looks_has_no_session(client: Client, path: str) -> None:
    client.get(path)

    assert Session.objects.count() == 0
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(
    ("path", "data"), [("/verify/", {}), ("/structures/", {"structure": "CO"})]
)
def test_who_submits_a_form_has_no_session(client: Client, path: str, data: dict[str, str]) -> None:
    client.post(path, data)

    assert Session.objects.count() == 0
    assert "sessionid" not in client.cookies
