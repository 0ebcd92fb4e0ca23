"""What people contributes."""

from zhiyin.kernel.contracts.module import Chore, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people import events, permissions
from zhiyin.modules.people import settings as people_settings
from zhiyin.modules.people.actions.roles import offer_new_permissions
from zhiyin.modules.people.actions.sessions import authenticate
from zhiyin.modules.people.contributions.bin import BIN
from zhiyin.modules.people.contributions.variables import VARIABLES
from zhiyin.modules.people.http import account, admin, bin, calendar, jobs, settings, skills

module = Module(
    name="people",
    title=Text("人员", "People"),
    routes=(
        account.routes,
        admin.routes,
        settings.routes,
        skills.routes,
        jobs.routes,
        bin.routes,
        calendar.routes,
    ),
    permissions=permissions.ALL,
    settings=people_settings.ALL,
    events=(events.PresenceChanged, events.StaffVanished, events.StaffChanged),
    bin=BIN,
    variables=(VARIABLES,),
    chores=(Chore("people.offer_new_permissions", 3600.0, offer_new_permissions),),
    authenticate_staff=authenticate,
)
