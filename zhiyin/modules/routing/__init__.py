"""Routing: entry rules say where new work goes before it is given out.

They choose team, skills, tier and priority by shop, page, channel, language, subject, segment and
words. Dispatch then gives it to a person.
"""
