"""The engine: a case, the law, the calendars and a day go in, an evaluation comes out.

It reads no file and no clock, and knows no rule, event or process by name.
"""
