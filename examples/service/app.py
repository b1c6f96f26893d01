"""A small service: a case goes in, its deadlines come out. Nothing of a case is kept or logged.

It is an example to start from. It has no sign-in and no encryption of its own: put it behind something that has.
Run it with ``uvicorn app:app --no-access-log``, or with several ``--workers``, since counting is work for a processor.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from send_deadlines import (
    Case,
    CaseError,
    Caseload,
    Law,
    Problem,
    SchoolCalendar,
    SendDeadlinesError,
    evaluate_all,
    load_law,
    worklist,
)
from send_deadlines.report import as_data
from send_deadlines.report.rules import rules_as_data
from send_deadlines.report.worklist_data import worklist_as_data
from send_deadlines.sources import read_cases

MOST_BYTES = 1_000_000
MOST_CASES = 200
MOST_EVENTS = 1_000
"""In one request, all cases together: about a second of work."""

log = logging.getLogger("send_deadlines.service")

BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": ["object", "array"]}}}}}


class TooMuch(Exception):
    """More was sent than the service takes."""


def create_app(
    calendars: Mapping[str, SchoolCalendar] | None = None,
    readings: Mapping[str, str] | None = None,
    law: Law | None = None,
) -> FastAPI:
    """The service. ``calendars`` are those of the schools that cases name, ``readings`` the council's own choices.

    The law is loaded once, here. It is only read afterwards, so all threads may share it.
    """
    loaded = law if law is not None else load_law()
    # Once without a case, so that the first request does not pay for it and a wrong reading is told when it starts.
    evaluate_all([Case("none")], "2026-01-01", law=loaded, readings=readings)
    # The pages that FastAPI makes of itself load scripts from elsewhere.
    app = FastAPI(title="send-deadlines", docs_url=None, redoc_url=None)

    def together(cases: list[Case], as_of: str) -> Caseload:
        return evaluate_all(cases, as_of, law=loaded, calendars=calendars, readings=readings)

    def answers(cases: list[Case], as_of: str) -> list[dict[str, Any]]:
        return [as_data(each) for each in together(cases, as_of)]

    @app.post("/evaluate", openapi_extra=BODY)
    async def evaluate_one(request: Request, as_of: str) -> JSONResponse:
        """Every deadline of one case as at a day, in the shape of ``send-deadlines evaluate --format json``."""
        body = await read(request)
        return await said(lambda: answers(the_one(cases_of(body)), as_of)[0])

    @app.post("/evaluate-all", openapi_extra=BODY)
    async def evaluate_many(request: Request, as_of: str) -> JSONResponse:
        """A list of cases: the answers in their order, or every problem of every case."""
        body = await read(request)
        return await said(lambda: answers(cases_of(body), as_of))

    @app.post("/worklist", openapi_extra=BODY)
    async def worklist_of_many(request: Request, as_of: str, within: str = "20 working days") -> JSONResponse:
        """What a list of cases asks for, in the shape of ``send-deadlines worklist --format json``."""
        body = await read(request)
        return await said(lambda: worklist_as_data(worklist(together(cases_of(body), as_of), within=within)))

    @app.get("/rules/{process}")
    async def rules(process: str) -> JSONResponse:
        """The rules of one process, as ``send-deadlines rules --format json`` gives them."""
        try:
            return JSONResponse(rules_as_data(loaded, process))
        except CaseError as error:
            return told(404, error.problems)

    @app.exception_handler(RequestValidationError)
    async def badly_asked(request: Request, error: RequestValidationError) -> JSONResponse:
        # FastAPI's own answer would repeat what was sent.
        return told(422, [Problem(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()])

    @app.exception_handler(TooMuch)
    async def too_much(request: Request, error: TooMuch) -> JSONResponse:
        return told(413, [Problem("", str(error), "send it in parts")])

    return app


async def read(request: Request) -> bytes:
    """The body, as long as it is not too long: a header that says how long it is need not be true."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise TooMuch(f"the body is longer than {MOST_BYTES:,} bytes")
    return bytes(body)


def cases_of(body: bytes) -> list[Case]:
    """The cases of a body, read strictly. Raises :class:`~send_deadlines.CaseError` with all that is wrong."""
    entries = list(read_cases(io.BytesIO(body), name="body"))
    problems = [problem for entry in entries for problem in entry.problems]
    if problems:
        raise CaseError(problems)
    cases = [entry.case for entry in entries if entry.case is not None]
    if len(cases) > MOST_CASES:
        raise TooMuch(f"there are more than {MOST_CASES} cases")
    if sum(len(case.events) for case in cases) > MOST_EVENTS:
        raise TooMuch(f"there are more than {MOST_EVENTS:,} events")
    return cases


def the_one(cases: list[Case]) -> list[Case]:
    """The cases, if there is one. Raises :class:`~send_deadlines.CaseError` if there are more."""
    if len(cases) != 1:
        raise CaseError([Problem("body", f"it holds {len(cases)} cases, not one", "send several to /evaluate-all")])
    return cases


async def said(work: Callable[[], Any]) -> JSONResponse:
    """What comes of some work, done in a thread so that others are served meanwhile; or what is wrong."""
    try:
        return JSONResponse(await run_in_threadpool(work))
    except CaseError as error:
        return told(422, error.problems)
    except SendDeadlinesError as error:
        return told(422, [Problem("", str(error))])
    except TooMuch:
        raise
    except Exception as error:
        # Not the error itself: its words, and those of its traceback, could be words of the case.
        log.error("an evaluation failed with %s", type(error).__name__)
        return told(500, [Problem("", "the service failed, and the case was not worked out")])


def told(status: int, problems: Iterable[Problem]) -> JSONResponse:
    """Problems as data, to whoever asked."""
    data = [{"where": each.where, "what": each.what, "mend": each.mend} for each in problems]
    return JSONResponse({"problems": data}, status_code=status)


app = create_app()
