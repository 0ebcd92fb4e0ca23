"""Settings of conversations."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

TEXTS = Text("自动话术", "Automatic texts")
TIMES = Text("会话时限", "Times")

# Seconds a customer waits in line before being told so; shorter waits need no words.
QUEUE_NOTICE_AFTER = 5.0

WELCOME_TEXT = Setting(
    "conversations.welcome_text",
    "Text",
    Text(
        "您好，我是{staff_name}，很高兴为您服务。", "Hello, this is {staff_name}. How can I help?"
    ).as_json(),
    Text("接入欢迎语", "Welcome text"),
    Text(
        "客服接入时自动显示给顾客。可用 {staff_name}。留空则不显示。",
        "Shown to the customer when an agent takes the conversation. {staff_name} may be used."
        " Empty: nothing is shown.",
    ),
    TEXTS,
)
QUEUE_TEXT = Setting(
    "conversations.queue_text",
    "Text",
    Text(
        "客服正忙，您已在排队，请稍候。您写下的内容不会丢失。",
        "Our agents are busy and you are in line. Nothing you write is lost.",
    ).as_json(),
    Text("排队提示", "Queue text"),
    Text("顾客排队超过 5 秒时显示。", "Shown when a customer has waited in line for 5 seconds."),
    TEXTS,
)
CLOSING_TEXT = Setting(
    "conversations.closing_text",
    "Text",
    Text(
        "本次会话已结束，感谢您的来访。24 小时内再次留言会继续这次会话。",
        "This conversation is closed. Thank you. Write again within 24 hours to continue it.",
    ).as_json(),
    Text("结束语", "Closing text"),
    Text("会话结束时显示给顾客。", "Shown to the customer when the conversation is closed."),
    TEXTS,
)
NUDGE_TEXT = Setting(
    "conversations.nudge_text",
    "Text",
    Text(
        "请问还有什么可以帮您吗？若没有新的问题，会话稍后会自动结束。",
        "Is there anything else we can help with? If not, this conversation closes by itself.",
    ).as_json(),
    Text("催促语", "Nudge text"),
    Text("顾客长时间未回复时显示一次。", "Shown once to a customer who has been silent."),
    TEXTS,
)
NUDGE_AFTER = Setting(
    "conversations.nudge_after",
    "duration",
    300,
    Text("多久未回复时催促", "Nudge after"),
    Text(
        "客服回复后顾客多久没有反应时发送催促语。0 表示不发送。",
        "How long a customer may be silent after our answer before the nudge. 0: never.",
    ),
    TIMES,
    minimum=0,
    maximum=86_400,
)
CLOSE_AFTER = Setting(
    "conversations.close_after",
    "duration",
    1800,
    Text("多久未回复时自动结束", "Close after"),
    Text(
        "客服回复后顾客多久没有反应时自动结束会话。0 表示不自动结束。",
        "How long a customer may be silent after our answer before the conversation closes by"
        " itself. 0: never.",
    ),
    TIMES,
    minimum=0,
    maximum=604_800,
)
REOPEN_WITHIN = Setting(
    "conversations.reopen_within",
    "duration",
    86_400,
    Text("多久内可继续原会话", "Reopen within"),
    Text(
        "会话结束后顾客在此时间内再次留言，会继续原会话；之后另开新会话。",
        "A customer who writes within this time after closing continues the conversation; later"
        " a new one begins.",
    ),
    TIMES,
    minimum=0,
    maximum=2_592_000,
)
LIMITS = Text("防刷限制", "Flood limits")
VISITOR_RATE = Setting(
    "conversations.visitor_rate",
    "int",
    60,
    Text("每位访客每分钟消息数", "Messages per visitor and minute"),
    Text(
        "超出后请访客稍等，消息保留并自动重发。", "Above it the visitor waits; messages are kept."
    ),
    LIMITS,
    scopes=("organisation",),
    minimum=5,
    maximum=1_000_000,
)
ADDRESS_RATE = Setting(
    "conversations.address_rate",
    "int",
    600,
    Text("每个网络地址每分钟消息数", "Messages per address and minute"),
    Text("同一网络地址的所有访客合计。", "All visitors of one network address together."),
    LIMITS,
    scopes=("organisation",),
    minimum=10,
    maximum=10_000_000,
)
ANSWER_WITHIN = Setting(
    "conversations.answer_within",
    "duration",
    180,
    Text("首次应答时限", "Time to the first answer"),
    Text(
        "客服接到会话后多久仍未回复，就收回并交给其他空闲的客服。0 表示不收回。",
        "How long an assigned agent may leave a customer unanswered before the conversation is"
        " taken back and given to somebody else who has room. 0: never.",
    ),
    TIMES,
    minimum=0,
    maximum=86_400,
)
ANSWER_PROMISE = Setting(
    "conversations.answer_promise",
    "duration",
    1800,
    Text("承诺答复时间", "Promised answer time"),
    Text(
        "营业时间内多久之内一定答复，公布在聊天窗口里。0 表示不公布。",
        "Within what time, during opening hours, customers get an answer; published in the widget."
        " 0: not published.",
    ),
    TIMES,
    minimum=0,
    maximum=604_800,
)
KEEP_AT_SIGN_OFF = Setting(
    "conversations.keep_at_sign_off",
    "bool",
    False,
    Text("下线时保留会话", "Keep conversations when signing off"),
    Text(
        "关闭时，客服设为离线后，未结束的会话连同记录一起交给在班的同事；打开时仍由本人保留。",
        "Off: when an agent goes offline, their open conversations go to whoever is on duty, with"
        " the story so far. On: they keep them.",
    ),
    TIMES,
    scopes=("organisation",),
)
QUIET = Text("主动联系客户", "Telling customers")
QUIET_FROM = Setting(
    "conversations.quiet_from",
    "int",
    21,
    Text("几点起不发邮件", "No mail from (hour)"),
    Text(
        "从这个钟点起（店铺时区），系统主动发给客户的邮件留到第二天早上；客户问的照常答复。",
        "From this hour, in the shop's time zone, mail that customers did not ask for waits for the"
        " morning; answers to what they asked are sent.",
    ),
    QUIET,
    scopes=("organisation", "shop"),
    minimum=0,
    maximum=23,
)
QUIET_TO = Setting(
    "conversations.quiet_to",
    "int",
    9,
    Text("几点起恢复发送", "Mail again from (hour)"),
    Text(
        "与开始的钟点相同，表示任何时候都发送。",
        "The same hour as the beginning: mail is sent at any time.",
    ),
    QUIET,
    scopes=("organisation", "shop"),
    minimum=0,
    maximum=23,
)
WORK = Text("对话", "Conversation")
LIVE_PREVIEW = Setting(
    "conversations.live_preview",
    "bool",
    False,
    Text("实时看到顾客正在输入的内容", "See what customers are typing"),
    Text(
        "打开后，客服在顾客发送之前就能看到正在输入的内容；聊天窗口会明确告知顾客。内容不保存。",
        "On: agents see words before they are sent, and the widget says so plainly to the customer."
        " Nothing of it is stored.",
    ),
    WORK,
)
GUIDE = Setting(
    "conversations.guide",
    "bool",
    False,
    Text("显示接待流程", "Show the steps of a conversation"),
    Text(
        "在输入框上方用一行提示接待流程：问候、归类、记录、答复、解决、确认、结束、回访；已做的自动打勾。",
        "One line above the composer: greet, classify, record, answer, solve, confirm, close, call"
        " back; what is done ticks itself.",
    ),
    WORK,
    scopes=("organisation", "team", "user"),
)
UNDO_SEND = Setting(
    "conversations.undo_send",
    "int",
    0,
    Text("撤回发送的秒数", "Seconds to take back a message"),
    Text(
        "按下发送后等这么久才真正发出，期间可以撤回；再按一次回车或离开会话立即发出。0 表示不等。",
        "A message waits this long before it goes and can be taken back; Enter again or leaving the"
        " conversation sends it at once. 0: no waiting.",
    ),
    WORK,
    scopes=("organisation", "team", "user"),
    minimum=0,
    maximum=10,
)
TRANSFER_NEEDS_ACCEPTANCE = Setting(
    "conversations.transfer_needs_acceptance",
    "bool",
    False,
    Text("转接需对方接受", "Transfers must be accepted"),
    Text(
        "打开时，转给同事的会话要等对方接受；拒绝或没有回应时仍由原客服接待。每次转接也可以单独选择。",
        "On: a conversation handed to a colleague stays with its agent until the colleague accepts."
        " Each transfer may choose otherwise.",
    ),
    TIMES,
)
OFFER_TIME = Setting(
    "conversations.offer_time",
    "duration",
    60,
    Text("等待接受的时间", "Time to accept a transfer"),
    Text(
        "同事多久没有回应，转接就作废，会话仍由原客服接待。",
        "How long a colleague has to answer before the transfer lapses and its agent keeps the"
        " conversation.",
    ),
    TIMES,
    minimum=10,
    maximum=3600,
)
WATCH_SHOWN = Setting(
    "conversations.watch_shown",
    "bool",
    False,
    Text("告诉客服有人旁听", "Show agents who watches"),
    Text(
        "打开时，客服会看到谁在旁听自己的会话；顾客始终看不到。",
        "On: agents see who watches their conversation. Customers never do.",
    ),
    TIMES,
)
FORGOTTEN_AFTER = Setting(
    "conversations.forgotten_after",
    "duration",
    900,
    Text("多久没有答复时请主管", "Call a supervisor after"),
    Text(
        "没有服务承诺的会话，顾客的消息多久没有答复就请主管介入。0 表示不请。",
        "How long a customer's message may stay unanswered, where no policy promises anything,"
        " before a supervisor is called in. 0: never.",
    ),
    TIMES,
    scopes=("organisation",),
    minimum=0,
    maximum=86_400,
)
PUSH_NAMES = Setting(
    "conversations.push_names",
    "bool",
    False,
    Text("推送中显示顾客姓名", "Names in pushes"),
    Text(
        "打开时，推送提醒会带上顾客的姓名；关闭时只说有新会话或新消息。消息内容从不出现在推送里。",
        "On: pushes to agents' devices name the customer. Off: they only say that there is a new"
        " conversation or message. What was written is never in a push.",
    ),
    TIMES,
    scopes=("organisation",),
)
INVITING = Text("主动邀请", "Invitations")
INVITATIONS = Setting(
    "conversations.invitations",
    "bool",
    True,
    Text("主动邀请访客", "Invite visitors"),
    Text(
        "关闭后不再显示任何邀请，规则都保留；高峰方案会临时关闭它。",
        "Off: no invitation is shown, and all rules are kept. Surge plans switch it off for a"
        " while.",
    ),
    INVITING,
    scopes=("organisation", "shop"),
)
INVITED_PER_DAY = Setting(
    "conversations.invited_per_day",
    "int",
    2,
    Text("每位访客每天最多邀请几次", "Invitations per visitor and day"),
    Text("同一浏览器一天内最多看到几次邀请。", "How many invitations a browser sees in a day."),
    INVITING,
    scopes=("organisation", "shop"),
    minimum=1,
    maximum=10,
)
INVITATION_REST = Setting(
    "conversations.invitation_rest",
    "int",
    3,
    Text("关闭邀请后几天不再打扰", "Days of rest after a dismissal"),
    Text(
        "访客关掉一次邀请后，多少天内不再显示。0 表示只受每天次数限制。",
        "How many days a visitor who dismissed an invitation sees none. 0: only the daily limit"
        " holds.",
    ),
    INVITING,
    scopes=("organisation", "shop"),
    minimum=0,
    maximum=90,
)
ALL = (
    INVITATIONS,
    INVITED_PER_DAY,
    INVITATION_REST,
    PUSH_NAMES,
    QUIET_FROM,
    QUIET_TO,
    LIVE_PREVIEW,
    UNDO_SEND,
    GUIDE,
    WATCH_SHOWN,
    FORGOTTEN_AFTER,
    TRANSFER_NEEDS_ACCEPTANCE,
    OFFER_TIME,
    ANSWER_PROMISE,
    ANSWER_WITHIN,
    KEEP_AT_SIGN_OFF,
    WELCOME_TEXT,
    QUEUE_TEXT,
    CLOSING_TEXT,
    NUDGE_TEXT,
    NUDGE_AFTER,
    CLOSE_AFTER,
    REOPEN_WITHIN,
    VISITOR_RATE,
    ADDRESS_RATE,
)
