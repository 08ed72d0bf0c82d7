"""The description of the API as tools for assistants (Model Context Protocol), from one list.

`grondstof` serves it at `/api/v1/tools.json`: a name, a description and a JSON schema of the input
for each endpoint, with the address that a tool call leads to.
"""

import json
from collections.abc import Collection
from typing import Any

from grondstof.products.api.endpoint import Endpoint
from grondstof.products.api.endpoints import ENDPOINTS


def tools(questions: Collection[str]) -> bytes:
    """Return the tools for the questions that can be asked, as JSON."""
    found = [_tool(endpoint) for endpoint in ENDPOINTS if endpoint.question in questions]
    return (json.dumps({"tools": found}, ensure_ascii=False, indent=1) + "\n").encode()


def _tool(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "name": f"grondstof_{endpoint.name}",
        "description": f"{endpoint.description} Noem bij elk cijfer de bron en de editie.",
        "inputSchema": {
            "type": "object",
            "properties": {
                p.name: {"type": "string", "description": f"{p.words} Bijvoorbeeld {p.example}."}
                for p in endpoint.parameters
            },
            "required": [p.name for p in endpoint.parameters if p.required],
            "additionalProperties": False,
        },
        "annotations": {"readOnlyHint": True, "openWorldHint": False},
        "_meta": {"path": f"/api/v1{endpoint.path}"},
    }
