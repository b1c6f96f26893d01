"""iCalendar files the way strangers export them."""

import builtins
from datetime import date
from pathlib import Path

import pytest

from send_deadlines.calendars import Closure, load_school_calendar, load_school_calendars
from send_deadlines.errors import CalendarError, CoverageError

FILES = Path(__file__).parent / "school_files"


def event(title, first, last="", *more):
    """An entry; days as they are written, the last one as it is meant to be excluded."""
    lines = ["BEGIN:VEVENT", f"SUMMARY:{title}", _stamp("DTSTART", first)]
    return "\n".join([*lines, *([_stamp("DTEND", last)] if last else []), *more, "END:VEVENT"])


def _stamp(key, day):
    return f"{key};VALUE=DATE:{day}" if day.isdigit() else f"{key}{'' if day.startswith(';') else ':'}{day}"


AUTUMN = event("Autumn term", "20260902", "20261219")


def calendar(*events, head=""):
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *([head] if head else []), *events, "END:VCALENDAR", ""])


@pytest.fixture
def read(tmp_path):
    def read(*events, head="", name="Oak"):
        (tmp_path / "oak.ics").write_text(calendar(*events, head=head), encoding="utf-8", newline="")
        return load_school_calendar(tmp_path / "oak.ics", name)

    return read


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("file", ["google.ics", "outlook.ics", "wordpress.ics"])
def test_line_ends_and_the_mark_at_the_start_make_no_difference(file, mark, ends, tmp_path):
    text = (FILES / file).read_text(encoding="utf-8")
    (tmp_path / file).write_bytes((mark + text.replace("\n", ends)).encode())
    assert load_school_calendar(tmp_path / file) == load_school_calendar(FILES / file)


def test_as_google_calendar_exports():
    hazel = load_school_calendar(FILES / "google.ics")
    assert hazel.name == "Hazel Lane Primary"
    assert [(t.name, t.first, t.last) for t in hazel.terms] == [
        ("Autumn Term 2026", date(2026, 9, 2), date(2026, 12, 18))
    ]
    assert hazel.half_terms == (Closure(date(2026, 10, 26), date(2026, 10, 30)),)
    assert hazel.inset_days == (date(2026, 9, 2),)
    assert hazel.closures == (Closure(date(2026, 11, 27), date(2026, 11, 27), "OCCASIONAL DAY"),)
    remarks = "\n".join(remark.rpartition("/")[2] for remark in hazel.remarks)
    assert "google.ics:17: 'Half\u2011Term' (2026-10-26 to 2026-10-30): a half-term" in remarks
    assert "google.ics:40: 'Chess club, hall' (2026-09-16): left aside: no closure" in remarks
    assert remarks.count("Chess club") == 1
    assert "google.ics:48: 'School closed – strike' (2026-12-04): left aside: it is cancelled" in remarks
    assert "'Sports Day'" in remarks


def test_as_outlook_exports():
    school = load_school_calendar(FILES / "outlook.ics")
    assert school.name == "outlook"
    # The staff begin on 2 September, the pupils on 3; midnight is the end of the day before.
    assert [(t.name, t.first, t.last) for t in school.terms] == [
        ("Term from 3 September 2026", date(2026, 9, 2), date(2026, 12, 18))
    ]
    assert school.half_terms == (Closure(date(2026, 10, 26), date(2026, 10, 30)),)
    # Three Fridays, of which the second is taken out.
    assert school.inset_days == (date(2026, 9, 2), date(2026, 11, 20), date(2026, 12, 4))
    assert not school.is_school_day(date(2026, 9, 2))
    assert school.is_school_day(date(2026, 9, 3))
    assert school.is_school_day(date(2026, 12, 18))


def test_as_wordpress_exports_with_holidays_only():
    rowan = load_school_calendar(FILES / "wordpress.ics")
    assert [(t.first, t.last) for t in rowan.terms] == [
        (date(2026, 9, 2), date(2026, 12, 18)),
        (date(2027, 1, 4), date(2027, 3, 25)),  # Good Friday is 26 March
        (date(2027, 4, 12), date(2027, 7, 21)),
    ]
    assert len(rowan.half_terms) == 3
    assert not rowan.is_school_day(date(2027, 5, 3))
    with pytest.raises(CoverageError, match=r"'Rowan Academy' does not cover .* add the school's dates for 2027/28"):
        rowan.is_school_day(date(2027, 9, 6))


