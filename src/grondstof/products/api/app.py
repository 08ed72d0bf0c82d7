"""The API under `/api/v1`: read-only, the same JSON as the command line, byte for byte."""

from collections.abc import Callable, Mapping
from inspect import Parameter as Named
from inspect import Signature
from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from grondstof import log
from grondstof.errors import Fault, FaultyError, InputError
from grondstof.products.answers.desk import Desk
from grondstof.products.api.document import openapi
from grondstof.products.api.endpoint import Endpoint
from grondstof.products.api.endpoints import ENDPOINTS
from grondstof.products.api.problems import HEADERS, VERSION, problem
from grondstof.products.api.tools import tools
from grondstof.products.download.files import envelope
from grondstof.products.web.cache import weak
from grondstof.products.web.replies import wanted

ROOT = "/api/v1"
MOST_WAITING = 64
_OUR_BUGS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError,
             RuntimeError)  # fmt: skip


def api(desk: Desk) -> ASGIApp:
    """Return the API as an application that is asked with its full path."""
    app = _routes(desk)
    document = openapi(app)

    def served() -> Response:
        return Response(document, media_type="application/json")

    described = tools(desk.questions())

    def tool_list() -> Response:
        return Response(described, media_type="application/json")

    app.add_api_route(f"{ROOT}/openapi.json", served, methods=["GET"], include_in_schema=False)
    app.add_api_route(f"{ROOT}/tools.json", tool_list, methods=["GET"], include_in_schema=False)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    return _Careful(app)


def document_of(desk: Desk) -> bytes:
    """Return the OpenAPI document as JSON."""
    return openapi(_routes(desk))


def _routes(desk: Desk) -> FastAPI:
    app = FastAPI(
        title="grondstof",
        version=VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    for endpoint in ENDPOINTS:
        if endpoint.question in desk.questions():
            app.add_api_route(
                f"{ROOT}{endpoint.path}",
                _answering(desk, endpoint),
                methods=["GET"],
                operation_id=endpoint.name,
                summary=endpoint.summary,
                description=endpoint.description,
                tags=[endpoint.tag],
                response_class=Response,
            )
    return app


def _answering(desk: Desk, endpoint: Endpoint) -> Callable[..., Response]:
    def answer(**given: Any) -> Response:
        try:
            body = envelope(desk.ask(endpoint.question, **_options(endpoint, given)))
        except FaultyError as error:
            return problem(error.http_status, error.faults)
        except _OUR_BUGS as error:
            log.logger("api").error("answer failed: %s: %s", endpoint.path, log.place_of(error))
            return problem(500, ())
        return Response(body, media_type="application/json")

    # FastAPI reads the signature; `setattr` because a function's type has no such attribute.
    setattr(answer, "__signature__", _signature(endpoint))  # noqa: B010
    return answer


def _signature(endpoint: Endpoint) -> Signature:
    named = [
        Named(
            p.name,
            Named.KEYWORD_ONLY,
            default=Named.empty if p.required else None,
            annotation=_annotation(endpoint, p),
        )
        for p in endpoint.parameters
    ]
    return Signature(named, return_annotation=Response)


def _annotation(endpoint: Endpoint, parameter: Any) -> Any:
    place = Path if _in_path(endpoint, parameter.name) else Query
    told = place(
        description=parameter.words, examples=[parameter.example], min_length=1, max_length=2000
    )
    return Annotated[str, told] if parameter.required else Annotated[str | None, told]


def _in_path(endpoint: Endpoint, name: str) -> bool:
    return f"{{{name}}}" in endpoint.path


def _options(endpoint: Endpoint, given: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for parameter in endpoint.parameters:
        text = given.get(parameter.name)
        if text is None:
            continue
        try:
            value = parameter.check(parameter.name, str(text).strip())
        except FaultyError as error:
            if _in_path(endpoint, parameter.name):
                raise
            faults.extend(error.faults)
            continue
        found[parameter.option] = int(value) if parameter.option == "year" else value
    if faults:
        raise InputError(faults)
    return found


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return problem(status, ())


def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    return problem(400, [_fault(item) for item in found])


def _fault(item: Mapping[str, Any]) -> Fault:
    """Return what FastAPI found wrong with a value, as a fault of ours."""
    where = str(item["loc"][-1])
    if item["type"] == "string_too_long":
        most = item["ctx"]["max_length"]
        letters = f"{len(str(item['input']))} letters"
        return Fault(where, letters, f"at most {most}", "Shorten the text")
    return Fault(where, str(item["msg"]).lower(), "a value", "Give one")


class _Careful:
    """Answers HEAD as GET without body, and puts version, openness and ETag on every answer.

    When more wait than can be answered soon, a caller is asked to come back.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.waiting = app, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        started: list[Message] = []

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
                return
            for part in _dressed(scope, started[0], message):
                await send(part)

        if self.waiting >= MOST_WAITING:
            await problem(503, ())(scope, receive, careful)
            return
        self.waiting += 1
        try:
            await self.app(inner, receive, careful)
        finally:
            self.waiting -= 1


def _dressed(scope: Scope, start: Message, body: Message) -> tuple[Message, Message]:
    """Return both parts of an answer with its headers; without body for HEAD and what is known."""
    headers, status = [*start["headers"], *HEADERS], start["status"]
    if status == 200:
        etag = weak(body["body"])
        headers += [(b"etag", etag), (b"cache-control", b"public, max-age=300")]
        if wanted(scope).has(etag):
            status = 304
            headers = [(name, value) for name, value in headers if name != b"content-length"]
    else:
        headers.append((b"cache-control", b"no-store"))
    if status == 503:
        headers.append((b"retry-after", b"2"))
    empty = scope["method"] == "HEAD" or status == 304
    return (
        {**start, "status": status, "headers": headers},
        {**body, "body": b""} if empty else body,
    )
