"""The notebooks run from top to bottom, and show what their text says."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import nbformat
import pytest
from dateutil.relativedelta import relativedelta
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[1] / "docs" / "notebooks"
NAMES = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


class Run:
    """A notebook that has been run, cell by cell."""

    def __init__(self, name: str) -> None:
        self.notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
        NotebookClient(self.notebook, timeout=120, kernel_name="python3").execute()
        self.cells = [cell for cell in self.notebook.cells if cell.cell_type == "code"]

    def cell(self, part: str) -> Any:
        """The only cell whose source has this in it."""
        (found,) = [cell for cell in self.cells if part in cell.source]
        return found

    def shows(self, part: str, kind: str = "text/plain") -> str:
        """What a cell shows, as one kind of output."""
        (found,) = [each.data[kind] for each in self.cell(part).outputs if each.output_type == "execute_result"]
        return str(found)

    def prints(self, part: str) -> str:
        """What a cell prints."""
        return "".join(each.text for each in self.cell(part).outputs if each.output_type == "stream")


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Each notebook is run once, with what a kernel writes kept out of the home folder."""
    found: dict[str, Run] = {}
    patch = pytest.MonkeyPatch()
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))

    def run(name: str) -> Run:
        if name not in found:
            found[name] = Run(name)
        return found[name]

    yield run
    patch.undo()


def test_there_are_notebooks():
    assert NAMES == ["a_caseload", "one_case"]


@pytest.mark.parametrize("name", NAMES)
def test_none_is_kept_with_its_output(name):
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None), cell.id


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_and_complains_of_nothing(runs, name):
    for cell in runs(name).cells:
        for output in cell.outputs:
            assert output.get("name") != "stderr", output
    assert all(cell.execution_count for cell in runs(name).cells)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("one_case", "timeline(result)"),
        ("a_caseload", "charts.share_in_time_by_month(caseload"),
        ("a_caseload", "charts.due_by_week(caseload)"),
        ("a_caseload", "charts.overdue_by_age(caseload)"),
    ],
)
def test_pictures_are_drawn_and_load_nothing(runs, name, cell):
    run = runs(name)
    (found,) = [each for each in run.cells if each.source.rstrip().splitlines()[-1].startswith(cell)]
    (output,) = found.outputs
    picture = output.data["image/svg+xml"]
    assert picture.startswith("<svg")
    assert "<script" not in picture
    assert "application/vnd.vegalite" not in " ".join(output.data)


def test_the_list_of_the_case(runs):
    """Request of Mon 5 January 2026 + 140 days: Mon 25 May. Served Fri 1 May, day 1: day 15 is Fri 15 May."""
    run = runs("one_case")
    page = run.shows('evaluate(case, as_of="2026-05-05")', "text/html")
    for words in (
        "Nothing is in breach",
        "Monday 25 May 2026",
        "Friday 22 May 2026",
        "Not before Saturday 16 May 2026",
    ):
        assert words in page
    assert "reg 13(2)" in run.shows('plan = result["ehc_assessment.final_plan"]', "text/html")
    assert run.shows("plan.act_by") == "(datetime.date(2026, 5, 25), datetime.date(2026, 5, 22), 'running')"
    assert "Final plan (local authority): Mon 25 May 2026" in run.prints("open_only=True")


def test_what_moved_and_what_can_no_longer_be_kept(runs):
    """Served again Fri 15 May, day 1: day 15 is Fri 29 May, so the plan may go on the 30th, after the 25th."""
    run = runs("one_case")
    moved = run.prints("for change in diff").splitlines()
    assert {line.split()[0] for line in moved} == {
        f"ehc_assessment.{name}"
        for name in ("representations", "make_representations", "ask_for_setting", "require_meeting")
    }
    assert all("from Friday 15 May 2026 to Friday 29 May 2026" in line for line in moved)
    assert "is due on 2026-05-25 and may not go before 2026-05-30" in run.prints("later.conflicts")
    # Fifteen days that end on Sun 24 May begin on Sun 10 May.
    assert run.prints("latest_safe_days") == "draft_plan_sent.served 2026-05-10\n"


def test_what_is_not_known_and_what_is_late(runs):
    """Sent Wed 29 April, so day 15 is Wed 13 May at the earliest."""
    run = runs("one_case")
    assert run.prints("unserved = ") == "unknown; None; 2026-05-13; the `served` day of draft_plan_sent\n"
    assert run.prints("late.breaches") == "ehc_assessment.final_plan 2026-05-25 1 day late\n"


# The caseload: everything is counted again here, by adding 140 to a day. ----------------------------------------------


@pytest.fixture(scope="module")
def made_up(runs):
    """The events the notebook makes, by case."""
    cell = runs("a_caseload").cell("def made_up")
    names: dict[str, Any] = {}
    exec(cell.source, names)
    cases: dict[str, dict[str, date]] = defaultdict(dict)
    for case, event, on, _ in names["rows"]:
        cases[case][event] = on
    assert len(cases) == 300
    return names["AS_OF"], cases


def standing(as_of: date, events: dict[str, date]) -> str:
    due = events["assessment_request_received"] + timedelta(days=140)
    if "final_plan_sent" in events:
        return "met" if events["final_plan_sent"] <= due else "met_late"
    if "assessment_refused" in events:
        return "ended"
    return "overdue" if due < as_of else "due_today" if due == as_of else "running"


def test_the_states_of_the_plans(runs, made_up):
    as_of, cases = made_up
    shown = dict(line.rsplit(maxsplit=1) for line in runs("a_caseload").shows("value_counts").splitlines()[1:-1])
    expected = Counter(standing(as_of, events) for events in cases.values())
    assert {name: int(count) for name, count in shown.items()} == expected
    assert min(expected.values()) > 0


def test_the_share_in_time(runs, made_up):
    as_of, cases = made_up
    months: dict[str, list[bool]] = defaultdict(list)
    for events in cases.values():
        due = events["assessment_request_received"] + timedelta(days=140)
        state = standing(as_of, events)
        if due < as_of and state != "ended":
            months[f"{due:%Y-%m}"].append(state == "met")
    run = runs("a_caseload")
    rows = [line.split() for line in run.shows("share = ").splitlines()[2:]]
    assert [(month, int(plans), int(met)) for month, plans, met, _ in rows] == [
        (month, len(states), sum(states)) for month, states in sorted(months.items())
    ]
    assert [float(percent) for *_, percent in rows] == [
        round(100 * sum(states) / len(states)) for _, states in sorted(months.items())
    ]
    picture = run.shows("share_in_time_by_month(caseload", "image/svg+xml")
    in_time, gone = sum(map(sum, months.values())), sum(map(len, months.values()))
    assert f"({in_time} of {gone})" in picture


def test_what_five_months_would_have_said(runs, made_up):
    as_of, cases = made_up
    late = {case: events for case, events in cases.items() if standing(as_of, events) == "met_late"}

    wrongly = [
        case
        for case, events in late.items()
        if events["final_plan_sent"] <= events["assessment_request_received"] + relativedelta(months=5)
    ]
    assert ast.literal_eval(runs("a_caseload").shows("five_months = ")) == (len(late), len(wrongly))
    assert wrongly


def test_the_wide_table_has_its_deadlines(runs, made_up):
    _, cases = made_up
    lines = runs("a_caseload").shows("frames.add_deadlines").splitlines()
    rows = [line.split() for line in lines[1:]]
    assert len(rows) == 6
    for _, case, decision, _, plan, *_ in rows:
        request = cases[case]["assessment_request_received"]
        assert decision == (request + timedelta(days=42)).isoformat()
        assert plan == (request + timedelta(days=140)).isoformat()