class TestDays:
    def test_an_entry_without_an_end_is_of_one_day_and_so_is_one_that_ends_when_it_begins(self, read):
        oak = read(AUTUMN, event("INSET day", "20260902"), event("INSET day", "20261127", "20261127"))
        assert oak.inset_days == (date(2026, 9, 2), date(2026, 11, 27))

    def test_an_entry_with_a_duration(self, read):
        oak = read(AUTUMN, event("Half term", "20261026", "", "DURATION:P5D"))
        assert oak.half_terms == (Closure(date(2026, 10, 26), date(2026, 10, 30)),)

    def test_hours_are_those_of_london(self, read):
        # 23:00 of 1 September in UTC is the beginning of 2 September in London.
        oak = read(AUTUMN, event("INSET day", "20260901T230000Z", "20260902T230000Z"))
        assert oak.inset_days == (date(2026, 9, 2),)
        oak = read(AUTUMN, event("INSET day", ";TZID=Europe/London:20261127T090000"))
        assert oak.inset_days == (date(2026, 11, 27),)
        oak = read(AUTUMN, event("INSET day", "20261127T090000"))
        assert oak.inset_days == (date(2026, 11, 27),)

    def test_recurring_days(self, read):
        more = ("UID:1", "RRULE:FREQ=DAILY;COUNT=3", "RDATE;VALUE=DATE:20261211", "EXDATE;VALUE=DATE:20261209")
        moved = event("INSET day", "20261214", "", "UID:1", "RECURRENCE-ID;VALUE=DATE:20261210")
        oak = read(AUTUMN, event("INSET day", "20261208", "", *more), moved)
        assert oak.inset_days == (date(2026, 12, 8), date(2026, 12, 11), date(2026, 12, 14))

    def test_one_day_of_a_series_may_be_cancelled(self, read):
        series = event("INSET day", "20261204", "", "UID:1", "RRULE:FREQ=WEEKLY;COUNT=2")
        off = event("INSET day", "20261211", "", "UID:1", "RECURRENCE-ID;VALUE=DATE:20261211", "STATUS:CANCELLED")
        assert read(AUTUMN, series, off).inset_days == (date(2026, 12, 4),)

    def test_what_recurs_for_ever_does_so_as_long_as_the_others_reach(self, read):
        oak = read(
            AUTUMN,
            event("May Day bank holiday", "20240506", "", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO"),
            event("INSET day", "20260902", "", "RRULE:FREQ=YEARLY"),
        )
        assert oak.inset_days == (date(2026, 9, 2),)

    def test_one_uid_for_all_loses_none(self, read):
        oak = read(
            event("Autumn term", "20260902", "20261219", "UID:x"),
            event("INSET day", "20260902", "", "UID:x"),
            event("INSET day", "20260903", "", "UID:x"),
        )
        assert len(oak.inset_days) == 2

    def test_hours_of_a_whole_day(self, read):
        oak = read(AUTUMN, event("INSET day", "20261127T083000", "20261127T153000"))
        assert oak.inset_days == (date(2026, 11, 27),)

    def test_hours_of_a_term_do_no_harm(self, read):
        assert read(event("Autumn term", "20260902T084500", "20261218T130000")).last == date(2026, 12, 18)

    def test_each_day_of_a_half_term_told_for_itself(self, read):
        oak = read(AUTUMN, *(event("Half term", f"202610{day}") for day in range(26, 31)))
        assert oak.half_terms == (Closure(date(2026, 10, 26), date(2026, 10, 30)),)

    def test_folded_and_escaped_titles(self, read):
        oak = read(AUTUMN, event("School closed\\, boi\n ler failure\\; no heat\n ing", "20261111"))
        assert oak.closures[0].why == "School closed, boiler failure; no heating"

    def test_two_calendars_in_a_file(self, tmp_path):
        (tmp_path / "two.ics").write_text(calendar(AUTUMN) + calendar(event("INSET day", "20260902")), encoding="utf-8")
        assert load_school_calendar(tmp_path / "two.ics").inset_days == (date(2026, 9, 2),)


class TestRevisions:
    def inset(self, day, *more, title="INSET day"):
        return event(title, day, "", "UID:1", *more)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (["SEQUENCE:0"], ["SEQUENCE:1"]),
            ([], ["SEQUENCE:1"]),
            (["SEQUENCE:0", "DTSTAMP:20260901T100000Z"], ["SEQUENCE:1", "DTSTAMP:20260801T100000Z"]),
            (["LAST-MODIFIED:20260801T100000Z"], ["LAST-MODIFIED:20260801T100001Z"]),
            (["SEQUENCE:2", "DTSTAMP:20260801T100000Z"], ["SEQUENCE:2", "DTSTAMP:20260901T100000Z"]),
            (
                ["DTSTAMP:20260901T100000Z", "LAST-MODIFIED:20260801T100000Z"],
                ["DTSTAMP:20260801T100000Z", "LAST-MODIFIED:20260802T100000Z"],
            ),
        ],
    )
    @pytest.mark.parametrize("turned", [False, True])
    def test_the_later_revision_replaces_the_earlier(self, turned, old, new, read):
        both = [self.inset("20261102", *old), self.inset("20261103", *new)]
        oak = read(AUTUMN, *(both[::-1] if turned else both))
        assert oak.inset_days == (date(2026, 11, 3),)
        assert "the entry in line" in "\n".join(oak.remarks)
        assert "replaces it" in "\n".join(oak.remarks)

    def test_a_cancellation_replaces_the_entry(self, read):
        off = self.inset("20261102", "SEQUENCE:1", "STATUS:CANCELLED", title="Cancelled: INSET day")
        assert read(AUTUMN, self.inset("20261102", "SEQUENCE:0"), off).inset_days == ()

    def test_one_day_of_a_series_is_replaced_and_not_the_series(self, read):
        series = self.inset("20261204", "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:0")
        moved = [
            self.inset(day, "RECURRENCE-ID;VALUE=DATE:20261211", f"SEQUENCE:{n}")
            for n, day in ((1, "20261209"), (2, "20261210"))
        ]
        for order in (moved, moved[::-1]):
            assert read(AUTUMN, series, *order).inset_days == (date(2026, 12, 4), date(2026, 12, 10))

    def test_a_series_is_replaced_by_another(self, read):
        old = self.inset("20261102", "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:0")
        new = self.inset("20261103", "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:1")
        moved = self.inset("20261111", "RECURRENCE-ID;VALUE=DATE:20261110", "SEQUENCE:1")
        assert read(AUTUMN, old, new, moved).inset_days == (date(2026, 11, 3), date(2026, 11, 11))

    @pytest.mark.parametrize(
        "entries",
        [
            [("20261102", "SEQUENCE:0"), ("20261103", "SEQUENCE:0", "DTSTAMP:20260801T100000Z")],
            [("20261102", "RECURRENCE-ID:20261102"), ("20261103", "RECURRENCE-ID:20261102")],
        ],
    )
    def test_what_cannot_be_told_is_refused(self, entries, read):
        with pytest.raises(
            CalendarError, match=r"oak\.ics:\d+: 'INSET day' has the UID of the entry in line \d+, and wh"
        ):
            read(AUTUMN, *(self.inset(*entry) for entry in entries))

    def test_one_uid_for_all_with_revisions_is_refused(self, read):
        first = event("Autumn term", "20260902", "20261219", "UID:1", "DTSTAMP:20260801T100000Z")
        with pytest.raises(CalendarError, match="take out the one that no longer holds, or give each a UID of its own"):
            read(first, self.inset("20261102", "DTSTAMP:20260801T100001Z"))

    def test_a_stamp_that_cannot_be_read_is_none(self, read):
        oak = read(AUTUMN, self.inset("20261102", "DTSTAMP:then"), self.inset("20261103"))
        assert len(oak.inset_days) == 2


