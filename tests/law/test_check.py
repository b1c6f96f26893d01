"""Checking several files at once: everything is told, in order, and one mistake does not bring on others."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_deadlines.errors import LawError
from send_deadlines.law.check import check_files, read_law
from send_deadlines.law.language import Rule, RuleFile

GOOD = Path(__file__).parent / "broken" / "_good.toml"
TEXT = GOOD.read_text(encoding="utf-8")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Write files into a folder of the test's own."""
    monkeypatch.chdir(tmp_path)

    def write(**files: str):
        for name, text in files.items():
            Path(f"{name}.toml").write_text(text, encoding="utf-8")

    return write


def says(paths, base=()):
    return [str(problem) for problem in check_files(paths, base=base)[1]]


def changed(**changes: str) -> str:
    """The good file, with the line of a key of its rule changed."""
    head, rule = TEXT.split("[[rule]]\n")
    lines = rule.splitlines()
    for key, value in changes.items():
        at = next(i for i, line in enumerate(lines) if line.startswith(f"{key} ="))
        lines[at] = f"{key} = {value}"
    return head + "[[rule]]\n" + "\n".join(lines) + "\n"


def last_line(text: str, start: str) -> int:
    """The last line that begins with a key."""
    return max(i for i, line in enumerate(text.splitlines(), 1) if f"{line} ".startswith(f"{start} "))


def test_all_mistakes_of_a_file_are_told_at_once(here):
    text = changed(who='"councl"', checked='"soon"', starts='["request"]', within='"20 weaks"', url='"www"')
    text += '[[actor]]\nid = "council"\ntitl = "the school"\n'
    here(a=text)
    rule = "rule 'ehc.plan'"
    expected = {
        "who": f"{rule} binds the unknown actor 'councl'; did you mean 'council'?",
        "url": f"{rule} has the url 'www', which does not begin with https://; give the whole address",
        "checked": f"'checked' of {rule} must be a date; write checked = 2026-01-31",
        "starts": f"{rule} starts with the unknown event 'request'; did you mean 'request_received'?",
        "within": f"{rule} has within = '20 weaks', which is no length of time; did you mean 'weeks'?",
        'id = "council"': "actor 'council' is already declared at a.toml:7; keep one, or rename one",
        "titl": "actor 'council' has the unknown key 'titl'; did you mean 'title'?",
    }
    assert says(["a.toml"]) == [f"a.toml:{last_line(text, start)}: {what}" for start, what in expected.items()]


def test_the_mistakes_of_all_files_are_told_in_order(here):
    wrong = '[[actor]]\nid = "School"\ntitle = " "\n'
    here(b=wrong, a=wrong.replace("School", "College"), good=TEXT)
    assert [line.split(": ")[0] for line in says(["b.toml", "a.toml"], base=["good.toml"])] == [
        "a.toml:2",
        "a.toml:3",
        "b.toml:2",
        "b.toml:3",
    ]


def test_a_file_that_is_not_toml_does_not_make_its_names_unknown(here):
    head, rule = TEXT.split("[[rule]]\n")
    here(words=head + "[[\n", rules="[[rule]]\n" + rule.replace('"council"', '"cuoncil"'))
    got = says(["words.toml", "rules.toml"])
    assert [line.split(":")[0] for line in got] == ["rules.toml", "words.toml"]
    assert "unknown actor 'cuoncil'" in got[0]
    assert "this is not TOML" in got[1]


def test_a_file_that_cannot_be_read_does_not_make_its_names_unknown(here):
    _, rule = TEXT.split("[[rule]]\n")
    here(rules="[[rule]]\n" + rule)
    assert says(["rules.toml", "words.toml"]) == [
        "words.toml: the file cannot be read (No such file or directory); give the path of a rule file"
    ]


def test_a_file_in_another_encoding(here):
    here()
    Path("a.toml").write_bytes(b"# ok\n# caf\xe9\n")
    assert says(["a.toml"]) == ["a.toml:2: the file is not in UTF-8; save it in that encoding"]


