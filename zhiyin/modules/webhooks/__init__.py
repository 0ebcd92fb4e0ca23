"""Telling other systems what happens here (Webhook 推送): addresses that people have written down
get every event they asked for, signed, tried again while they are away, and kept where they never
answered, to be sent once more.
"""
