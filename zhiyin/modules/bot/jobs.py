"""Long work of the bot."""

from zhiyin.modules.bot.actions.organising import JOB

JOBS = (JOB,)
