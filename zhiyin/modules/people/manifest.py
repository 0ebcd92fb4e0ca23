"""What people contributes."""

from zhiyin.kernel.contracts.module import Chore, LivePush, Module
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.people import events, permissions
from zhiyin.modules.people import settings as people_settings
from zhiyin.modules.people.actions.digest import LOOK_EVERY, mail_digests
from zhiyin.modules.people.actions.notices import forget_old_notices
from zhiyin.modules.people.actions.pushing import forget_old_pushes, send_due_pushes
from zhiyin.modules.people.actions.roles import offer_new_permissions
from zhiyin.modules.people.actions.sessions import authenticate
from zhiyin.modules.people.contributions.bin import BIN
from zhiyin.modules.people.contributions.notices import NOTICES
from zhiyin.modules.people.contributions.skills import SKILLS
from zhiyin.modules.people.contributions.variables import VARIABLES
from zhiyin.modules.people.http import (
    absences,
    access_keys,
    account,
    admin,
    announcements,
    bin,
    calendar,
    jobs,
    notices,
    push,
    settings,
    skills,
)
from zhiyin.modules.people.listeners import PUSH_NOTICES
from zhiyin.modules.people.live import ANNOUNCEMENTS, push_announcements, push_notices

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
        notices.routes,
        push.routes,
        announcements.routes,
        access_keys.routes,
        absences.routes,
    ),
    permissions=permissions.ALL,
    settings=people_settings.ALL,
    skills=SKILLS,
    variables=(VARIABLES,),
    events=(
        events.PresenceChanged,
        events.StaffVanished,
        events.StaffChanged,
        events.NoticeGiven,
        events.NoticesRead,
        events.AnnouncementChanged,
    ),
    topics=(ANNOUNCEMENTS,),
    notices=NOTICES,
    pushes=(
        LivePush((events.AnnouncementChanged,), push_announcements),
        LivePush((events.NoticeGiven, events.NoticesRead), push_notices),
    ),
    listeners=(PUSH_NOTICES,),
    bin=BIN,
    chores=(
        Chore("people.offer_new_permissions", 3600.0, offer_new_permissions),
        Chore("people.forget_old_notices", 3600.0, forget_old_notices),
        Chore("people.send_pushes", 1.0, send_due_pushes),
        Chore("people.forget_old_pushes", 3600.0, forget_old_pushes),
        Chore("people.mail_digests", LOOK_EVERY, mail_digests),
    ),
    authenticate_staff=authenticate,
)