def test_a_table_with_a_fault_is_still_known(here):
    here(a=TEXT.replace('meaning = "the plan was sent"\n', "").replace('title = "the council"\n', ""))
    assert says(["a.toml"]) == [
        "a.toml:7: actor 'council' lacks 'title'; add title = \"...\"",
        "a.toml:35: event 'plan_sent' lacks 'meaning'; add meaning = \"...\"",
    ]


def test_a_checked_file_takes_the_place_of_its_copy_in_the_base(here):
    here(good=TEXT)
    assert says(["./good.toml"], base=["good.toml"]) == []
    assert says([Path("good.toml").resolve()], base=["good.toml"]) == []


def test_a_copy_under_another_name_does_not(here):
    here(good=TEXT, copy=TEXT)
    got = says(["copy.toml"], base=["good.toml"])
    assert got[0] == "copy.toml:4: process 'ehc' is already declared at good.toml:3; keep one, or rename one"
    assert any("in another version too" in line for line in got)
    assert all(line.startswith("copy.toml:") for line in got)


def test_the_problems_of_the_base_are_told(here):
    here(base=TEXT.replace('who = "council"', 'who = "counsel"'), a='[[actor]]\nid = "school"\ntitle = "the school"\n')
    assert len(says(["a.toml"], base=["base.toml"])) == 1


def test_files_are_merged(here):
    head, rule = TEXT.split("[[rule]]\n")
    here(words=head, rules="[[rule]]\n" + rule)
    law = read_law(["rules.toml"], base=["words.toml"])
    assert isinstance(law, RuleFile)
    assert isinstance(law.rule[0], Rule)
    assert law.actor[0].title == "the council"


def test_faulty_tables_are_left_out_of_what_is_returned(here):
    here(a=changed(who="3"))
    law, problems = check_files(["a.toml"])
    assert len(problems) == 1
    assert law.rule == []
    assert len(law.actor) == 1


def test_reading_law_that_is_wrong(here):
    here(a=changed(who='"x"', instrument='"y"'))
    with pytest.raises(LawError) as caught:
        read_law(["a.toml"])
    assert len(caught.value.problems) == 2


def test_versions_that_follow_one_another(here):
    _, rule = TEXT.split("[[rule]]\n")
    rule = rule.split("[[example_calendar]]")[0]
    old = TEXT.replace(
        "in_force = { since = 2014-09-01 }\nconf", "in_force = { since = 2014-09-01, until = 2019-12-31 }\nconf"
    )
    here(a=old + "\n[[rule]]\n" + rule.replace("since = 2014-09-01", "since = 2020-01-01"))
    assert says(["a.toml"]) == []


LINES = TEXT.splitlines()


@settings(deadline=None)  # the first check loads what the others have
@given(
    cut=st.sets(st.integers(0, len(LINES) - 1), max_size=4),
    swaps=st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1),
            st.sampled_from(['""', "3", "true", "[]", "{}", "[{}]", '["x"]', '"x.y"', "2026-01-31", "nan", "12:00:00"]),
        ),
        max_size=4,
    ),
)
def test_no_mistake_is_too_much(tmp_path_factory, cut, swaps):
    """Whatever is wrong, the check itself goes through, and every problem says where, what and how."""
    lines = list(LINES)
    for at, value in swaps:
        key, equals, _ = lines[at].partition(" = ")
        lines[at] = f"{key} = {value}" if equals else lines[at]
    path = tmp_path_factory.mktemp("law") / "a.toml"
    path.write_text("\n".join(line for i, line in enumerate(lines) if i not in cut), encoding="utf-8")
    for problem in check_files([path])[1]:
        name, line = problem.where.rsplit(":", 1)
        assert name == str(path)
        assert int(line) <= len(lines)
        assert problem.what
        assert problem.mend
        assert "\ufffd" not in str(problem)
        assert "Input should" not in str(problem)


def test_a_file_nested_too_deeply_is_told(tmp_path):
    file = tmp_path / "deep.toml"
    file.write_text("rule = " + "[" * 20_000, encoding="utf-8")
    _, problems = check_files([file])
    assert [problem.what for problem in problems] == ["the file is nested too deeply to be a rule file"]
