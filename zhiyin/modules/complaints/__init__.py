"""Complaints (投诉): taken on every channel, graded by what they say into four levels, settled by
what the customer chooses of several options, asked about again, and learned from. Each stands
beside one ticket; the procedure runs about that.
"""
