"""Appeals and claims from the decision, or the request, to their end: what each step starts, and what it ends.

The dates are worked out by hand, in the comments. Bank holidays in them: 5 and 26 May 2025; 1 January, 3 and 6 April, 4
and 25 May 2026.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from send_deadlines import Case, Event, State, evaluate

EXAMPLES = Path(__file__).parent.parent / "examples"
ROADS = [
    "appeal_refusal_to_assess", "appeal_refusal_to_make_a_plan", "appeal_contents", "appeal_setting_only",
    "appeal_ceasing_dismissed", "appeal_ceasing_allowed", "appeal_not_opposed", "appeal_consent_order",
    "discrimination_claims", "hearing_vacated",
]  # fmt: skip
OPEN = {State.RUNNING, State.DUE_TODAY, State.OVERDUE, State.WAITING, State.OUTSTANDING, State.UNKNOWN}


def road(name: str, upto: str = "9999-12-31", without: tuple[str, ...] = (), more: tuple[Event, ...] = ()) -> Case:
    """An example up to a day, without some of its events and with others: where the road turns."""
    case = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    case["events"] = [each for each in case["events"] if each["on"] <= upto and each["event"] not in without]
    read = Case.from_dict(case)
    return Case(read.id, [*read.events, *more])


def still_open(result: Any, *processes: str) -> dict[str, str]:
    """The deadlines of some processes that something is still to be done about."""
    return {
        each.rule: each.state.value
        for each in result.deadlines
        if each.state in OPEN and each.rule.partition(".")[0] in processes
    }


# (example, as of, rule, what it is about, due, state)
DATES = [
    # --- A refusal to assess, on the papers -------------------------------------------------------------------------
    # Refused Thu 13 Mar 2025 + 2 months: Tue 13 May. Declined Wed 2 Apr: 3, 4, 7 Apr: Mon 7 Apr. Certificate Fri 4 Apr
    # + 1 month: Sun 4 May, a bank holiday on the 5th, so Tue 6 May: the two months are later.
    ("appeal_refusal_to_assess", "2025-03-13", "tribunal_appeal.start", None, "2025-05-13", "running"),
    ("appeal_refusal_to_assess", "2025-04-03", "mediation.certificate_if_declined", None, "2025-04-07", "running"),
    ("appeal_refusal_to_assess", "2025-04-07", "tribunal_appeal.start", None, "2025-05-13", "running"),
    # At 16:20 on the day before the last.
    ("appeal_refusal_to_assess", "2025-05-12", "tribunal_appeal.start", None, "2025-05-13", "met"),
    # Mon 12 May + 10 working days: 13-16 (4), 19-23 (9), 27 May (10), without the bank holiday.
    ("appeal_refusal_to_assess", "2025-05-13", "tribunal_appeal.registration", None, "2025-05-27", "running"),
    # The letter's Fri 4 July; the thirty working days from Fri 23 May would be 27-30 (4), 2-6 June (9), 13 (14), 20
    # (19), 27 (24), 4 July (29), Mon 7 July (30).
    ("appeal_refusal_to_assess", "2025-05-23", "tribunal_appeal.response", None, "2025-07-04", "running"),
    ("appeal_refusal_to_assess", "2025-05-23", "tribunal_appeal.not_oppose", None, "2025-07-04", "running"),
    ("appeal_refusal_to_assess", "2025-07-03", "tribunal_appeal.response", None, "2025-07-04", "met"),
    ("appeal_refusal_to_assess", "2025-07-03", "tribunal_appeal.not_oppose", None, "2025-07-04", "ended"),
    # Fixed days in August stand: Fri 15 and Fri 29.
    ("appeal_refusal_to_assess", "2025-08-01", "tribunal_hearing.last_evidence", None, "2025-08-15", "running"),
    ("appeal_refusal_to_assess", "2025-08-01", "tribunal_hearing.bundle", None, "2025-08-29", "running"),
    ("appeal_refusal_to_assess", "2025-09-15", "tribunal_hearing.family_last_evidence", None, "2025-08-15", "ended"),
    # Order Thu 18 Sep 2025: + 14 is Thu 2 Oct. + 70: Sep 12, Oct 43, so Thu 27 Nov. + 98: Nov 73, so Thu 25 Dec, which
    # stands.
    ("appeal_refusal_to_assess", "2025-09-22", "tribunal_order.assessment_notice", None, "2025-10-02", "running"),
    ("appeal_refusal_to_assess", "2025-09-22", "tribunal_order.no_plan_decision", None, "2025-11-27", "running"),
    ("appeal_refusal_to_assess", "2025-09-22", "tribunal_order.plan_after_assessment", None, "2025-12-25", "running"),
    # The decision was sent on Mon 22 Sep: + 14 is Mon 6 Oct, + 28 Mon 20 Oct.
    ("appeal_refusal_to_assess", "2025-09-22", "tribunal_decision.apply_for_costs", None, "2025-10-06", "running"),
    ("appeal_refusal_to_assess", "2025-09-22", "tribunal_decision.apply_for_permission", None, "2025-10-20", "running"),
    # The draft served Wed 19 Nov: fifteen days beginning with it end on Wed 3 Dec.
    ("appeal_refusal_to_assess", "2025-11-20", "ehc_assessment.representations", None, "2025-12-03", "waiting"),
    ("appeal_refusal_to_assess", "2025-12-18", "tribunal_order.plan_after_assessment", None, "2025-12-25", "met"),
    # The first sixteen and twenty weeks ended with the refusal of 13 Mar, and the order did not bring them back. Mon 3
    # Feb 2025 + 112: Feb 25, Mar 56, Apr 86, so Mon 26 May; + 140: May 117, so Mon 23 June.
    ("appeal_refusal_to_assess", "2025-12-18", "ehc_assessment.no_plan_decision", None, "2025-05-26", "ended"),
    ("appeal_refusal_to_assess", "2025-12-18", "ehc_assessment.final_plan", None, "2025-06-23", "ended"),
    # --- A refusal to make a plan -----------------------------------------------------------------------------------
    # Wed 10 Sep 2025 + 112: Sep 20, Oct 51, Nov 81, so Wed 31 Dec. Refused on 19 Dec.
    ("appeal_refusal_to_make_a_plan", "2025-12-19", "ehc_assessment.no_plan_decision", None, "2025-12-31", "met"),
    # Sent Fri 19 Dec + 2 months: Thu 19 Feb 2026. Certificate Wed 11 Feb + 1 month: Wed 11 Mar, which is later.
    ("appeal_refusal_to_make_a_plan", "2026-02-10", "tribunal_appeal.start", None, "2026-02-19", "running"),
    ("appeal_refusal_to_make_a_plan", "2026-02-11", "tribunal_appeal.start", None, "2026-03-11", "running"),
    # Mediation wanted Wed 14 Jan + 30 days: 17 of January, so Fri 13 Feb. It never was held.
    ("appeal_refusal_to_make_a_plan", "2026-02-13", "mediation.arrange", None, "2026-02-13", "due_today"),
    ("appeal_refusal_to_make_a_plan", "2026-02-14", "mediation.arrange", None, "2026-02-13", "overdue"),
    ("appeal_refusal_to_make_a_plan", "2026-03-02", "mediation.arrange", None, "2026-02-13", "ended"),
    # The papers came on Wed 25 Mar; the letter of the day before says Thu 7 May, not the thirtieth working day: 26, 27
    # Mar (2), 30-2 Apr (6), 7-10 (10), 17 (15), 24 (20), 1 May (25), 5-8 (29), Mon 11 May (30).
    ("appeal_refusal_to_make_a_plan", "2026-03-25", "tribunal_appeal.response", None, "2026-05-07", "running"),
    ("appeal_refusal_to_make_a_plan", "2026-05-07", "tribunal_appeal.response", None, "2026-05-07", "met"),  # at 16:55
    # The family's came at 17:20 on the last day.
    ("appeal_refusal_to_make_a_plan", "2026-05-29", "tribunal_hearing.last_evidence", None, "2026-05-29", "met"),
    ("appeal_refusal_to_make_a_plan", "2026-05-29", "tribunal_hearing.family_last_evidence", None, "2026-05-29",
     "met_late"),
    # Order Wed 15 July 2026 + 35: 16 of July, so Wed 19 Aug; + 77: Aug 47, so Wed 30 Sep.
    ("appeal_refusal_to_make_a_plan", "2026-07-16", "tribunal_order.draft_plan", None, "2026-08-19", "running"),
    ("appeal_refusal_to_make_a_plan", "2026-07-16", "tribunal_order.final_plan", None, "2026-09-30", "running"),
    # Decision sent Thu 16 July: 17-30 are 14: Thu 30 July. Of 28, 15 in July, August left out: Sun 13 Sep, so Mon 14
    # Sep.
    ("appeal_refusal_to_make_a_plan", "2026-07-16", "tribunal_decision.apply_for_costs", None, "2026-07-30", "running"),
    ("appeal_refusal_to_make_a_plan", "2026-07-16", "tribunal_decision.apply_for_permission", None, "2026-09-14",
     "running"),
    ("appeal_refusal_to_make_a_plan", "2026-08-18", "tribunal_order.draft_plan", None, "2026-08-19", "met"),
    ("appeal_refusal_to_make_a_plan", "2026-09-28", "tribunal_order.final_plan", None, "2026-09-30", "met"),
    # The plan can be appealed against in its turn: Mon 28 Sep + 2 months: Sat 28 Nov, so Mon 30 Nov.
    ("appeal_refusal_to_make_a_plan", "2026-09-28", "mediation.contact_adviser", None, "2026-11-28", "running"),
    ("appeal_refusal_to_make_a_plan", "2026-09-28", "tribunal_appeal.start", None, "2026-11-30", "running"),
    # --- Contents and setting, with a recommendation ----------------------------------------------------------------
    # Notice Thu 25 Sep 2025 + 56: Sep 5, Oct 36, so Thu 20 Nov. Plan sent Tue 18 Nov.
    ("appeal_contents", "2025-11-18", "ehc_review.amended_plan_after_notice", None, "2025-11-20", "met"),
    # + 2 months: Sun 18 Jan 2026, so Mon 19 Jan for the appeal; nothing moves the adviser's.
    ("appeal_contents", "2025-11-18", "mediation.contact_adviser", None, "2026-01-18", "running"),
    ("appeal_contents", "2025-11-18", "tribunal_appeal.start", None, "2026-01-19", "running"),
    # Wanted Mon 8 Dec: 9, 10, 11 Dec; + 30 days: 23 of December, so Wed 7 Jan.
    ("appeal_contents", "2025-12-08", "mediation.tell_commissioner", None, "2025-12-11", "running"),
    ("appeal_contents", "2025-12-08", "mediation.arrange_with_commissioner", None, "2026-01-07", "running"),
    # Mon 5 Jan, five clear working days before: 2 Jan, 31, 30, 29, 24 Dec; so the day before, Tue 23 Dec.
    ("appeal_contents", "2025-12-12", "mediation.tell_date", None, "2025-12-23", "running"),
    # Certificate Wed 7 Jan + 1 month: Sat 7 Feb, so Mon 9 Feb.
    ("appeal_contents", "2026-01-07", "tribunal_appeal.start", None, "2026-02-09", "running"),
    # The hearing is on Tue 16 June 2026. Four clear weeks before: 28 days are 19 May, so Mon 18 May. Ten working days:
    # 15, 12-8 (6), 5-2 (10), so Tue 2 June, and Mon 1 June where they are clear.
    ("appeal_contents", "2026-02-17", "tribunal_hearing.last_evidence", None, "2026-05-18", "running"),
    ("appeal_contents", "2026-02-17", "tribunal_hearing.bundle", None, "2026-06-01", "running"),
    ("appeal_contents", "2026-02-17", "tribunal_hearing.final_working_document", None, "2026-06-02", "running"),
    # Moved to Fri 11 Sep: 10 days of September, and of July 18, to the 14th; so Mon 13 July. What had been sent counts.
    # Ten working days: 10-7 (4), 4-1 (8), 31 and 30 July (10): Thu 30 July, and Wed 29 July where they are clear.
    # What was sent by then is judged by the hearing as it was listed then.
    ("appeal_contents", "2026-05-11", "tribunal_hearing.last_evidence", None, "2026-05-18", "met"),
    ("appeal_contents", "2026-05-11", "tribunal_hearing.family_last_evidence", None, "2026-07-13", "running"),
    ("appeal_contents", "2026-05-11", "tribunal_hearing.bundle", None, "2026-07-29", "running"),
    ("appeal_contents", "2026-05-11", "tribunal_hearing.final_working_document", None, "2026-07-30", "running"),
    # A change proposed on Mon 27 Apr: 28, 29, 30, 1 May, Tue 5 May, without the bank holiday. Answered on 30 April.
    ("appeal_contents", "2026-04-28", "tribunal_hearing.wait_for_answer", None, "2026-05-05", "waiting"),
    ("appeal_contents", "2026-05-01", "tribunal_hearing.wait_for_answer", None, "2026-05-05", "ended"),
    # The plan is reviewed meanwhile: met Mon 29 June, so twelve months starting with it end on 28 June 2027.
    ("appeal_contents", "2026-07-17", "ehc_review.review", None, "2027-06-28", "running"),
    # Order Wed 23 Sep: + 14 is Wed 7 Oct; + 35: 7 of September, so Wed 28 Oct. Five weeks beginning with it: Tue 27
    # Oct.
    ("appeal_contents", "2026-09-25", "tribunal_order.changed_setting", None, "2026-10-07", "running"),
    ("appeal_contents", "2026-09-25", "tribunal_order.amended_provision", None, "2026-10-28", "running"),
    ("appeal_contents", "2026-09-25", "recommendation.health_reply", None, "2026-10-27", "running"),
    ("appeal_contents", "2026-10-06", "tribunal_order.changed_setting", None, "2026-10-07", "met"),
    ("appeal_contents", "2026-10-06", "tribunal_order.amended_provision", None, "2026-10-28", "met"),
    # The answer came on Fri 23 Oct: a week beginning with it ends on Thu 29 Oct.
    ("appeal_contents", "2026-10-23", "recommendation.copy_health_reply", None, "2026-10-29", "running"),
    ("appeal_contents", "2026-10-28", "recommendation.copy_health_reply", None, "2026-10-29", "met"),
    # --- Only the setting -------------------------------------------------------------------------------------------
    # Fri 30 Jan 2026 + 2 months: Mon 30 Mar. No adviser and no certificate are needed.
    ("appeal_setting_only", "2026-01-30", "phase_transfer.plan_for_school", "secondary school", "2026-02-14", "met"),
    ("appeal_setting_only", "2026-01-30", "tribunal_appeal.start", None, "2026-03-30", "running"),
    ("appeal_setting_only", "2026-03-24", "tribunal_appeal.start", None, "2026-03-30", "met"),
    ("appeal_setting_only", "2026-03-24", "mediation.contact_adviser", None, "2026-03-30", "ended"),
    # The letter's Fri 1 May, well before the thirtieth working day from Thu 2 Apr: 7-10 (4), 17 (9), 24 (14), 1 May
    # (19), 8 (23), 15 (28), Tue 19 May (30).
    ("appeal_setting_only", "2026-04-02", "tribunal_appeal.response", None, "2026-05-01", "running"),
    # Order Mon 20 July + 14: Mon 3 Aug. Of the days for costs 11 in July, so Thu 3 Sep; of 28, Thu 17 Sep.
    ("appeal_setting_only", "2026-07-20", "tribunal_order.changed_setting", None, "2026-08-03", "running"),
    ("appeal_setting_only", "2026-07-20", "tribunal_decision.apply_for_costs", None, "2026-09-03", "running"),
    ("appeal_setting_only", "2026-07-20", "tribunal_decision.apply_for_permission", None, "2026-09-17", "running"),
    ("appeal_setting_only", "2026-07-30", "tribunal_order.changed_setting", None, "2026-08-03", "met"),
    # --- Ceasing ----------------------------------------------------------------------------------------------------
    # Mon 31 Mar 2025 + 2 months: Sat 31 May, so Mon 2 June. Certificate Thu 15 May + 1 month: Sun 15 June, so Mon 16
    # June.
    ("appeal_ceasing_dismissed", "2025-04-01", "ehc_ceasing.no_ceasing_before_appeal", None, "2025-06-02", "waiting"),
    ("appeal_ceasing_dismissed", "2025-06-10", "ehc_ceasing.no_ceasing_after_certificate", None, "2025-06-16",
     "waiting"),
    ("appeal_ceasing_dismissed", "2025-06-10", "tribunal_appeal.start", None, "2025-06-16", "running"),
    ("appeal_ceasing_dismissed", "2025-06-13", "ehc_ceasing.no_ceasing_during_appeal", None, None, "waiting"),
    # A fixed Fri 8 Aug, where the thirty working days from Thu 26 June leave August out: 27 (1), 4 July (6), 11 (11),
    # 18 (16), 25 (21), 31 (25), Fri 5 Sep (30).
    ("appeal_ceasing_dismissed", "2025-06-26", "tribunal_appeal.response", None, "2025-08-08", "running"),
    # Tue 4 Nov: ten working days before are 3, 31-27 (6), 24-21 (10): Tue 21 Oct, and Mon 20 Oct where they are clear.
    ("appeal_ceasing_dismissed", "2025-06-26", "tribunal_hearing.bundle", None, "2025-10-20", "running"),
    # The plan goes on, and its review falls due: met Mon 3 Mar 2025, so by 2 Mar 2026.
    ("appeal_ceasing_dismissed", "2025-09-15", "ehc_review.review", None, "2026-03-02", "running"),
    # Dismissed on Mon 17 Nov: the last day on which it may not cease was the day before.
    ("appeal_ceasing_dismissed", "2025-11-19", "ehc_ceasing.no_ceasing_during_appeal", None, "2025-11-16", "ended"),
    ("appeal_ceasing_dismissed", "2025-11-19", "tribunal_order.cease_plan", None, None, "outstanding"),
    ("appeal_ceasing_dismissed", "2025-11-20", "tribunal_order.cease_plan", None, None, "met"),
    ("appeal_ceasing_dismissed", "2025-11-20", "ehc_review.review", None, "2026-03-02", "ended"),
    # From Mon 8 Dec 2025: 9-12 (4), 19 (9), 22-24 (12), 2 Jan (13), 9 (18), 16 (23), 23 (28), Tue 27 Jan 2026 (30).
    ("appeal_ceasing_allowed", "2025-12-08", "tribunal_appeal.response", None, "2026-01-27", "running"),
    # Fri 1 May 2026 + 35: 30 of May, so Fri 5 June.
    ("appeal_ceasing_allowed", "2026-05-05", "tribunal_order.continued_plan", None, "2026-06-05", "running"),
    ("appeal_ceasing_allowed", "2026-05-05", "ehc_ceasing.no_ceasing_during_appeal", None, None, "ended"),
    ("appeal_ceasing_allowed", "2026-06-03", "tribunal_order.continued_plan", None, "2026-06-05", "met"),
    ("appeal_ceasing_allowed", "2026-06-03", "tribunal_order.maintain_plan", None, None, "met"),
    # --- Not opposed ------------------------------------------------------------------------------------------------
    # Wed 25 Feb 2026 + 2 months: Sat 25 Apr, so Mon 27 Apr.
    ("appeal_not_opposed", "2026-04-20", "tribunal_appeal.start", None, "2026-04-27", "met"),
    ("appeal_not_opposed", "2026-05-11", "tribunal_appeal.not_oppose", None, "2026-06-12", "running"),
    ("appeal_not_opposed", "2026-06-10", "tribunal_appeal.not_oppose", None, "2026-06-12", "met"),
    ("appeal_not_opposed", "2026-06-10", "tribunal_appeal.response", None, "2026-06-12", "ended"),
    # Wed 10 June + 14: Wed 24 June; + 70: 20 of June, July 51, so Wed 19 Aug; + 98: Aug 82, so Wed 16 Sep.
    ("appeal_not_opposed", "2026-06-10", "unopposed_appeal.assessment_notice", None, "2026-06-24", "running"),
    ("appeal_not_opposed", "2026-06-10", "unopposed_appeal.no_plan_decision", None, "2026-08-19", "running"),
    ("appeal_not_opposed", "2026-06-10", "unopposed_appeal.plan_after_assessment", None, "2026-09-16", "running"),
    # The Tribunal's notice of Mon 15 June + 14: Mon 29 June.
    ("appeal_not_opposed", "2026-06-15", "tribunal_decision.apply_for_costs", None, "2026-06-29", "running"),
    ("appeal_not_opposed", "2026-06-19", "unopposed_appeal.assessment_notice", None, "2026-06-24", "met"),
    ("appeal_not_opposed", "2026-09-14", "unopposed_appeal.plan_after_assessment", None, "2026-09-16", "met"),
    # --- By consent -------------------------------------------------------------------------------------------------
    # Mon 2 Feb 2026 + 15: Tue 17 Feb. Refused Fri 13 Feb + 2 months: Mon 13 Apr.
    ("appeal_consent_order", "2026-02-13", "ehc_reassessment.decision", None, "2026-02-17", "met"),
    ("appeal_consent_order", "2026-06-08", "tribunal_appeal.response", None, "2026-06-08", "met"),  # at 17:00
    # Wed 21 Oct: ten working days before are 20, 19, 16-12 (7), 9-7 (10): Wed 7 Oct, clear Tue 6 Oct. Then the 14th.
    ("appeal_consent_order", "2026-09-30", "tribunal_hearing.bundle", None, "2026-10-06", "running"),
    ("appeal_consent_order", "2026-10-05", "tribunal_hearing.bundle", None, "2026-10-14", "running"),
    ("appeal_consent_order", "2026-10-12", "tribunal_hearing.bundle", None, "2026-10-14", "ended"),
    # Mon 12 Oct + 14: Mon 26 Oct; + 70: 19 of October, Nov 49, so Mon 21 Dec; + 98: Dec 80, so Mon 18 Jan 2027.
    ("appeal_consent_order", "2026-10-14", "tribunal_order.assessment_notice", None, "2026-10-26", "running"),
    ("appeal_consent_order", "2026-10-14", "tribunal_order.no_plan_decision", None, "2026-12-21", "running"),
    ("appeal_consent_order", "2026-10-14", "tribunal_order.plan_after_assessment", None, "2027-01-18", "running"),
    # Told Thu 22 Oct + 98: 9 of October, Nov 39, Dec 70, so Thu 28 Jan: the order's weeks end sooner.
    ("appeal_consent_order", "2026-10-22", "ehc_reassessment.final_plan", None, "2027-01-28", "running"),
    # Met Mon 3 Nov 2025, so by 2 Nov 2026; a re-assessment was under way.
    ("appeal_consent_order", "2026-11-09", "ehc_review.review", None, "2026-11-02", "lifted"),
    ("appeal_consent_order", "2027-01-15", "tribunal_order.plan_after_assessment", None, "2027-01-18", "met"),
    ("appeal_consent_order", "2027-01-15", "ehc_reassessment.final_plan", None, "2027-01-28", "met"),
    # --- Two claims -------------------------------------------------------------------------------------------------
    # Six months beginning with Tue 3 Mar 2026 end on Wed 2 Sep.
    ("discrimination_claims", "2026-06-15", "discrimination_claim.claim", "school trips", "2026-09-02", "running"),
    # Fri 10 July: 17 (5), 24 (10), Fri 31 July (15). Mon 13 July: 14-17 (4), 24 (9), 31 (14), 1-4 Sep (18), 11 (23), 18
    # (28), Tue 22 Sep (30).
    ("discrimination_claims", "2026-07-20", "discrimination_claim.response_on_reinstatement", "exclusion",
     "2026-07-31", "running"),
    ("discrimination_claims", "2026-07-20", "discrimination_claim.response", "school trips", "2026-09-22", "running"),
    ("discrimination_claims", "2026-07-31", "discrimination_claim.response_on_reinstatement", "exclusion",
     "2026-07-31", "met_late"),  # at 17:05
    ("discrimination_claims", "2026-08-01", "discrimination_claim.late_response_request", "exclusion", None, "met"),
    ("discrimination_claims", "2026-08-10", "discrimination_claim.response", "school trips", "2026-09-22", "running"),
    ("discrimination_claims", "2026-09-21", "discrimination_claim.response", "school trips", "2026-09-22", "met"),
    # Ordered on Fri 25 Sep: a fixed Mon 5 Oct, and two weeks: Fri 9 Oct.
    ("discrimination_claims", "2026-09-25", "discrimination_claim.ordered_reinstatement", "exclusion", "2026-10-05",
     "running"),
    ("discrimination_claims", "2026-09-25", "discrimination_claim.ordered_apology", "exclusion", "2026-10-09",
     "running"),
    # Wed 3 Feb 2027, five clear weeks before: 2 days of February, 30 of January to the 2nd, and 24, 23, 22 Dec; so Mon
    # 21.
    ("discrimination_claims", "2026-10-07", "tribunal_hearing.last_evidence", "school trips", "2026-12-21", "running"),
    # Three months from Mon 15 Feb 2027: Sat 15 May, which stands: it is ordered under the Act.
    ("discrimination_claims", "2027-02-15", "discrimination_claim.ordered_training", "school trips", "2027-05-15",
     "running"),
    ("discrimination_claims", "2027-05-11", "discrimination_claim.ordered_training", "school trips", "2027-05-15",
     "met"),
    # --- A hearing that is taken out of the list --------------------------------------------------------------------
    # Thu 5 Feb 2026 + 2 months: Sun 5 Apr; 6 Apr is Easter Monday, so Tue 7 Apr. Certificate Tue 10 Mar: Fri 10 Apr.
    ("hearing_vacated", "2026-03-02", "tribunal_appeal.start", None, "2026-04-07", "running"),
    ("hearing_vacated", "2026-03-10", "tribunal_appeal.start", None, "2026-04-10", "running"),
    # Thu 9 Apr: 10, 13-17 (6), 20-23 (10): Thu 23 Apr.
    ("hearing_vacated", "2026-04-24", "tribunal_appeal.registration", None, "2026-04-23", "met_late"),
    # Thu 16 July: three weeks before is 25 June, clear Wed 24. Ten working days: 15-13 (3), 10-6 (8), 3, 2: clear Wed 1
    # July.
    ("hearing_vacated", "2026-06-20", "tribunal_hearing.last_evidence", None, "2026-06-24", "running"),
    ("hearing_vacated", "2026-06-22", "tribunal_hearing.last_evidence", None, "2026-06-24", "met"),
    ("hearing_vacated", "2026-06-22", "tribunal_hearing.bundle", None, "2026-07-01", "running"),
    ("hearing_vacated", "2026-06-26", "tribunal_hearing.bundle", None, "2026-07-01", "ended"),
    ("hearing_vacated", "2026-06-26", "tribunal_hearing.attend_hearing", None, "2026-07-16", "ended"),
    # Tue 13 Oct: ten working days: 12, 9-5 (6), 2, 1, 30, 29 Sep (10): Tue 29 Sep, clear Mon 28.
    ("hearing_vacated", "2026-07-22", "tribunal_hearing.last_evidence", None, "2026-09-18", "running"),
    ("hearing_vacated", "2026-07-22", "tribunal_hearing.bundle", None, "2026-09-28", "running"),
    ("hearing_vacated", "2026-07-22", "tribunal_hearing.attendance_form", None, "2026-10-02", "running"),
    ("hearing_vacated", "2026-07-22", "tribunal_hearing.attend_hearing", None, "2026-10-13", "running"),
    ("hearing_vacated", "2026-09-25", "tribunal_hearing.bundle", None, "2026-09-28", "met"),
    # Order Mon 26 Oct + 35: 5 of October, so Mon 30 Nov.
    ("hearing_vacated", "2026-10-27", "tribunal_order.amended_provision", None, "2026-11-30", "running"),
    ("hearing_vacated", "2026-11-27", "tribunal_order.amended_provision", None, "2026-11-30", "met"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "as_of", "rule", "about", "due", "state"), DATES)
def test_a_date_on_the_road(name: str, as_of: str, rule: str, about: str | None, due: str | None, state: str) -> None:
    found = [(each.due, each.state) for each in evaluate(road(name), as_of).all(rule) if each.about == about]
    assert (date.fromisoformat(due) if due else None, state) in found


KNOWN_BREACHES = {
    # Mediation that was not held in thirty days, and evidence that came at 17:20.
    "appeal_refusal_to_make_a_plan": {"mediation.arrange", "tribunal_hearing.family_last_evidence"},
    "discrimination_claims": {"discrimination_claim.response_on_reinstatement"},  # at 17:05
}


@pytest.mark.parametrize("name", ROADS)
def test_nothing_is_overdue_that_should_not_be(name: str) -> None:
    """On the day of each event, and the day after it; and in the end nothing is left of the proceedings."""
    case = road(name)
    days = sorted({day for each in case.events for day in (each.on, each.on + timedelta(days=1))})
    for day in days:
        result = evaluate(case, day)
        assert {each.rule for each in result.breaches} <= KNOWN_BREACHES.get(name, set()), day
        assert not result.problems, day
        assert not result.conflicts, day
    after = evaluate(case, days[-1] + timedelta(days=60))
    over = "tribunal_hearing", "tribunal_order", "unopposed_appeal", "tribunal_decision", "recommendation"
    claims = "discrimination_claim", "ehc_reassessment", "ehc_ceasing"
    left = still_open(after, *over, *claims)
    left.pop("ehc_reassessment.first_review", None)
    assert left == {}


# (example, as of, what is to be done, soonest first)
NEXT = [
    ("appeal_refusal_to_assess", "2025-08-13", {
        "tribunal_hearing.family_last_evidence": "2025-08-15", "tribunal_hearing.bundle": "2025-08-29",
    }),
    ("appeal_refusal_to_assess", "2025-09-22", {
        "tribunal_order.assessment_notice": "2025-10-02",
        "tribunal_decision.apply_for_costs": "2025-10-06",
        "tribunal_decision.apply_for_permission": "2025-10-20",
        "tribunal_decision.apply_to_set_aside": "2025-10-20",
        "tribunal_order.no_plan_decision": "2025-11-27",
        "tribunal_order.plan_after_assessment": "2025-12-25",
    }),
    ("appeal_refusal_to_make_a_plan", "2026-07-20", {
        "tribunal_decision.apply_for_costs": "2026-07-30",
        "tribunal_order.draft_plan": "2026-08-19",
        "tribunal_decision.apply_for_permission": "2026-09-14",
        "tribunal_decision.apply_to_set_aside": "2026-09-14",
        "tribunal_order.final_plan": "2026-09-30",
    }),
    ("appeal_contents", "2026-09-28", {
        "tribunal_order.changed_setting": "2026-10-07",
        "tribunal_decision.apply_for_costs": "2026-10-09",
        "tribunal_decision.apply_for_permission": "2026-10-23",
        "tribunal_decision.apply_to_set_aside": "2026-10-23",
        "recommendation.health_reply": "2026-10-27",
        "tribunal_order.amended_provision": "2026-10-28",
        "ehc_review.review": "2027-06-28",
    }),
    # Met Mon 10 Nov 2025, so the next review is due by 9 Nov 2026.
    ("appeal_setting_only", "2026-07-22", {
        "tribunal_order.changed_setting": "2026-08-03",
        "tribunal_decision.apply_for_costs": "2026-09-03",
        "tribunal_decision.apply_for_permission": "2026-09-17",
        "tribunal_decision.apply_to_set_aside": "2026-09-17",
        "ehc_review.review": "2026-11-09",
    }),
    ("appeal_ceasing_dismissed", "2025-05-13", {
        "mediation.certificate_if_declined": "2025-05-15",
        "ehc_ceasing.no_ceasing_before_appeal": "2025-06-02",
        "tribunal_appeal.start": "2025-06-02",
        "ehc_review.review": "2026-03-02",
    }),
    ("appeal_ceasing_allowed", "2026-05-05", {
        "tribunal_decision.apply_for_costs": "2026-05-19",
        "tribunal_decision.apply_for_permission": "2026-06-02",
        "tribunal_decision.apply_to_set_aside": "2026-06-02",
        "tribunal_order.continued_plan": "2026-06-05",
        "ehc_review.review": "2026-09-01",
        "tribunal_order.maintain_plan": None,
    }),
    ("appeal_not_opposed", "2026-06-10", {
        "unopposed_appeal.assessment_notice": "2026-06-24",
        "unopposed_appeal.no_plan_decision": "2026-08-19",
        "unopposed_appeal.plan_after_assessment": "2026-09-16",
    }),
    ("appeal_consent_order", "2026-10-14", {
        "tribunal_order.assessment_notice": "2026-10-26",
        "tribunal_decision.apply_for_costs": "2026-10-28",
        "ehc_review.review": "2026-11-02",
        "tribunal_decision.apply_for_permission": "2026-11-11",
        "tribunal_decision.apply_to_set_aside": "2026-11-11",
        "tribunal_order.no_plan_decision": "2026-12-21",
        "tribunal_order.plan_after_assessment": "2027-01-18",
    }),
    ("discrimination_claims", "2027-03-08", {
        "tribunal_decision.apply_for_permission": "2027-03-15",
        "tribunal_decision.apply_to_set_aside": "2027-03-15",
        "discrimination_claim.ordered_policies": "2027-04-30",
        "discrimination_claim.ordered_training": "2027-05-15",
    }),
    ("hearing_vacated", "2026-07-10", {"ehc_review.review": "2027-01-11"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "as_of", "expected"), NEXT)
def test_what_is_to_be_done_next(name: str, as_of: str, expected: dict[str, str | None]) -> None:
    actions = [
        (each.rule, each.by.isoformat() if each.by else None) for each in evaluate(road(name), as_of).next_actions
    ]
    assert actions == list(expected.items())


# --- Other turns ----------------------------------------------------------------------------------------------------


def test_an_order_that_is_not_obeyed() -> None:
    """Mon 20 July 2026 + 14 is Mon 3 Aug: on the 4th it is overdue, though it is August."""
    case = road("appeal_setting_only", upto="2026-07-20")
    assert evaluate(case, "2026-08-03").breaches == ()
    assert [each.rule for each in evaluate(case, "2026-08-04").breaches] == ["tribunal_order.changed_setting"]


def test_a_plan_that_ceases_while_the_appeal_is_pending() -> None:
    ceased = Event("plan_ceased", on="2025-09-08")
    result = evaluate(road("appeal_ceasing_dismissed", upto="2025-09-08", more=(ceased,)), "2025-09-08")
    assert [each.rule for each in result.breaches] == ["ehc_ceasing.no_ceasing_during_appeal"]


def test_a_plan_that_ceases_once_the_two_months_have_gone_and_before_the_certificate_s_month_has() -> None:
    """The two months end on Mon 2 June 2025, the month of the certificate on Mon 16 June."""
    ceased = Event("plan_ceased", on="2025-06-09")
    result = evaluate(road("appeal_ceasing_dismissed", upto="2025-06-09", more=(ceased,)), "2025-06-09")
    assert [each.rule for each in result.breaches] == ["ehc_ceasing.no_ceasing_after_certificate"]


WITHDRAWN = Event("proceedings_withdrawn", on="2026-04-10")
STRUCK_OUT = Event("proceedings_struck_out", on="2026-04-10", ground="direction_not_complied_with")


@pytest.mark.parametrize("ending", [WITHDRAWN, STRUCK_OUT], ids=lambda each: each.event)
def test_an_appeal_that_ends_early_and_is_put_back(ending: Event) -> None:
    """What was to be done before the hearing ends with it, and is due again once it is put back."""
    before = road("appeal_contents", upto="2026-04-09")
    expected = still_open(evaluate(before, "2026-04-09"), "tribunal_hearing")
    assert len(expected) > 5
    over = Case("X", [*before.events, ending])
    assert still_open(evaluate(over, "2026-04-10"), "tribunal_appeal", "tribunal_hearing") == {}
    back = Case("X", [*over.events, Event("proceedings_reinstated", on="2026-04-14")])
    assert still_open(evaluate(back, "2026-04-14"), "tribunal_hearing") == expected


@pytest.mark.parametrize(
    ("appeal", "expected"),
    [
        # Wed 10 June 2026: + 14 is Wed 24 June, + 35 Wed 15 July (20 of June), + 77 Wed 26 Aug (July 51), + 70 and + 98
        # as above: Wed 19 Aug, Wed 16 Sep.
        ("refusal_to_assess",
         {"assessment_notice": "06-24", "no_plan_decision": "08-19", "plan_after_assessment": "09-16"}),
        ("refusal_to_reassess",
         {"assessment_notice": "06-24", "no_plan_decision": "08-19", "plan_after_assessment": "09-16"}),
        ("refusal_to_make_a_plan", {"draft_plan": "07-15", "final_plan": "08-26"}),
        ("contents", {"contents": "07-15"}),
        ("refusal_to_amend", {"contents": "07-15"}),
        ("setting_only", {"setting": "06-24"}),
        ("contents_and_setting", {"contents_and_setting": "07-15"}),
        ("ceasing", {"maintain_plan": None}),
    ],
)  # fmt: skip
def test_each_kind_of_appeal_that_is_not_opposed(appeal: str, expected: dict[str, str | None]) -> None:
    steps = [
        Event("appeal_received", on="2026-04-20", appeal=appeal),
        Event("appeal_papers_received", on="2026-04-30"),
        Event("appeal_not_opposed", on="2026-06-10", appeal=appeal, amendment_agreed=False),
    ]
    result = evaluate(Case("X", steps), "2026-06-10")
    assert still_open(result, "tribunal_appeal", "tribunal_hearing", "tribunal_order") == {}
    found = {
        each.rule.partition(".")[2]: each.due.strftime("%m-%d") if each.due else None
        for each in result.deadlines
        if each.rule.startswith("unopposed_appeal.")
    }
    assert found == expected


def test_a_notice_not_to_oppose_after_the_response_gives_way_too_late() -> None:
    """The right to is over with the response; one who gives way later is bound by the order that is made."""
    result = evaluate(road("appeal_refusal_to_assess", upto="2025-07-03"), "2025-07-03")
    assert result["tribunal_appeal.not_oppose"].state is State.ENDED


def test_an_agreement_ends_nothing_until_the_tribunal_has_made_its_order() -> None:
    """The bundle is due on Tue 6 Oct 2026, or on the 7th if the days are not clear, though the parties have agreed."""
    agreed = road("appeal_consent_order", upto="2026-10-02")
    assert evaluate(agreed, "2026-10-06")["tribunal_hearing.bundle"].state is State.DUE_TODAY
    assert evaluate(agreed, "2026-10-07").breaches == ()
    assert [each.rule for each in evaluate(agreed, "2026-10-08").breaches] == ["tribunal_hearing.bundle"]
    assert "tribunal_order.assessment_notice" not in evaluate(agreed, "2026-10-08")


def test_a_decision_that_is_set_aside_ends_what_was_ordered_and_leaves_the_appeal() -> None:
    aside = Event("tribunal_decision_set_aside", on="2026-08-12")
    case = road("appeal_refusal_to_make_a_plan", upto="2026-07-16", more=(aside,))
    result = evaluate(case, "2026-08-12")
    assert still_open(result, "tribunal_order", "tribunal_decision") == {}
    assert {each.rule for each in result.breaches} == KNOWN_BREACHES["appeal_refusal_to_make_a_plan"]


def test_an_order_suspended_for_an_appeal_and_then_in_force_again() -> None:
    """What was required is required again; the first day, Wed 19 Aug 2026 for the draft, went by meanwhile."""
    suspended = Event("order_suspended", on="2026-08-05")
    case = road("appeal_refusal_to_make_a_plan", upto="2026-07-16", more=(suspended,))
    assert still_open(evaluate(case, "2026-10-20"), "tribunal_order") == {}
    case = Case("X", [*case.events, Event("order_suspension_ended", on="2026-10-20")])
    assert evaluate(case, "2026-10-20")["tribunal_order.draft_plan"].state is State.UNKNOWN
    assert evaluate(case, "2026-10-20")["tribunal_order.draft_plan"].earliest == date(2026, 8, 19)


def test_what_is_done_in_one_claim_is_not_done_in_the_other() -> None:
    result = evaluate(road("discrimination_claims"), "2026-09-01")
    open_ones = {(each.rule, each.about) for each in result.deadlines if each.state in OPEN}
    assert ("discrimination_claim.response", "school trips") in open_ones
    assert ("discrimination_claim.response_on_reinstatement", "exclusion") not in open_ones
    assert not [each for each in result.all("tribunal_hearing.bundle") if each.about == "school trips"]
