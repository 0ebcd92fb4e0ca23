"""Named things in a text (实体): numbers of orders and parcels, contacts, money, moments, places
and goods.

By rules and lists, in a fraction of a millisecond and without a model; each finder looks for its
own, and `reading.py` lets the surest keep its place.
"""
