"""The example of a service: what it answers, what it refuses, and that it keeps nothing of a case."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from send_deadlines import Case, CaseError, evaluate, load_law, load_school_calendar
from send_deadlines.report import as_data
from send_deadlines.report.rules import rules_as_data

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
REQUEST = {"event": "assessment_request_received", "on": "2026-01-05"}


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("service_app", EXAMPLES / "service" / "app.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


service = load()


class Client:
    """Asks a service in the same process. Starlette's own test client warns about the httpx it is given."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def get(self, path: str) -> httpx.Response:
        return self.ask([("GET", path, {})])[0]

    def post(self, path: str, **given: Any) -> httpx.Response:
        return self.ask([("POST", path, given)])[0]

    def ask(self, requests: list[tuple[str, str, dict[str, Any]]]) -> list[httpx.Response]:
        """The answers to requests that are made at once."""

        async def answers() -> list[httpx.Response]:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://here") as client:
                asked = (client.request(method, path, **given) for method, path, given in requests)
                return await asyncio.gather(*asked)

        return asyncio.run(answers())


@pytest.fixture
def client() -> Client:
    return Client(service.app)


def case(**more: Any) -> dict[str, Any]:
    return {"id": "EHC-1042", "events": [REQUEST], **more}


def problems(response: Any, status: int) -> list[dict[str, str]]:
    assert response.status_code == status, response.text
    assert list(response.json()) == ["problems"]
    return list(response.json()["problems"])


def test_a_case_is_answered(client):
    """Mon 5 January 2026 + 140 days: 26 in January, 28, 31, 30, then 25: Mon 25 May."""
    response = client.post("/evaluate", params={"as_of": "2026-03-01"}, json=case())
    assert response.status_code == 200
    dues = {each["rule"]: each["due"] for each in response.json()["deadlines"]}
    assert dues["ehc_assessment.final_plan"] == "2026-05-25"


@pytest.mark.parametrize("name", ["cambridgeshire_2025", "appeal_contents", "move"])
def test_the_answer_is_that_of_the_library(client, name):
    text = (EXAMPLES / f"{name}.json").read_text(encoding="utf-8")
    response = client.post("/evaluate", params={"as_of": "2026-07-24"}, content=text)
    assert response.json() == as_data(evaluate(Case.from_dict(json.loads(text)), "2026-07-24"))


def test_a_list_is_answered_in_its_order(client):
    cases = [case(id=f"EHC-{number}") for number in (3, 1, 2)]
    response = client.post("/evaluate-all", params={"as_of": "2026-03-01"}, json=cases)
    assert [each["case"] for each in response.json()] == ["EHC-3", "EHC-1", "EHC-2"]


def test_a_worklist_of_a_list(client):
    """Six weeks from Mon 5 January 2026 are Mon 16 February, two weeks from Wed 4 February are Wed 18 February."""
    ask = {"as_of": "2026-02-04", "within": "2 weeks"}
    response = client.post("/worklist", params=ask, json=[case(), case(id="EHC-2", events=[])])
    assert response.json()["until"] == "2026-02-18"
    assert {(each["case"], each["by"]) for each in response.json()["rows"] if each["by"]} == {
        ("EHC-1042", "2026-02-16")
    }
    (problem,) = problems(client.post("/worklist", params={**ask, "within": "2 school days"}, json=[case()]), 422)
    assert "cannot be a horizon" in problem["what"]


def test_the_calendars_and_readings_are_the_councils_own():
    ashdown = load_school_calendar(EXAMPLES / "ashdown_academy.toml")
    ours = Client(service.create_app({"Ashdown Academy": ashdown}, {"when_reviewed": "decision"}))
    text = (EXAMPLES / "exclusion_quashed.json").read_text(encoding="utf-8")
    response = ours.post("/evaluate", params={"as_of": "2026-06-15"}, content=text)
    assert response.status_code == 200
    assert response.json()["receipt"]["calendars"]["school"]["name"] == "Ashdown Academy"
    assert response.json()["receipt"]["readings"] == {"when_reviewed": "decision"}


def test_a_wrong_reading_is_told_when_it_starts():
    with pytest.raises(CaseError, match="when_reviewd"):
        service.create_app(readings={"when_reviewd": "decision"})


