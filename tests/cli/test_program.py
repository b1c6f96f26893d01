"""The command line as a whole: help, version, and what it says without click."""

import subprocess
import sys

import click
import pytest

import send_deadlines
from send_deadlines.cli.program import program


def commands(command=program, path=()):
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_is_everywhere_with_an_example(path, option, run):
    result = run(*path, option)
    assert result.exit_code == 0
    assert " ".join(["Example: send-deadlines", *path]) in " ".join(result.stdout.split())


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_every_option_says_what_it_is(path):
    command: click.Command = program
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or isinstance(parameter.type, click.Choice)


def test_version(run):
    assert run("--version").stdout == f"send-deadlines {send_deadlines.__version__}\n"


def test_without_click_it_says_so_in_a_line():
    code = "import sys; sys.modules['click'] = None; from send_deadlines.cli import main; main()"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "the command line needs click: pip install 'send-deadlines[cli]'\n"
