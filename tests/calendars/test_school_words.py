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
        ("Start of term for staff and pupils", 1, "term_starts"),
        ("Pupils & staff return to school", 1, "term_starts"),
        ("School closed - staff shortage", 1, "closure"),
        ("INSET day - one day only", 1, "inset"),
        ("INSET day - staff only", 1, "inset"),
        ("Oak Primary School INSET day", 1, "inset"),
        ("INSET Day - pupils not required", 1, "inset"),
        ("School not open to pupils", 1, "closure"),
        ("School not in session", 1, "closure"),
        ("School isn\u2019t open", 1, "closure"),
        ("Students not required", 1, "inset"),
        ("Pupils do not attend", 1, "inset"),
        ("Pupils don't come in", 1, "inset"),
        ("Pupils not in school", 1, "inset"),
        ("Pupils not required to attend", 1, "inset"),
        ("Non-School Day", 1, "inset"),
        ("Non-attendance day", 1, "inset"),
        ("Teachers only", 1, "inset"),
        ("Staff in only", 1, "inset"),
        ("Only staff in school", 1, "inset"),
        ("Inservice day", 1, "inset"),
        ("I.N.S.E.T. Day", 1, "inset"),
        ("Child-free day", 1, "inset"),
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
        "Football team training", "Home learning due", "Out of school club", "Pupils not required to wear uniform",
        "Student free school meals", "Children at the museum", "HMS Belfast trip", "Student teacher in Year 3",
        "Children lead in service at church", "Pupils do not need a packed lunch", "Year 11 only", "Staff photo",
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
        ("Inset Day (Primary only)", 1, "it may be for some pupils only"),
        ("Inset Day (Sixth form only)", 1, "it may be for some pupils only"),
        ("INSET - Year 11 only", 1, "it may be for some pupils only"),
        ("School closed (Year Seven)", 1, "it may be for some pupils only"),
        ("School closed - Nursery only", 1, "it may be for some pupils only"),
        ("INSET day (secondary phase)", 1, "it may be for some pupils only"),
        ("INSET day - Maple class only", 1, "it may be for some pupils only"),
        ("Years 7-9: pupils not required", 1, "it may be for some pupils only"),
        ("Start of Term - Staff", 1, "it may be for the staff only"),
        ("Start of term - staff (pupils return Thursday)", 1, "it may be for the staff only"),
        ("Staff return to school", 1, "it may be for the staff only"),
        ("End of term for teachers", 1, "it may be for the staff only"),
        ("Pupils not required until 10am", 1, "it may be for a part of the day only"),
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


@pytest.mark.parametrize(
    "title",
    [
        "Pupils stay at home", "Pupils to remain at home", "Students off", "Children kept away", "Kids stay home",
        "Students work from home", "Children not in", "Learners not required on Monday", "No attendance for pupils",
        "No learners on site", "Nil attendance", "No schooling", "Pupil-free", "Non-pupil", "Not a school day",
        "Not term time", "School's out", "School unavailable", "School unable to open", "School open only to staff",
        "No need to attend", "No requirement for pupils to attend", "Pupils attend by appointment only",
        "Remote learning day", "Home learning day", "Training - all staff", "Training for all staff",
        "Training day for all staff", "Trust-wide training", "MAT conference", "Trust day", "Staff return",
        "Teachers back", "SDD", "SD day", "C.P.D.", "PLD", "Professional learning", "Dis-aggregated training",
        "disaggregated", "Lieu day", "TOIL", "PPA day", "Planning day", "Polling day", "Walkout", "Exeat",
        "Pupil holiday",
    ],
)  # fmt: skip
def test_what_may_mean_that_no_pupils_come_is_never_left_aside(title):
    for written in (title, title.upper(), title.replace(" ", "  ")):
        found = meaning(written, 1)
        assert found.kinds == ()
        assert found.unclear


def test_the_name_of_the_school_may_stand_beside():
    assert meaning("Hazel Lane: half-term", 5, "Hazel Lane Primary").kinds == ("half_term",)
    assert meaning("Hazel Lane: half-term", 5).unclear
