"""Tickets (工单): what is not settled in the chat becomes a case with an owner.

A ticket is of a type, which says through which statuses it goes and what is filled in; it belongs
to a shop, usually to a customer, and is linked to any number of conversations, as they are to it.
"""
