"""Settings of surveys."""

from zhiyin.kernel.i18n.text import Text
from zhiyin.kernel.settings.settings import Setting

ASKING = Text("邀请评价", "Asking for ratings")
WORDS = Text("评价用语", "Words of the rating")
AFTER = Text("评价之后", "After a rating")

SHARE = Setting(
    "surveys.share",
    "int",
    100,
    Text("邀请比例（%）", "Share that is asked (%)"),
    Text(
        "会话结束后，多少比例的会话邀请评价。0 表示不自动邀请，客服仍可手动邀请。",
        "Of conversations that close, how many are asked for a rating. 0: none by itself; agents"
        " still may ask.",
    ),
    ASKING,
    minimum=0,
    maximum=100,
)
QUIET_DAYS = Setting(
    "surveys.quiet_days",
    "int",
    3,
    Text("两次邀请至少间隔（天）", "Days between two requests"),
    Text(
        "同一位客户在这么多天内只自动邀请一次。0 表示每次都邀请。",
        "One customer is asked by itself only once in so many days. 0: every time.",
    ),
    ASKING,
    minimum=0,
    maximum=365,
)
ANSWER_HOURS = Setting(
    "surveys.answer_hours",
    "int",
    72,
    Text("评价有效时间（小时）", "Hours to answer"),
    Text(
        "邀请之后多少小时内可以评价；评价后一天内可以修改。",
        "For how many hours a rating can be given; a given one can be changed for a day.",
    ),
    ASKING,
    minimum=1,
    maximum=720,
)
BY_MAIL = Setting(
    "surveys.by_mail",
    "bool",
    True,
    Text("客户离开后发邮件邀请", "Ask by mail who has left"),
    Text(
        "客户已离开聊天窗口且留过邮箱时，把评价链接发到邮箱。",
        "Customers who have left the window and gave an address get the link by mail.",
    ),
    ASKING,
)
KIND = Setting(
    "surveys.kind",
    "choice",
    "csat5",
    Text("评价方式", "Kind of rating"),
    Text(
        "csat5：满意度 1–5 分；csat10：满意度 1–10 分；"
        "nps：推荐意愿 0–10 分；ces：是否省力 1–7 分。"
        "更改只影响以后的邀请。",
        "csat5: satisfaction 1-5; csat10: satisfaction 1-10; nps: would recommend 0-10; ces: how"
        " easy it was 1-7. A change holds for later requests.",
    ),
    WORDS,
    scopes=("organisation", "shop"),
    choices=("csat5", "csat10", "nps", "ces"),
)
QUESTION = Setting(
    "surveys.question",
    "Text",
    Text("您对这次服务满意吗？", "How satisfied are you with our service?").as_json(),
    Text("问题", "Question"),
    Text("请客户打分的问题。", "The question that is answered by a score."),
    WORDS,
    scopes=("organisation", "shop"),
)
COMMENT_HINT = Setting(
    "surveys.comment_hint",
    "Text",
    Text("哪里做得好，哪里可以改进？", "What went well, what could be better?").as_json(),
    Text("留言提示", "Hint for the comment"),
    Text("打分之后可以写几句话，这是输入框里的提示。", "Stands in the field for a few words."),
    WORDS,
    scopes=("organisation", "shop"),
)
THANKS = Setting(
    "surveys.thanks",
    "Text",
    Text("感谢您的评价，我们会认真对待。", "Thank you. We read every rating.").as_json(),
    Text("感谢语", "Thanks"),
    Text("评价之后显示给客户。", "Shown to the customer after the rating."),
    WORDS,
    scopes=("organisation", "shop"),
)
MAIL_SUBJECT = Setting(
    "surveys.mail_subject",
    "Text",
    Text("请评价{shop}的服务", "How was the service of {shop}?").as_json(),
    Text("邮件标题", "Subject of the mail"),
    Text("可用 {shop}。", "{shop} may be used."),
    WORDS,
    scopes=("organisation", "shop"),
)
MAIL_BODY = Setting(
    "surveys.mail_body",
    "Text",
    Text(
        "您好：\n\n感谢您联系{shop}。请用一分钟评价这次服务：\n{link}\n\n"
        "链接只对您有效，请勿转发。\n",
        "Hello,\n\nthank you for contacting {shop}. Please take a minute to rate our service:\n"
        "{link}\n\nThe link is yours alone, please do not pass it on.\n",
    ).as_json(),
    Text("邮件内容", "Text of the mail"),
    Text("可用 {shop}，必须有 {link}。", "{shop} may be used, {link} must stand in it."),
    WORDS,
    scopes=("organisation", "shop"),
)
LOW_SCORE = Setting(
    "surveys.low_score",
    "int",
    2,
    Text("低分线（按 5 分制）", "Low score (of five)"),
    Text(
        "不高于这个分数的评价算低分，会给主管建待办；其他评价方式按比例换算。0 表示不建。",
        "A rating no better than this counts as low and becomes a task for a supervisor; other"
        " kinds are converted to five. 0: never.",
    ),
    AFTER,
    minimum=0,
    maximum=5,
)
LOOK_WITHIN = Setting(
    "surveys.look_within",
    "duration",
    14_400,
    Text("低分多久内处理", "Look at low ratings within"),
    Text(
        "低分评价的待办期限；给团队协调人，没有协调人时给团队。",
        "When the task of a low rating is due; it goes to whoever coordinates the team, else to"
        " the team.",
    ),
    AFTER,
    minimum=300,
    maximum=1_209_600,
)
FOLLOW_UP_WITHIN = Setting(
    "surveys.follow_up_within",
    "duration",
    86_400,
    Text("多久内回访", "Follow up within"),
    Text(
        "低分，或结束时注明需要回访，为接待的客服建一项待办，在此时间内联系客户。",
        "After a low rating, or when a follow-up was promised at closing, the agent gets a task to"
        " contact the customer within this time.",
    ),
    AFTER,
    minimum=300,
    maximum=1_209_600,
)
FOLLOW_UP_LOW = Setting(
    "surveys.follow_up_low",
    "bool",
    True,
    Text("低分后回访", "Follow up low ratings"),
    Text(
        "低分评价之后，除主管的待办外，再为接待的客服建一项回访待办。",
        "A low rating also gives the agent a task to contact the customer.",
    ),
    AFTER,
)
ALL = (
    SHARE,
    QUIET_DAYS,
    ANSWER_HOURS,
    BY_MAIL,
    KIND,
    QUESTION,
    COMMENT_HINT,
    THANKS,
    MAIL_SUBJECT,
    MAIL_BODY,
    LOW_SCORE,
    LOOK_WITHIN,
    FOLLOW_UP_WITHIN,
    FOLLOW_UP_LOW,
)
