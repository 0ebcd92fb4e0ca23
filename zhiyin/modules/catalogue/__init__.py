"""One tree of subjects (问题分类) that conversations, tickets and articles are filed under."""
