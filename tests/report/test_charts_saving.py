"""Charts as files: the same bytes every time, read aloud, and safe whatever a case says."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from send_deadlines import Case, Event, SendDeadlinesError, evaluate, evaluate_all
from send_deadlines.report.charts import due_by_week, save, timeline

SVG = "{http://www.w3.org/2000/svg}"
REQUEST = Event("assessment_request_received", on="2026-01-05")

DRAW = """
import sys
from pathlib import Path
from send_deadlines import Case, Event, evaluate
from send_deadlines.report.charts import save, timeline
case = Case("A1", [Event("assessment_request_received", on="2026-01-05")])
for kind in ("svg", "png"):
    save(timeline(evaluate(case, "2026-03-29")), Path(sys.argv[1], f"a.{kind}"))
"""


def drawn(case_id="A1", about="Dr Lee"):
    asked = Event("advice_requested", on="2026-02-13", about=about, body_kind="educational_psychologist")
    return timeline(evaluate(Case(case_id, [REQUEST, asked]), "2026-03-01"))


@pytest.fixture
def saved(tmp_path):
    """The root of the SVG of a chart."""

    def saved(chart):
        save(chart, tmp_path / "chart.svg")
        return ElementTree.parse(tmp_path / "chart.svg").getroot()

    return saved


def test_the_same_bytes_again(tmp_path):
    for name in ("one", "two"):
        for kind in ("svg", "png"):
            save(drawn(), tmp_path / f"{name}.{kind}")
    for kind in ("svg", "png"):
        assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_the_same_bytes_in_another_time_zone_and_language(tmp_path):
    """On the day that the clocks change in England, which a chart of local times would show an hour off."""
    for zone, language in (("UTC", "C"), ("America/New_York", "de_DE.UTF-8"), ("Pacific/Kiritimati", "ar_EG.UTF-8")):
        folder = tmp_path / zone.replace("/", "_")
        folder.mkdir()
        env = {**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": str(len(zone))}
        subprocess.run([sys.executable, "-c", DRAW, folder], env=env, check=True)
    for kind in ("svg", "png"):
        assert len({file.read_bytes() for file in tmp_path.glob(f"*/a.{kind}")}) == 1
        assert len(list(tmp_path.glob(f"*/a.{kind}"))) == 3


def test_an_svg_can_be_read_aloud(saved):
    chart = drawn()
    root = saved(chart)
    assert root.get("role") == "img"
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "A1 as at Sunday 1 March 2026")
    assert (description.tag, description.text) == (f"{SVG}desc", chart.description)
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), description.get("id"))
    assert "Final plan (local authority): Mon 25 May 2026 *, running." in description.text


def test_two_in_one_page_are_not_taken_for_each_other(saved):
    one, two = saved(drawn("A1")), saved(drawn("A2"))
    assert {part.get("id") for part in one[:2]}.isdisjoint(part.get("id") for part in two[:2])


def test_no_day_is_told_in_another_time_zone(saved):
    """Only the words of the chart tell days: what its parts are called would be by the clock of whoever draws it."""
    for part in saved(drawn()).iter():
        assert not part.get("aria-label")


def test_nothing_is_loaded_from_elsewhere(saved):
    for part in saved(drawn()).iter():
        assert not any("://" in value for value in part.attrib.values())
        assert not part.tag.endswith(("script", "image", "foreignObject", "style"))


BAD = [
    "</text><script>alert(1)</script>",
    "a\x1b[2J\x00b\nc",
    "\ud800",
    "datum.x",
    "{{1}} $signal",
    "x" * 3000,
    "\u202eabc",
    "'\"&",
]


@pytest.mark.parametrize("name", BAD)
def test_whatever_a_case_says_is_only_text(name, saved, tmp_path):
    chart = drawn(case_id=name, about=name)
    root = saved(chart)
    assert not [part for part in root.iter() if part.tag.endswith("script")]
    assert all(one.isprintable() or one == "\n" for one in chart.description)
    save(chart, tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_long_name_is_cut_and_seen_to_be(saved):
    words = ["".join(part.itertext()) for part in saved(drawn(about="x " * 1000)).iter(f"{SVG}text")]
    assert any(word.endswith("…") for word in words)


def test_a_finer_png_is_larger(tmp_path):
    for scale in (1, 2):
        save(drawn(), tmp_path / f"{scale}.png", scale=scale)
    sizes = [int.from_bytes((tmp_path / f"{scale}.png").read_bytes()[16:20], "big") for scale in (1, 2)]
    assert abs(sizes[1] - 2 * sizes[0]) <= 2


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("chart.pdf", "chart.pdf: its name ends in '.pdf', which is no kind of picture; end it in .svg or .png"),
        ("chart", "chart: its name has no ending, which is no kind of picture; end it in .svg or .png"),
    ],
)
def test_another_ending(name, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SendDeadlinesError) as error:
        save(drawn(), name)
    assert str(error.value) == message
    assert not list(tmp_path.iterdir())


def test_capital_letters_are_an_ending_too(tmp_path):
    save(drawn(), tmp_path / "chart.SVG")
    assert (tmp_path / "chart.SVG").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("package", ["altair", "vl_convert"])
def test_without_the_extra_it_says_which(package, monkeypatch, tmp_path):
    chart = drawn()
    found = evaluate(Case("A1", [REQUEST]), "2026-03-01")
    monkeypatch.setitem(sys.modules, package, None)
    message = 'a chart needs altair and vl-convert-python; pip install "send-deadlines[charts]"'
    none = evaluate_all([], "2026-03-01")
    for use in (lambda: timeline(found), lambda: due_by_week(none), lambda: save(chart, tmp_path / "a.svg")):
        with pytest.raises(SendDeadlinesError) as error:
            use()
        assert str(error.value) == message


def test_the_charts_are_brought_in_without_what_draws_them():
    code = "import send_deadlines.report.charts, sys; sys.exit('altair' in sys.modules or 'vl_convert' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_file_that_cannot_be_written(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        save(drawn(), Path(tmp_path, "nowhere", "chart.svg"))