def test_the_rules_of_a_process(client):
    assert client.get("/rules/ehc_assessment").json() == rules_as_data(load_law(), "ehc_assessment")
    (problem,) = problems(client.get("/rules/ehc_asessment"), 404)
    assert problem["what"] == "unknown process 'ehc_asessment'"
    assert problem["mend"] == "did you mean 'ehc_assessment'?"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (json.dumps(case(events=[{"event": "final_plan_snt", "on": "2026-05-06"}])), "unknown event 'final_plan_snt'"),
        (json.dumps(case(events=[{"event": "final_plan_sent"}])), "it has no day"),
        (json.dumps(case(name="A Child")), "unknown key 'name'"),
        ('{"id": "A1", "id": "A2", "events": []}', "the key 'id' stands twice"),
        ('{"id": ', "it is not JSON"),
        ("", "empty"),
        ("[]", "no cases in it"),
        (json.dumps([case(id="A1"), case(id="A2")]), "it holds 2 cases, not one"),
        (json.dumps(case(calendars={"school": "Oak School"})), "its school calendar is 'Oak School', which was not"),
    ],
)
def test_what_is_wrong_is_told(client, body, what):
    found = problems(client.post("/evaluate", params={"as_of": "2026-06-01"}, content=body), 422)
    assert what in " ".join(each["what"] for each in found)


def test_a_day_beyond_the_calendar_is_told(client):
    papers = {"event": "appeal_papers_received", "on": "2040-12-10"}
    (problem,) = problems(client.post("/evaluate", params={"as_of": "2040-12-10"}, json=case(events=[papers])), 422)
    assert "does not cover" in problem["what"]


def test_everything_wrong_with_a_list_is_told_at_once(client):
    wrong = [case(id=f"A{number}", events=[{"event": "no_such", "on": "2026-05-06"}]) for number in (1, 2)]
    found = problems(client.post("/evaluate-all", params={"as_of": "2026-06-01"}, json=[*wrong, case()]), 422)
    assert [each["where"].split(",")[0] for each in found] == ["case A1", "case A2"]


def test_there_is_no_day_without_being_told(client):
    (problem,) = problems(client.post("/evaluate", json=case()), 422)
    assert problem["where"] == "query.as_of"
    (problem,) = problems(client.post("/evaluate", params={"as_of": "yesterday"}, json=case()), 422)
    assert problem["what"] == "'yesterday' is not a day"


def test_too_much_is_refused(client):
    many = [case(id=f"A{number}") for number in range(service.MOST_CASES + 1)]
    (problem,) = problems(client.post("/evaluate-all", params={"as_of": "2026-06-01"}, json=many), 413)
    assert problem["what"] == "there are more than 200 cases"
    events = [{**REQUEST, "requester": "parent"}] * (service.MOST_EVENTS + 1)
    (problem,) = problems(client.post("/evaluate", params={"as_of": "2026-06-01"}, json=case(events=events)), 413)
    assert problem["what"] == "there are more than 1,000 events"

    async def endless() -> AsyncIterator[bytes]:
        """No length is told beforehand, so only counting finds it."""
        for _ in range(service.MOST_BYTES // 1000 + 1):
            yield b" " * 1000

    (problem,) = problems(client.post("/evaluate", params={"as_of": "2026-06-01"}, content=endless()), 413)
    assert problem["what"] == "the body is longer than 1,000,000 bytes"


SECRET = "Alex-Example-Fourteen"


def test_nothing_of_a_case_is_logged(client, caplog, capfd, monkeypatch):
    """Not of one that is answered, nor of one that is wrong, nor where the service itself fails."""
    caplog.set_level(logging.DEBUG)
    given = case(id=SECRET, responsible=SECRET, events=[{**REQUEST, "requester": SECRET}])
    assert client.post("/evaluate", params={"as_of": "2026-06-01"}, json=case(id=SECRET)).status_code == 200
    assert SECRET in client.post("/evaluate", params={"as_of": "2026-06-01"}, json=given).text

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(service, "evaluate_all", fails)
    (problem,) = problems(client.post("/evaluate", params={"as_of": "2026-06-01"}, json=given), 500)
    assert problem["what"] == "the service failed, and the case was not worked out"
    assert "RuntimeError" in caplog.text
    written = capfd.readouterr()
    assert SECRET not in caplog.text + written.out + written.err


def test_no_page_loads_a_script_from_elsewhere(client):
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths) == {"/evaluate", "/evaluate-all", "/worklist", "/rules/{process}"}
    assert "requestBody" in paths["/evaluate"]["post"]


def test_threads_do_not_disturb_each_other(client):
    """Twenty cases asked for at once, each with a request of another day, whose plan is due 140 days after."""
    days = [f"2026-01-{day:02}" for day in range(1, 21)]
    given = [case(id=day, events=[{**REQUEST, "on": day}]) for day in days]
    asked = [("POST", "/evaluate", {"params": {"as_of": "2026-03-01"}, "json": each}) for each in given]
    answers = [response.json() for response in client.ask(asked)]
    assert [each["case"] for each in answers] == days
    found = [
        deadline["due"]
        for answer in answers
        for deadline in answer["deadlines"]
        if deadline["rule"] == "ehc_assessment.final_plan"
    ]
    # Thu 1 January + 140: 30 in January, 28, 31, 30, then 21: 21 May; and so on to 9 June.
    assert found == [f"2026-05-{day}" for day in range(21, 32)] + [f"2026-06-0{day}" for day in range(1, 10)]