class TestTerms:
    def test_from_first_and_last_days(self, read):
        oak = read(
            event("Term starts", "20260903"),
            event("School closes for half-term", "20261023"),
            event("School re-opens", "20261102"),
            event("Term ends", "20261218"),
        )
        assert [(t.first, t.last) for t in oak.terms] == [
            (date(2026, 9, 3), date(2026, 10, 23)),
            (date(2026, 11, 2), date(2026, 12, 18)),
        ]

    def test_points_that_agree_with_the_terms(self, read):
        oak = read(
            AUTUMN, event("INSET", "20260902"), event("Pupils return", "20260903"), event("Term ends", "20261218")
        )
        assert len(oak.terms) == 1

    def test_points_that_agree_with_the_half_term_inside_a_term(self, read):
        points = [("Break up for half-term", "20261023"), ("INSET day", "20261102"), ("Pupils return", "20261103")]
        oak = read(AUTUMN, HALF, *(event(*point) for point in points))
        assert (len(oak.terms), len(oak.half_terms)) == (1, 1)

    def test_a_day_told_goes_before_one_that_a_holiday_implies(self, read):
        oak = read(
            event("Summer holidays", "20260721", "20260901"),
            event("Term starts", "20260903"),
            event("Christmas holidays", "20261219", "20270104"),
        )
        assert oak.terms[0].first == date(2026, 9, 3)
        assert any("on 2026-09-03 is taken, not 2026-09-01" in remark for remark in oak.remarks)

    def test_the_staff_come_before_the_pupils(self, read):
        oak = read(
            event("Term starts – INSET day", "20260902"),
            event("Pupils return", "20260903"),
            event("Term ends", "20261218"),
        )
        assert (oak.first, oak.next_open(oak.first.toordinal())) == (date(2026, 9, 2), date(2026, 9, 3).toordinal())

    def test_a_holiday_told_in_two_pieces(self, read):
        oak = read(
            event("Term starts", "20260902"),
            event("Christmas holidays", "20261219", "20270101"),
            event("New Year holiday", "20270101", "20270104"),
            event("Easter holidays", "20270326", "20270412"),
        )
        assert [(t.first, t.last) for t in oak.terms] == [
            (date(2026, 9, 2), date(2026, 12, 18)),
            (date(2027, 1, 4), date(2027, 3, 25)),
        ]

    def test_days_in_neither_term_nor_holiday_are_said(self, read):
        oak = read(
            event("Autumn term", "20260902", "20261217"),
            event("Christmas holidays", "20261221", "20270104"),
            event("Spring term", "20270104", "20270326"),
        )
        assert any("2026-12-17, 2026-12-18 are in no holiday; taken to be closed" in remark for remark in oak.remarks)

    def test_a_closure_in_the_holidays_and_the_same_entry_twice_are_left_aside(self, read):
        spring = event("Spring term", "20270104", "20270326")
        shut = event("School closed", "20261228", "20270102")
        oak = read(AUTUMN, spring, shut, event("INSET day", "20260902"), event("Staff training day", "20260902"))
        assert oak.closures == ()
        assert oak.inset_days == (date(2026, 9, 2),)
        told = "\n".join(oak.remarks)
        assert "when the school is closed anyway: left aside" in told
        assert "says the same" in told

    def test_a_holiday_within_a_term(self, read):
        oak = read(AUTUMN, event("Autumn holidays", "20261026", "20261031"), event("Holiday", "20261127"))
        assert oak.half_terms == (Closure(date(2026, 10, 26), date(2026, 10, 30)),)
        assert oak.closures == (Closure(date(2026, 11, 27), date(2026, 11, 27), "Holiday"),)


