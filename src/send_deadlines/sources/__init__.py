"""Where cases come from: a JSON file that holds one case, a list of cases, or one case a line."""

from send_deadlines.sources.cases import CaseFile, Entry, read_cases

__all__ = ["CaseFile", "Entry", "read_cases"]
