"""The bot (机器人): answers customers first where it is on duty, and hands over to people.

It is a member of staff of kind `bot` to whom dispatch gives conversations. The worker drives it:
what it owes is what stands unanswered in the conversations it holds, so nothing is kept in memory
and a crash loses nothing. It finds answers in the knowledge base through the inference process,
and runs the small tasks that modules contribute as skills.
"""
