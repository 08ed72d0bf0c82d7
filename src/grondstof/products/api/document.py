"""The OpenAPI 3.1 document: what FastAPI derives, made to meet the Dutch design rules."""

import json
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from grondstof.products.api.problems import VERSION
from grondstof.settings import contact, site_address

SERVER = f"{site_address()}/api/v1"
# The rules of the API ask for a mail address; the reserved one stands until a host sets its own.
CONTACT = {
    "name": "grondstof",
    "email": contact() or "contact@grondstof.example",
    "url": site_address(),
}
_WORDS = (
    "Alle antwoorden van het observatorium als JSON. Alleen lezen. Een ontbrekend cijfer is null "
    "en nooit nul. Wat verdwijnt, wordt zes maanden vooraf aangekondigd met de header Deprecation."
)
_VERSION_HEADER = {
    "API-Version": {"description": "Versie van de API", "schema": {"type": "string"}}
}
_STATEMENT = {
    "type": "object",
    "required": ["nl", "en"],
    "properties": {"nl": {"type": "string"}, "en": {"type": "string"}},
}
_ROW = {"type": "object", "additionalProperties": True}
_ANSWER = {
    "type": "object",
    "description": "Een antwoord: een zin, rijen, wat ontbreekt, bronnen.",
    "required": ["answer", "edition", "question", "sentence", "rows", "tables", "gaps", "sources",
                 "notes"],
    "properties": {
        "answer": {"type": "string"},
        "edition": {"type": "string"},
        "method": {"type": ["string", "null"]},
        "question": _ROW,
        "sentence": _STATEMENT,
        "rows": {"type": "array", "items": _ROW},
        "tables": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": _ROW},
        },
        "gaps": {"type": "array", "items": _ROW},
        "sources": {"type": "array", "items": _ROW},
        "notes": {"type": "array", "items": _STATEMENT},
    },
}  # fmt: skip
_PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "faults": {"type": "array", "items": _ROW},
    },
}


def openapi(app: FastAPI) -> bytes:
    """Return the document as JSON."""
    made = app.openapi()
    paths = {
        path.removeprefix("/api/v1"): {
            method: _operation(operation) for method, operation in item.items()
        }
        for path, item in made["paths"].items()
    }
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "grondstof",
            "version": VERSION,
            "description": _WORDS,
            "contact": CONTACT,
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": SERVER}],
        "tags": [{"name": tag} for tag in sorted(_tags(paths))],
        "paths": paths,
        "components": {"schemas": {"Answer": _ANSWER, "Problem": _PROBLEM}},
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _operation(operation: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in operation.items() if key != "responses"}
    kept["responses"] = {
        "200": _response("Het antwoord", "application/json", "Answer"),
        "400": _response("De vraag klopt niet", "application/problem+json", "Problem"),
        "304": {"description": "Niet veranderd sinds deze ETag", "headers": _VERSION_HEADER},
        "404": _response("Deze naam is onbekend", "application/problem+json", "Problem"),
        "503": _response("Even te druk; kom terug", "application/problem+json", "Problem"),
    }
    return kept


def _response(words: str, media: str, schema: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{schema}"}
    return {
        "description": words,
        "headers": _VERSION_HEADER,
        "content": {media: {"schema": reference}},
    }


def _tags(paths: Mapping[str, Any]) -> set[str]:
    return {
        tag for item in paths.values() for operation in item.values() for tag in operation["tags"]
    }
