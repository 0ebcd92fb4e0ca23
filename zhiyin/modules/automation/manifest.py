"""What automation contributes."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.db.sessions import Database
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.automation import permissions, settings
from zhiyin.modules.automation.actions.lasting import look_for_lasting
from zhiyin.modules.automation.actions.reading import read_record
from zhiyin.modules.automation.actions.ready import repeat_installing
from zhiyin.modules.automation.actions.running import forget_old, run_due
from zhiyin.modules.automation.actions.trying import JOBS
from zhiyin.modules.automation.contributions.automation import ACTIONS
from zhiyin.modules.automation.contributions.notices import NOTICES
from zhiyin.modules.automation.contributions.objects import OBJECTS
from zhiyin.modules.automation.http import macros, rules


async def _act(database: Database) -> None:
    """Reads what happened and does what follows; without a rule it is two short looks."""
    await read_record(database)
    await run_due(database)


module = Module(
    name="automation",
    title=Text("自动化", "Automation"),
    routes=(rules.routes, rules.trials, macros.macros, macros.routes),
    permissions=permissions.ALL,
    settings=settings.ALL,
    notices=NOTICES,
    object_kinds=OBJECTS,
    automation_actions=ACTIONS,
    jobs=JOBS,
    chores=(
        Chore("automation.act", 1.0, _act),
        Chore("automation.lasting", 60.0, look_for_lasting),
        Chore("automation.ready", 3600.0, repeat_installing),
        Chore("automation.forget", 3600.0, forget_old),
    ),
)
