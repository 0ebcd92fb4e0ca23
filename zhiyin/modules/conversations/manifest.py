"""What conversations contribute."""

from zhiyin.kernel.contracts.module import Chore, LivePush, Module, Socket, WorkKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations import (
    entity_settings,
    events,
    jobs,
    listeners,
    mood_settings,
    permissions,
    settings,
    visitor_http,
)
from zhiyin.modules.conversations.actions.calling import LOOK_EVERY, call_for_forgotten
from zhiyin.modules.conversations.actions.clocks import HOST
from zhiyin.modules.conversations.actions.feeling import LOOK_EVERY as FEEL_EVERY
from zhiyin.modules.conversations.actions.feeling import follow_moods
from zhiyin.modules.conversations.actions.handling import apply_assignments
from zhiyin.modules.conversations.actions.indexing import renew_tokens
from zhiyin.modules.conversations.actions.inviting import forget_shows
from zhiyin.modules.conversations.actions.naming import LOOK_EVERY as NAME_EVERY
from zhiyin.modules.conversations.actions.naming import follow_entities
from zhiyin.modules.conversations.actions.notifying import NOTICE_MAIL_TIMER
from zhiyin.modules.conversations.actions.nudging import NUDGE_TIMER
from zhiyin.modules.conversations.actions.waiting import ANSWER_TIMER
from zhiyin.modules.conversations.contributions import automation
from zhiyin.modules.conversations.contributions.bin import BIN
from zhiyin.modules.conversations.contributions.entities import ENTITIES
from zhiyin.modules.conversations.contributions.fields import FIELDS, PERSONAL_FIELDS
from zhiyin.modules.conversations.contributions.moods import MOODS
from zhiyin.modules.conversations.contributions.notices import NOTICES
from zhiyin.modules.conversations.contributions.objects import CONVERSATION
from zhiyin.modules.conversations.contributions.personal import BLOCKS, PERSONAL, SETTLE, SHOWS
from zhiyin.modules.conversations.contributions.procedures import ACTIONS
from zhiyin.modules.conversations.contributions.skills import SKILLS
from zhiyin.modules.conversations.contributions.timeline import ConversationsOnTimeline
from zhiyin.modules.conversations.contributions.variables import VARIABLES
from zhiyin.modules.conversations.http import (
    blocks,
    canned,
    entities,
    fields,
    files,
    invitations,
    moods,
    suggestions,
    summaries,
    supervising,
    times,
    together,
    visits,
    workbench,
)
from zhiyin.modules.conversations.live.attendant import attend
from zhiyin.modules.conversations.live.blocklist import keep_blocks
from zhiyin.modules.conversations.live.found import keep_entities
from zhiyin.modules.conversations.live.frames_out import push_changes, push_fields
from zhiyin.modules.conversations.live.staff_socket import StaffSocket
from zhiyin.modules.conversations.live.visitor_socket import VisitorSocket
from zhiyin.modules.conversations.rules import KIND

VISIBLE = (
    events.ConversationOpened,
    events.ConversationReopened,
    events.ConversationAssigned,
    events.ConversationReturned,
    events.ConversationClosed,
    events.ConversationChanged,
    events.WishChanged,
    events.ContactLeft,
    events.ParticipantsChanged,
    events.ConversationsMerged,
    events.MoodChanged,
)

module = Module(
    name="conversations",
    title=Text("会话", "Conversations"),
    routes=(
        workbench.routes,
        canned.beside,
        canned.routes,
        together.routes,
        supervising.routes,
        blocks.routes,
        files.routes,
        times.routes,
        invitations.routes,
        visits.routes,
        fields.routes,
        suggestions.routes,
        summaries.routes,
        moods.routes,
        entities.routes,
        visitor_http.routes,
    ),
    permissions=permissions.ALL,
    settings=settings.ALL + mood_settings.ALL + entity_settings.ALL,
    events=(
        *VISIBLE,
        events.ConversationFieldsChanged,
        events.MessagePosted,
        events.MessageRecalled,
        events.VisitorBlocked,
        events.VisitorUnblocked,
    ),
    listeners=listeners.ALL,
    readers=(
        listeners.CLOCK_TURNS,
        listeners.SEARCH,
        listeners.ANSWERS,
        listeners.NUDGES,
        listeners.REPLIES,
        listeners.LED,
    ),
    timers=(
        jobs.QUEUE_NOTICE_TIMER,
        jobs.SILENCE_TIMER,
        jobs.ANSWER_MAIL_TIMER,
        ANSWER_TIMER,
        SETTLE,
        NOTICE_MAIL_TIMER,
        NUDGE_TIMER,
    ),
    pushes=(
        LivePush(VISIBLE, push_changes),
        LivePush((events.ConversationFieldsChanged,), push_fields),
    ),
    sockets=(Socket("staff", StaffSocket), Socket("visitor", VisitorSocket)),
    bin=(BIN,),
    skills=SKILLS,
    procedure_actions=ACTIONS,
    matters=(automation.MATTER,),
    happenings=automation.HAPPENINGS,
    standstills=automation.STANDSTILLS,
    automation_actions=automation.ACTIONS,
    variables=(VARIABLES,),
    notices=NOTICES,
    personal=(PERSONAL, MOODS, ENTITIES, BLOCKS, SHOWS, PERSONAL_FIELDS),
    field_hosts=(FIELDS,),
    timeline=(ConversationsOnTimeline(),),
    clock_hosts=(HOST,),
    object_kinds=(CONVERSATION,),
    work_kinds=(WorkKind(KIND, apply_assignments),),
    chores=(
        Chore("conversations.renew_tokens", 600.0, renew_tokens),
        Chore("conversations.forget_invitations", 3600.0, forget_shows),
        Chore("conversations.call_for_forgotten", LOOK_EVERY, call_for_forgotten),
        Chore("conversations.follow_moods", FEEL_EVERY, follow_moods),
        Chore("conversations.follow_entities", NAME_EVERY, follow_entities),
    ),
    attendants=(attend, keep_blocks, keep_entities),
)
