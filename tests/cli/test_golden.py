"""What an officer sees, whole. After a change read the difference, then accept it with UPDATE_GOLDEN=1."""

import os
import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
OAK = str(GOLDEN / "oak_school.toml")


EXAMPLES = Path(__file__).parents[2] / "examples"


def case(name: str) -> str:
    return str(GOLDEN / f"{name}.json")


def example(name: str, as_of: str, *more: str) -> tuple[str, list[str]]:
    return f"example_{name}", ["evaluate", str(EXAMPLES / f"{name}.json"), "--as-of", as_of, *more]


ASHDOWN = str(EXAMPLES / "ashdown_academy.toml")
CASELOAD = [str(EXAMPLES / "caseload.jsonl"), "--as-of", "2026-03-02", "--calendar", ASHDOWN]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("new_request", ["evaluate", case("new_request"), "--as-of", "2026-01-12"]),
        ("in_the_middle", ["evaluate", case("in_the_middle"), "--as-of", "2026-04-25"]),
        ("lifted", ["evaluate", case("lifted"), "--as-of", "2026-11-20", "--calendar", OAK]),
        ("muddled", ["evaluate", case("muddled"), "--as-of", "2026-06-01"]),
        ("explain_final_plan", ["explain", case("lifted"), "ehc_assessment.final_plan", "--as-of", "2026-11-20",
                                "--calendar", OAK]),
        ("explain_not_started", ["explain", case("new_request"), "ehc_assessment.representations",
                                 "--as-of", "2026-01-12"]),
        ("new_request_json", ["evaluate", case("new_request"), "--as-of", "2026-01-12", "--format", "json"]),
        ("in_the_middle_csv", ["evaluate", case("in_the_middle"), "--as-of", "2026-04-25", "--format", "csv"]),
        example("phase_transfer_review", "2025-10-20"),
        example("move", "2026-01-12"),
        example("detained", "2026-05-11"),
        example("direct_payment", "2025-12-01"),
        example("ceased_at_25", "2026-08-03"),
        example("refusal_overturned", "2026-06-15"),
        example("appeal_refusal_to_assess", "2025-12-01"),
        example("appeal_refusal_to_make_a_plan", "2026-08-24"),
        example("appeal_contents", "2026-07-24"),
        example("appeal_setting_only", "2026-07-22"),
        example("appeal_ceasing_dismissed", "2025-09-15"),
        example("appeal_ceasing_allowed", "2026-05-05"),
        example("appeal_not_opposed", "2026-06-22"),
        example("appeal_consent_order", "2026-10-05"),
        example("discrimination_claims", "2026-10-01"),
        example("hearing_vacated", "2026-07-10"),
        example("exclusion_quashed", "2026-06-15", "--calendar", ASHDOWN),
        ("diff_draft_again", ["diff", case("draft_again"), "--from", "2026-04-20", "--to", "2026-04-27"]),
        ("diff_corrected", ["diff", case("draft_again"), case("draft_again_corrected"), "--as-of", "2026-05-06"]),
        ("totals", ["totals", str(EXAMPLES / "exclusion_quashed.json"), "--as-of", "2026-03-20", "--calendar", ASHDOWN,
                    "--add", "1.5", "--add", "2"]),
        ("worklist", ["worklist", *CASELOAD]),
        ("worklist_by_person", ["worklist", *CASELOAD, "--within", "1 week", "--by", "person", "--format", "markdown"]),
        ("worklist_csv", ["worklist", *CASELOAD, "--format", "csv"]),
        ("worklist_json", ["worklist", *CASELOAD, "--person", "KB", "--format", "json"]),
        ("school_report", ["school-report", *CASELOAD, "--school", "Ashdown Academy"]),
        ("school_report_csv", ["school-report", *CASELOAD, "--school", "Oak Primary", "--format", "csv"]),
        ("rules", ["rules", "--process", "phase_transfer"]),
        ("school", ["calendar", "show", OAK]),
        ("bank_holidays", ["calendar", "bank-holidays", "2026"]),
    ],
)  # fmt: skip
def test_golden(name, arguments, run):
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    # The hashes of the receipt change with every edit of the law and say nothing to a reader.
    shown = re.sub(r"\b[0-9a-f]{64}\b|(?<=law )[0-9a-f]{12}|(?<=case )[0-9a-f]{12}", "...", result.stdout)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == file.read_text(encoding="utf-8")
