"""What the titles of a school's published calendar are taken to mean."""

import pytest

from send_deadlines.calendars.school_words import meaning


@pytest.mark.parametrize(
    ("title", "days", "kinds"),
    [
        ("INSET Day", 1, "inset"),
        ("inset day 3", 1, "inset"),
        ("School closed - INSET", 1, "inset"),
        ("Additional Inset Day. (School closed to pupils)", 1, "inset"),
        ("Staff Training Day", 1, "inset"),
        ("Teacher Training Day", 1, "inset"),
        ("Non\u2011pupil day", 1, "inset"),
        ("PD Day", 1, "inset"),
        ("Professional Development Day", 1, "inset"),
        ("Diwrnod HMS", 1, "inset"),
        ("Term Starts: Inset Day (Staff)", 1, "inset term_starts"),
        ("Autumn Term 2026", 108, "term"),
        ("Autumn Term: first half", 35, "term"),
        ("TERM 1", 35, "term"),
        ("Autumn term starts", 1, "term_starts"),
        ("First day of Autumn Term 1", 1, "term_starts"),
        ("School re-opens", 1, "term_starts"),
        ("Pupils return", 1, "term_starts"),
        ("Return to school after Easter", 1, "term_starts"),
        ("Back from half-term", 1, "term_starts"),
        ("Return after the Easter break", 1, "term_starts"),
        ("Finish for half term", 1, "term_ends"),
        ("Term 1 Ends / School breaks up", 1, "term_ends"),
        ("Last day of Autumn Term - students finish at 12:30", 1, "term_ends"),
        ("Schools closed for half term", 5, "half_term"),
        ("Summer Half Term Holiday (1 week)", 5, "half_term"),
        ("School closed for Christmas", 16, "holiday"),
        ("Academy closed - INSET Day 1 of 5", 1, "inset"),
        ("Spring Term 2027: 4 January - 25 March", 81, "term"),
        ("Eid al-Fitr (school closed)", 1, "closure"),
        ("Term Ends 12.30pm", 1, "term_ends"),
        ("Last day of term", 1, "term_ends"),
        ("Break up for Easter", 1, "term_ends"),
        ("School closes at 1.15pm for Christmas", 1, "term_ends"),
        ("End of Autumn Term 1", 1, "term_ends"),
        ("Half Term", 9, "half_term"),
        ("Half–Term Holiday", 5, "half_term"),
        ("October Half Term", 5, "half_term"),
        ("Hanner tymor", 5, "half_term"),
        ("Christmas Holidays", 16, "holiday"),
        ("Easter break", 14, "holiday"),
        ("Summer Holiday – school closed", 40, "holiday"),
        ("Bank Holiday Monday", 1, "bank_holiday"),
        ("School Closed Bank Holiday", 1, "bank_holiday"),
        ("Early May Bank Holiday", 1, "bank_holiday"),
        ("Occasional Day", 1, "closure"),
        ("School closed - boiler failure", 1, "closure"),
        ("Polling Day – school closed", 1, "closure"),
        ("Closed to pupils", 1, "closure"),
        ("Snow day", 1, "closure"),
        ("Saturday school", 1, "extra_school_day"),
        ("INSERT day", 1, "inset"),
        ("In-set Day 3 – safeguarding", 1, "inset"),
        ("½ term", 5, "half_term"),
        ("Xmas hols", 14, "holiday"),
        ("Closed", 1, "closure"),
        ("Last day of term – non-uniform, finish 1.30pm", 1, "term_ends"),
        ("Christmas holiday (two weeks)", 16, "holiday"),
        ("Summer Term 2027", 90, "term"),
    ],
)
def test_what_is_plain(title, days, kinds):
    assert " ".join(meaning(title, days).kinds) == kinds
    assert " ".join(meaning(title.upper(), days).kinds) == kinds


