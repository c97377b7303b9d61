"""The parameters of an address: those that are known, each once unless it may be repeated."""

from collections.abc import Collection

from rest_framework.request import Request

from catalog.api.problems import bad_parameter


def refuse_strangers(request: Request, known: Collection[str]) -> None:
    for name in request.query_params:
        if name not in known:
            told = ", ".join(sorted(known))
            raise bad_parameter(name, request.query_params[name], f"known are {told}.")


def refuse_repeated(request: Request, may_be_repeated: Collection[str] = ()) -> None:
    """Which one of several is meant, nobody can say."""
    for name, values in request.query_params.lists():
        if len(values) > 1 and name not in may_be_repeated:
            raise bad_parameter(name, ", ".join(values)[:200], "give it once.")
