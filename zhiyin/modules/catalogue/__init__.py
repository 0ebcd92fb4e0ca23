"""One tree of subjects (问题分类) that conversations, tickets and articles are filed under, and the
custom fields (自定义字段) that objects of other modules have.
"""
