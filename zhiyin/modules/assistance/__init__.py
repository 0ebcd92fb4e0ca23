"""Beside the agent while they write (坐席辅助): a check of the wording before something is said to
a customer, from lists that the organisation and its shops keep; replies and subjects suggested by
what was done in the like.
"""
