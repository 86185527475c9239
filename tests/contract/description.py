"""GitHub's own description of its REST API as a judge of requests and answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

# What the bot calls. A request to anything else is a violation.
USED = {
    "/repos/{owner}/{repo}/pulls": ("get",),
    "/repos/{owner}/{repo}/pulls/{pull_number}": ("get",),
    "/repos/{owner}/{repo}/pulls/{pull_number}/reviews": ("get", "post"),
    "/repos/{owner}/{repo}/pulls/{pull_number}/comments": ("get",),
    "/repos/{owner}/{repo}/pulls/comments/{comment_id}": ("patch", "delete"),
    "/repos/{owner}/{repo}/labels/{name}": ("get",),
    "/repos/{owner}/{repo}/labels": ("post",),
    "/repos/{owner}/{repo}/issues/{issue_number}/labels": ("post",),
    "/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}": ("delete",),
    "/repos/{owner}/{repo}/collaborators/{username}/permission": ("get",),
    "/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": ("get", "post"),
    "/repos/{owner}/{repo}/commits/{ref}": ("get",),
    "/repos/{owner}/{repo}/issues/{issue_number}/comments": ("get", "post"),
    "/repos/{owner}/{repo}/issues/comments/{comment_id}": ("get", "patch"),
    "/repos/{owner}/{repo}/commits/{ref}/check-runs": ("get",),
    "/repos/{owner}/{repo}/check-runs": ("post",),
    "/repos/{owner}/{repo}/check-runs/{check_run_id}": ("patch",),
}

# Where the description is known to be incomplete, and why that is no fault of ours.
UNDESCRIBED_STATUSES = {
    401: "a bad token is possible everywhere, and described nowhere",
    403: "so are missing permissions and the secondary limit",
    404: "so is a thing that is gone",
    422: "so is a rule that the schema cannot express",
    429: "so is a rate limit",
    502: "so is a gateway that fails",
}

_NAME = "urn:github"
Json = Any


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer as they went over the wire."""

    method: str
    url: str
    body: Json
    status: int
    answer: Json


@dataclass(frozen=True)
class Description:
    """The part of the description that is used, its `nullable` told in JSON Schema's words."""

    document: Mapping[str, Json]

    def violations(self, exchange: Exchange) -> list[str]:
        """Everything about the exchange that GitHub does not describe so; empty if all is well."""
        path = urlsplit(exchange.url).path
        found = self._operation(exchange.method.lower(), path)
        if found is None:
            return [f"{exchange.method} {path} is not described"]
        pointer, operation = found
        told = [*self._query(operation, exchange.url), *self._request(pointer, operation, exchange)]
        return [f"{exchange.method} {path}: {each}" for each in (*told, *self._answer(pointer, operation, exchange))]

    def example(self, name: str) -> Json:
        """GitHub's own example of that name."""
        return self.document["components"]["examples"][name]["value"]

    @cached_property
    def _registry(self) -> Registry[Any]:
        registry: Registry[Any] = Registry().with_resource(_NAME, DRAFT202012.create_resource(dict(self.document)))
        return registry

    def _operation(self, method: str, path: str) -> tuple[str, Json] | None:
        for template, methods in USED.items():
            if method in methods and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
                return f"/paths/{template.replace('/', '~1')}/{method}", self.document["paths"][template][method]
        return None

    def _query(self, operation: Json, url: str) -> Iterator[str]:
        known = {each["name"]: each for each in map(self._resolved, operation.get("parameters", ()))}
        for name, (value, *_) in parse_qs(urlsplit(url).query).items():
            allowed = known.get(name, {}).get("schema", {}).get("enum", [value])
            if name not in known or value not in allowed:
                yield f"query {name}={value} is not described"

    def _request(self, pointer: str, operation: Json, exchange: Exchange) -> Iterator[str]:
        described = operation.get("requestBody")
        if described is None or exchange.body is None:
            if (described is None) != (exchange.body is None):
                yield "a body where none is described, or none where one is"
            return
        schema = described["content"]["application/json"]["schema"]
        # The schema allows any further key; a key that GitHub ignores is a mistake all the same.
        yield from (f"request has the unknown key {key}" for key in exchange.body.keys() - _keys(schema))
        yield from self._errors(f"{pointer}/requestBody/content/application~1json/schema", exchange.body, "request")

    def _answer(self, pointer: str, operation: Json, exchange: Exchange) -> Iterator[str]:
        status = str(exchange.status)
        if status not in operation["responses"]:
            if exchange.status not in UNDESCRIBED_STATUSES:
                yield f"answer {status} is not described"
        elif exchange.status < 300 and exchange.status != 204:
            inside = f"{pointer}/responses/{status}/content/application~1json/schema"
            yield from self._errors(inside, exchange.answer, "answer")

    def _errors(self, pointer: str, data: Json, what: str) -> Iterator[str]:
        validator = Draft202012Validator({"$ref": f"{_NAME}#{pointer}"}, registry=self._registry)
        for error in validator.iter_errors(data):
            yield f"{what} at {error.json_path}: {error.message[:200]}"

    def _resolved(self, parameter: Json) -> Json:
        return _at(self.document, parameter["$ref"]) if "$ref" in parameter else parameter


def _keys(schema: Json) -> set[str]:
    """The keys that a request may have, in whichever of its forms."""
    forms = [schema, *schema.get("oneOf", ()), *schema.get("anyOf", ())]
    return {key for form in forms for key in form.get("properties", ())}


def read_description(path: Path) -> Description:
    """Cut the description in ``path`` to what is used, with everything it refers to."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    paths = {
        template: {method: whole["paths"][template][method] for method in methods} for template, methods in USED.items()
    }
    document: dict[str, Any] = {"paths": paths, "components": {}}
    for reference in _references(whole, paths):
        _, _, kind, name = reference.split("/")
        document["components"].setdefault(kind, {})[name] = _at(whole, reference)
    return Description(_with_null(document))


def _references(whole: Json, start: Json) -> set[str]:
    """Every reference in ``start``, and in what those refer to."""
    found: set[str] = set()
    open_ends = [start]
    while open_ends:
        node = open_ends.pop()
        if isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str) and reference not in found:
                found.add(reference)
                open_ends.append(_at(whole, reference))
            open_ends += node.values()
        elif isinstance(node, list):
            open_ends += node
    return found


def _at(whole: Json, reference: str) -> Json:
    for part in reference.removeprefix("#/").split("/"):
        whole = whole[part]
    return whole


def _with_null(node: Json) -> Json:
    """OpenAPI 3.0 says `nullable`, which JSON Schema does not know."""
    if isinstance(node, list):
        return [_with_null(each) for each in node]
    if not isinstance(node, dict):
        return node
    told = {key: _with_null(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [told, {"type": "null"}]} if node.get("nullable") is True else told
