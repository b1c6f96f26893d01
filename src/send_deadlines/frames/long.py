"""One row an event: a table of events becomes a table of deadlines."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, overload

from send_deadlines.case import Case
from send_deadlines.errors import SendDeadlinesError
from send_deadlines.evaluation import Evaluation
from send_deadlines.frames.events import read_events
from send_deadlines.frames.reading import Told, by_row, evaluated, refuse
from send_deadlines.frames.tables import Columns, Kind, Table, library
from send_deadlines.law.library import Law, load_law
from send_deadlines.report.tabular import COLUMNS, as_values

if TYPE_CHECKING:
    import narwhals as nw
    from narwhals.typing import IntoDataFrameT

__all__ = ["as_table", "deadlines", "read_cases"]

_DAYS = (
    "as_of", "started_on", "due", "act_by", "done_on", "earliest", "latest", "directed_on", "usual_due",
    "counted_back_from",
)  # fmt: skip
_OTHERS: dict[str, Kind] = {
    **dict.fromkeys(_DAYS, "day"), "days_late": "whole", "breach": "yes_no", "left": "number",
    "act_by_provisional": "yes_no",
}  # fmt: skip
_MORE: dict[str, Kind] = {
    "doubtful_breach": "yes_no", "missed": "yes_no", "late_by_the_hour": "yes_no", "problems": "text",
}  # fmt: skip
KINDS: dict[str, Kind] = {**{name: _OTHERS.get(name, "text") for name in COLUMNS}, **_MORE}
"""The columns of a table of deadlines: those of the CSV form, then what the JSON form has besides."""

_PROBLEMS: dict[str, Kind] = {
    "case": "text", "row": "whole", "where": "text", "what": "text", "mend": "text", "refused": "yes_no",
}  # fmt: skip
_BREACH = COLUMNS.index("breach")
_YES_NO = [place for place, name in enumerate(COLUMNS) if KINDS[name] == "yes_no"]


@overload
def deadlines(
    events: IntoDataFrameT,
    as_of: str | date,
    *,
    case: str = "case",
    event: str = "event",
    on: str = "on",
    about: str = "about",
    at: str = "at",
    columns: Mapping[str, str | None] | None = None,
    cases: IntoDataFrameT | None = None,
    law: Law | None = None,
    calendars: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    keep_going: Literal[False] = False,
) -> IntoDataFrameT: ...
@overload
def deadlines(
    events: IntoDataFrameT,
    as_of: str | date,
    *,
    case: str = "case",
    event: str = "event",
    on: str = "on",
    about: str = "about",
    at: str = "at",
    columns: Mapping[str, str | None] | None = None,
    cases: IntoDataFrameT | None = None,
    law: Law | None = None,
    calendars: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    keep_going: Literal[True],
) -> tuple[IntoDataFrameT, IntoDataFrameT]: ...
def deadlines(
    events: IntoDataFrameT,
    as_of: str | date,
    *,
    case: str = "case",
    event: str = "event",
    on: str = "on",
    about: str = "about",
    at: str = "at",
    columns: Mapping[str, str | None] | None = None,
    cases: IntoDataFrameT | None = None,
    law: Law | None = None,
    calendars: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    keep_going: bool = False,
) -> IntoDataFrameT | tuple[IntoDataFrameT, IntoDataFrameT]:
    """Work out every deadline of the cases in a table of events, as a table of the same library.

    ``events`` has one row an event. Three columns say its case, its name and its day, and two more, where they are
    there, what it is about and the hour; ``case``, ``event``, ``on``, ``about`` and ``at`` name them. Every other
    column is a date or an attribute of an event, by its name in the vocabulary or by the one that ``columns`` gives
    its heading; ``None`` there leaves a column aside. An empty cell is nothing recorded.

    ``cases``, where it is given, has one row a case: the column of the case, as in ``events``; ``responsible`` and
    ``school``, which are labels; ``calendars.school``, the name of its school calendar in ``calendars``; and facts by
    their names. ``law``, ``calendars`` and ``readings`` are those of :func:`send_deadlines.evaluate`.

    The result has one row a deadline: cases in the order in which they first appear, the deadlines of each in the order
    of its evaluation. What cannot be right in a case stands in ``problems``, beside each of its deadlines.

    Raises :class:`~send_deadlines.CaseError` with everything that is wrong, each thing with its row and column. With
    ``keep_going`` the cases that can be evaluated are, and the result is two tables: the deadlines, and one row for
    each thing that is wrong, ``refused`` where the case was not evaluated for it. Without, what is wrong with a case
    that has no deadline to stand beside is a warning.

    >>> import polars
    >>> events = polars.DataFrame(
    ...     {"case": ["EHC-1042"], "event": ["assessment_request_received"], "on": ["2026-01-05"]}
    ... )
    >>> due = deadlines(events, "2026-03-01")
    >>> due.filter(rule="ehc_assessment.final_plan").select("case", "due", "state").rows()
    [('EHC-1042', datetime.date(2026, 5, 25), 'running')]
    """
    law = law if law is not None else load_law()
    table = Table(events, "events" if cases is not None else "")
    named = {"case": case, "event": event, "on": on, "about": about, "at": at}
    read, told = read_events(table, named, columns or {}, None if cases is None else Table(cases, "cases"), law)
    reads = list(read.values())
    found = Columns(KINDS)
    firsts: list[int] = []
    silent: list[str] = []
    for each in evaluated(reads, as_of, law, calendars, readings):
        if each.evaluation is not None:
            found.add(_rows(each.evaluation, each.problems))
            firsts += [each.rows[0]] * len(each.evaluation)
            silent += [each.problems] if each.problems and not len(each.evaluation) else []
    told = by_row([*told, *(one for each in reads for one in each.told)])
    if not keep_going:
        refuse(told)

    # The references as the caller has them: whole numbers, categories.
    references = table.frame.get_column(case)[firsts].alias("case")
    result: IntoDataFrameT = found.like(table.frame).with_columns(references).to_native()
    if keep_going:
        return result, _problems(told, table.frame)
    if silent:
        warnings.warn("\n".join(silent), stacklevel=2)
    return result


def read_cases(
    events: Any,
    *,
    case: str = "case",
    event: str = "event",
    on: str = "on",
    about: str = "about",
    at: str = "at",
    columns: Mapping[str, str | None] | None = None,
    cases: Any = None,
    law: Law | None = None,
) -> list[Case]:
    """The cases of a table of events, as :func:`deadlines` reads it, in the order in which they first appear.

    Raises :class:`~send_deadlines.CaseError` with everything in the table that cannot be read. Whether the law knows
    the words is found when a case is evaluated.

    >>> import polars
    >>> events = polars.DataFrame({"case": ["A1"], "event": ["assessment_refused"], "on": ["2026-02-10"]})
    >>> read_cases(events)
    [Case(id='A1', events=[Event('assessment_refused', on='2026-02-10')])]
    """
    table = Table(events, "events" if cases is not None else "")
    named = {"case": case, "event": event, "on": on, "about": about, "at": at}
    other = None if cases is None else Table(cases, "cases")
    reads, told = read_events(table, named, columns or {}, other, law if law is not None else load_law())
    refuse(by_row([*told, *(one for each in reads.values() for one in each.told)]))
    return [each.case for each in reads.values()]


def as_table(evaluations: Iterable[Evaluation], backend: Literal["pandas", "polars", "pyarrow"] = "polars") -> Any:
    """The deadlines of evaluations, such as those of a caseload, as a table of pandas, polars or pyarrow.

    >>> from send_deadlines import Case, Event, evaluate
    >>> case = Case("EHC-1042", [Event("assessment_request_received", on="2026-01-05")])
    >>> as_table([evaluate(case, "2026-03-01")], "pyarrow").schema.field("due").type
    DataType(date32[day])
    """
    nw = library()
    try:
        like = nw.from_dict({"case": []}, backend=backend)
    except (ImportError, ValueError, TypeError):
        what = f"a table of {backend!r} cannot be made"
        raise SendDeadlinesError(f"{what}; install pandas, polars or pyarrow, and name the one") from None
    found = Columns(KINDS)
    for each in evaluations:
        found.add(_rows(each, " | ".join(map(str, each.problems)) or None))
    return found.like(like).to_native()


def _rows(evaluation: Evaluation, problems: str | None) -> Iterator[tuple[Any, ...]]:
    for each, values in zip(evaluation.deadlines, as_values(evaluation), strict=True):
        row: list[Any] = list(values)
        for place in _YES_NO:
            row[place] = row[place] == "yes"
        yield (*row, values[_BREACH] == "doubtful", each.was_missed, each.is_late_by_the_hour, problems)


def _problems(told: Iterable[Told], like: nw.DataFrame[Any]) -> Any:
    found = Columns(_PROBLEMS)
    found.add(
        (each.case, each.row, each.problem.where, each.problem.what, each.problem.mend, each.refused) for each in told
    )
    return found.like(like).to_native()
