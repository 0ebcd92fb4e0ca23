"""The help centre (帮助中心): a shop's public pages with articles that anybody may read.

Here is what a shop decides about its pages and what readers say of articles; the articles are the
knowledge base's, the pages themselves stand in `entry/pages/help`.
"""