@pytest.mark.parametrize(
    "title",
    [
        "Sports Day", "Parents' Evening", "World Book Day", "Breakfast club closed", "Half Term Holiday Club",
        "End of term assembly", "Summer term reports", "Twilight INSET", "Year 11 study leave", "New Year assembly",
        "Closing date for nursery applications", "School photos", "Key Stage 2 SATs", "Library closed", "Lunch break",
        "School development plan", "Christmas",
        "Spring Term Parents' Evening", "May Day fair",
        "School closes at 1.15pm", "Early closure 2pm", "Open evening - school closes at 2pm", "",
    ],
)  # fmt: skip
def test_what_is_no_closure(title):
    found = meaning(title, 1)
    assert (found.kinds, found.unclear) == ((), "")


@pytest.mark.parametrize(
    ("title", "days", "why"),
    [
        ("Closed?", 1, "it is not said for certain"),
        ("INSET day (provisional)", 1, "it is not said for certain"),
        ("Half term – dates TBC", 5, "it is not said for certain"),
        ("INSET day moved to 6 November", 1, "it is not said for certain"),
        ("Year 7 only – term starts", 1, "it may be for some pupils only"),
        ("Sixth form closed", 1, "it may be for some pupils only"),
        ("Nursery closed (INSET)", 1, "it may be for some pupils only"),
        ("INSET (pm)", 1, "it may be for a part of the day only"),
        ("School closed from 1pm", 1, "it may be for a part of the day only"),
        ("Christmas Holidays - School Closes at 12 noon", 1, "it may be for a part of the day only"),
        ("Term starts / term ends", 1, "it may be the first day of a term and the last day of a term"),
        ("Autumn half term – INSET Friday", 5, "it may be an INSET day and a half-term"),
        ("Field closed for reseeding", 1, "it says 'closed', and whether pupils come is not plain"),
        ("Half term ski trip", 3, "it says 'ski trip' besides, and whether it is a half-term is not plain"),
        ("Christmas holiday cards", 1, "it says 'cards' besides, and whether it is a holiday is not plain"),
        (
            "School opens for visits",
            1,
            "it says 'visits' besides, and whether it is the first day of a term is not plain",
        ),
        ("Staff training session", 1, "it may be about the day, and not the day itself"),
        ("INSET planning", 1, "it may be about the day, and not the day itself"),
        ("Pupils not in school", 1, "it is not said for certain"),
        ("Christmas", 16, "it says 'christmas', and whether pupils come is not plain"),
        ("Ready for half term", 1, "it says 'ready for' besides, and whether it is a half-term is not plain"),
        ("Day after half term", 1, "it says 'after' besides, and whether it is a half-term is not plain"),
        ("Autumn 1", 35, "it says 'autumn 1', and whether pupils come is not plain"),
        ("Staff conference day", 1, "it says 'staff conference day', and whether pupils come is not plain"),
        ("Strike action", 1, "it says 'strike', and whether pupils come is not plain"),
        ("Autumn term", 1, "a term does not last 1 day"),
        ("Half term", 35, "a half-term does not last 35 days"),
        ("INSET days", 9, "an INSET day does not last 9 days"),
        ("Half term 1", 35, "cannot tell whether it is a half of the term or the week without school"),
        ("Half term begins", 1, "cannot tell whether it is the last day before the break, or a day of the break"),
        ("Last day of half term", 1, "cannot tell whether it is the last day before the break, or a day of the break"),
        ("Easter holidays begin", 1, "cannot tell whether it is the last day before the break, or a day of the break"),
    ],
)
def test_what_cannot_be_told_apart(title, days, why):
    found = meaning(title, days)
    assert found.kinds == ()
    assert found.unclear == why


def test_the_name_of_the_school_may_stand_beside():
    assert meaning("Hazel Lane: half-term", 5, "Hazel Lane Primary").kinds == ("half_term",)
    assert meaning("Hazel Lane: half-term", 5).unclear