HALF = event("Half term", "20261026", "20261031")
CHRISTMAS = event("Christmas holidays", "20261219", "20270104")


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (
            [AUTUMN, event("Closed?", "20261111")],
            "oak.ics:8: 'Closed?' (2026-11-11): it is not said for certain; say it in",
        ),
        (
            [AUTUMN, event("School closed", "20261111T130000", "20261111T153000")],
            "oak.ics:8: 'School closed' (2026-11-11): it begins at 13:00, and it may be for a part of the day only; if",
        ),
        (
            [AUTUMN, event("School closed", "20261111T090000", "20261111T101500")],
            "oak.ics:8: 'School closed' (2026-11-11): it ends at 10:15, and it may be for a part of the day only; if",
        ),
        (
            [AUTUMN, event("INSET", "20261111T090000Z", "20261111T120000Z")],
            "'INSET' (2026-11-11): it ends at 12:00, and it may be for a part of the day only; if it is for whole days",
        ),
        ([AUTUMN, event("INSET", "20261111T090000", "", "DURATION:PT2H")], "it ends at 11:00"),
        ([AUTUMN, event("School closed", "20261111T000000", "20261112T101500")], "it ends at 10:15"),
        (
            [AUTUMN, event("Half term", "20261023T153000", "20261031T000000")],
            "oak.ics:8: 'Half term' (2026-10-23 to 2026-10-30): it begins at 15:30, and it may be for a part of the",
        ),
        (
            [AUTUMN, event("INSET day", "20261102", "", "UID:1", "SEQUENCE:soon")],
            "oak.ics:8: 'INSET day': SEQUENCE: ",
        ),
        ([AUTUMN, event("Half term", "2026-10-26")], "oak.ics:8: 'Half term': DTSTART: "),
        ([AUTUMN, "BEGIN:VEVENT\nSUMMARY:Half term\nEND:VEVENT"], "oak.ics:8: 'Half term' has no first day (DTSTART)"),
        ([AUTUMN, event("Half term", "20261030", "20261026")], "oak.ics:8: 'Half term' ends before it begins (DTSTART"),
        (
            [AUTUMN, event("Half term", "20261026", "20261031T000000")],
            "oak.ics:8: 'Half term' starts on a day and ends at an hour; give both in one way",
        ),
        ([event("Sports day", "20261111")], "has no entry that tells of a term or a closure; give another file"),
        ([], "has no entry that tells of a term or a closure; give another file"),
        (
            [HALF],
            "nothing says when a term starts and when it ends; add the terms, or events 'Term starts' and 'Term e",
        ),
        ([CHRISTMAS], "nothing says when a term starts and when it ends; add the terms"),
        (
            [HALF, CHRISTMAS, event("Easter holidays", "20270326", "20270412")],
            "oak.ics:3: 'Half term' (2026-10-26 to 2026-10-30) lies before the first day that is known (2027-01-04)",
        ),
        (
            [event("Term starts", "20260902")],
            "oak.ics:3: Term starts: a term starts on 2026-09-02, and nothing says when it ends; add an event",
        ),
        (
            [event("Term ends", "20261218")],
            "oak.ics:3: Term ends: a term ends on 2026-12-18, and nothing says when it started; add an event",
        ),
        (
            [event("Term starts", "20260902"), event("Term starts", "20261102"), event("Term ends", "20261218")],
            "oak.ics:3: Term starts: a term starts on 2026-09-02, and again on 2026-11-02",
        ),
        (
            [event("Term starts", "20260902"), event("Term ends", "20261023"), event("Term ends", "20261218")],
            "oak.ics:7: Term ends: a term ends on 2026-10-23, and again on 2026-12-18",
        ),
        (
            [event("Term starts", "20260902"), event("Easter holidays", "20270326", "20270412")],
            "oak.ics:3: from 2026-09-02 to 2027-03-25",
        ),
        (
            [AUTUMN, event("Term ends", "20261217")],
            "oak.ics:8: 'Term ends' has a term end on 2026-12-17, which is the last day of none; correct its day",
        ),
        (
            [AUTUMN, HALF, event("Pupils return", "20261104")],
            "oak.ics:13: 'Pupils return' has a term start on 2026-11-04, which is the first day of none; correct",
        ),
        (
            [AUTUMN, event("Christmas holidays", "20261217", "20270104")],
            "oak.ics:8: 'Christmas holidays' (2026-12-17 to 2027-01-03) and the term 'Autumn term' (2026-09-02 to",
        ),
        (
            [AUTUMN, event("Bank holiday", "20261109")],
            "oak.ics:8: 'Bank holiday' (2026-11-09): 2026-11-09 is no bank holiday in England; correct the day, or say",
        ),
        (
            [AUTUMN, HALF, event("INSET day", "20261030")],
            "oak.ics:8: Oak: the half-term 2026-10-26 to 2026-10-30 and the INSET day 2026-10-30 overlap; take",
        ),
        (
            [AUTUMN, event("INSET day", "20260828")],
            "oak.ics:8: Oak: the INSET day 2026-08-28 is not inside a term; correct its days, or those of the term",
        ),
        (
            [AUTUMN, event("INSET day", "20261205")],
            "oak.ics:8: Oak: the INSET day 2026-12-05 is a Saturday on which schools are closed anyway",
        ),
        (["BEGIN:VEVENT"], "oak.ics: "),
        (
            [event("INSET day", "20260902", "", "RRULE:FREQ=OFTEN"), AUTUMN],
            "oak.ics:3: 'INSET day': RRULE: ",
        ),
    ],
)
def test_what_is_refused(events, words, read):
    with pytest.raises(CalendarError) as caught:
        read(*events)
    assert words in str(caught.value)


