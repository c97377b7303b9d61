"""The demo's account is for the demo: no site is served with it."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connections

from catalog.management.commands import seed_demo
from config.management.commands import serve, start_demo, upgrade

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(db: None) -> User:
    return seed_demo.Command().demo_user()


@pytest.fixture(autouse=True)
def nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        def __init__(self, *_: Any) -> None:
            raise RuntimeError("started")

    monkeypatch.setattr(serve, "Supervisor", Nothing)
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the test's own
    monkeypatch.setattr(upgrade, "call_command", lambda *_, **__: None)


def run(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["upgrade"]])
def test_no_site_is_served_while_its_password_works(command: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        run(*command)

    assert "Anybody can sign in here as demo, password demo" in str(refused.value)
    assert "manage.py changepassword demo" in str(refused.value)


@pytest.mark.usefixtures("demo")
def test_the_demo_goes_on_with_it() -> None:
    with pytest.raises(RuntimeError, match="started"):
        run("serve", "--port", "0", "--demo")


@pytest.mark.parametrize("change", ["password", "inactive", "gone"])
def test_with_another_password_or_without_it_a_site_is_served(demo: User, change: str) -> None:
    if change == "password":
        demo.set_password("francium")
        demo.save()
    elif change == "inactive":
        User.objects.update(is_active=False)
    else:
        demo.delete()

    run("upgrade")
    with pytest.raises(RuntimeError, match="started"):
        run("serve", "--port", "0")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "catalog.example"])
@pytest.mark.parametrize("command", [["serve", "--demo"], ["start_demo"]])
def test_the_demo_is_not_for_other_machines(host: str, command: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        run(*command, "--host", host)

    assert f"The demo is not served at {host}: everybody knows its password" in str(refused.value)
    assert "ARGS=--allow-remote" in str(refused.value)


def test_unless_it_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_demo.Command, "adopt_address", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        run("start_demo", "--host", "0.0.0.0", "--port", "0", "--allow-remote")


def test_an_upgrade_says_how_to_make_the_first_administrator() -> None:
    assert "make admin" in run("upgrade")
    User.objects.create_superuser("curie", password="radium")
    assert "make admin" not in run("upgrade")


def test_the_first_administrator_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "radium")

    run("createsuperuser", "--noinput", "--username", "curie", "--email", "curie@catalog.example")

    curie = User.objects.get()
    assert curie.is_superuser
    assert curie.check_password("radium")
