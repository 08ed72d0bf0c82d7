"""Asks every endpoint with its own examples; as a program it prints a digest of each answer.

The program asks in the opposite order, so that nothing an earlier answer left behind is the same.
"""

import hashlib
import json
import sys
from urllib.parse import quote, urlencode

from grondstof.settings import one_thread

# Answers that are worked out for another home than the edition holds.
ELSEWHERE = ("/methoden", "/ketens/permanent-magnet", "/landen/CHN")


def addresses(questions):
    """Return each endpoint's address with what it must be given, and some seen from elsewhere."""
    from grondstof.products.api.endpoints import ENDPOINTS

    found = []
    for endpoint in ENDPOINTS:
        if endpoint.question in questions:
            path, asked = endpoint.path, {}
            for parameter in endpoint.parameters:
                place = f"{{{parameter.name}}}"
                if place in path:
                    path = path.replace(place, quote(parameter.example, safe=":,"))
                elif parameter.required:
                    asked[parameter.name] = parameter.example
            found.append(f"/api/v1{path}" + (f"?{urlencode(asked)}" if asked else ""))
    return [*found, *(f"/api/v1{path}?thuisland=DEU" for path in ELSEWHERE)]


def digests(client, asked):
    """Return for each address its status and a digest of the bytes."""
    replies = {address: client.get(address) for address in asked}
    return {
        address: [reply.status_code, hashlib.sha256(reply.content).hexdigest()[:16]]
        for address, reply in replies.items()
    }


if __name__ == "__main__":
    # As every command does before it loads anything that computes.
    one_thread()
    from grondstof.products.answers.desk import Desk
    from grondstof.products.web.server import site
    from tests.products.asking import Asking

    desk = Desk()
    json.dump(digests(Asking(site(desk)), addresses(desk.questions())[::-1]), sys.stdout)