def test_everything_unclear_is_told_at_once(read):
    with pytest.raises(CalendarError) as caught:
        read(AUTUMN, event("Closed?", "20261111"), event("INSET (pm)", "20261112"))
    assert len(str(caught.value).splitlines()) == 2


def test_a_file_in_another_encoding_is_refused_with_the_line(tmp_path):
    text = calendar(AUTUMN, event("INSET – staff", "20260902"))
    (tmp_path / "oak.ics").write_bytes(text.encode("cp1252"))
    with pytest.raises(CalendarError, match=r"oak\.ics:9: is not UTF-8 text; save it as UTF-8"):
        load_school_calendar(tmp_path / "oak.ics")


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VEVENT\nEND:VEVENT\n", "<html></html>"])
def test_what_is_no_calendar_is_refused(text, tmp_path):
    (tmp_path / "oak.ics").write_text(text, encoding="utf-8")
    with pytest.raises(CalendarError, match=r"oak\.ics: "):
        load_school_calendar(tmp_path / "oak.ics")


def test_what_is_no_event_is_told(read):
    oak = read(AUTUMN, "BEGIN:VTODO\nSUMMARY:Order chairs\nEND:VTODO")
    assert any("what is no event is left aside: VTODO" in remark for remark in oak.remarks)


def test_without_the_extra_the_remedy_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "icalendar":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CalendarError, match=r'is an iCalendar file; .*pip install "send-deadlines\[ics\]"'):
        load_school_calendars(FILES / "google.ics")
