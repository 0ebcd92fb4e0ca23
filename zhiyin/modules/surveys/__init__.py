"""Surveys: what customers say of our service (评价), and what follows from it.

A rating is asked for when a conversation closes, answered in the widget or from a mail, and kept
beside who served. A low one becomes a task; somebody comes back to the customer.
"""
