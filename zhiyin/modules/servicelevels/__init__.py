"""Service levels (服务等级): policies promise times, clocks count them, nobody is forgotten.

Knows no conversation: whoever has something that may come late starts, pauses and meets clocks
through the door, and is asked once more when one of them is due.
"""
