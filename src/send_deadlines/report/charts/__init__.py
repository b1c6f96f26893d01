"""Pictures of a case and of many: timelines, what falls due, what is overdue, what was done in time.

They need the extra ``charts``: ``pip install "send-deadlines[charts]"``. Each is an Altair chart, which a notebook
shows and :func:`save` writes as a file.
"""

from send_deadlines.report.charts.caseloads import due_by_week, overdue_by_age, share_in_time_by_month
from send_deadlines.report.charts.saving import save
from send_deadlines.report.charts.timelines import timeline

__all__ = ["due_by_week", "overdue_by_age", "save", "share_in_time_by_month", "timeline"]
