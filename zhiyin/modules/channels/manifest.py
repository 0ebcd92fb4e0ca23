"""What channels contributes."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.channels import events, http, jobs, permissions, settings
from zhiyin.modules.channels.contributions.personal import PERSONAL
from zhiyin.modules.channels.interface import forget_nonces


async def forget_old_nonces(database: Database) -> None:
    """Drops nonces whose signatures have expired."""
    async with database.writing() as session:
        await forget_nonces(session)


module = Module(
    name="channels",
    title=Text("渠道", "Channels"),
    routes=(http.routes,),
    permissions=(permissions.MANAGE,),
    settings=(settings.PROBE_EVERY,),
    events=(events.ChannelDown, events.ChannelUp),
    personal=(PERSONAL,),
    chores=(
        Chore("channels.nonces", 600.0, forget_old_nonces),
        Chore("channels.probe", 5.0, jobs.probe_channels),
    ),
)
