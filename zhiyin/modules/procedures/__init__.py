"""Procedures: what has to be done about something, by whom and until when (流程与待办).

The first form is the task: about any object, owned by somebody or given to somebody of a team, with
a moment it is due, reminders, and a result. Steps and approvals are built on it.
"""
