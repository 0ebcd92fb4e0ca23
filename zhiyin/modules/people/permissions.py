"""What people may do about people, and what the built-in roles hold."""

from zhiyin.kernel.auth.access import Permission
from zhiyin.kernel.i18n.text import Text

MANAGE_STAFF = Permission(
    "people.manage_staff",
    Text("管理员工账号", "Manage staff accounts"),
    Text("邀请、停用员工，分配角色和团队。", "Invite and disable staff, give roles and teams."),
)
MANAGE_ROLES = Permission(
    "people.manage_roles",
    Text("管理角色权限", "Manage roles"),
    Text("新建和修改角色及其权限。", "Create and change roles and their permissions."),
)
MANAGE_TEAMS = Permission(
    "people.manage_teams",
    Text("管理团队", "Manage teams"),
    Text("新建团队、成员和工作时间。", "Create teams, their members and opening hours."),
)
MANAGE_SKILLS = Permission(
    "people.manage_skills",
    Text("管理技能与值班", "Manage skills and duty"),
    Text(
        "维护技能矩阵、人员级别、渠道上限和值班表。",
        "Keep the skill matrix, grades, channel limits and duty shifts.",
    ),
)
MANAGE_SHOPS = Permission(
    "people.manage_shops",
    Text("管理店铺", "Manage shops"),
    Text("新建和修改店铺。", "Create and change shops."),
)
READ_ATTENDANCE = Permission(
    "people.read_attendance",
    Text("查看考勤", "See attendance"),
    Text("查看同事的状态记录和工作时长。", "See colleagues' status log and worked hours."),
)
READ_PRESENCE = Permission(
    "presence.read",
    Text("查看同事状态", "See presence"),
    Text("查看同事是否在线、接待量。", "See who is online and how busy they are."),
)
MANAGE_SETTINGS = Permission(
    "settings.manage",
    Text("管理设置", "Manage settings"),
    Text("修改组织、店铺和团队的设置。", "Change settings of the organisation, shops and teams."),
)
READ_AUDIT = Permission(
    "audit.read",
    Text("查看审计记录", "Read the audit trail"),
    Text("查看谁在何时改了什么。", "See who changed what and when."),
)
READ_JOBS = Permission(
    "jobs.read_all",
    Text("查看全部后台任务", "See everybody's jobs"),
    Text(
        "查看、停止和重试同事的后台任务；自己的任务人人可见。",
        "See, stop and retry jobs others asked for; one's own are always visible.",
    ),
)
ANNOUNCE = Permission(
    "people.announce",
    Text("发布公告", "Make announcements"),
    Text(
        "向所在团队或全体员工发布、修改和撤回公告，查看谁还没有读。",
        "Tell one's teams or all staff, edit and withdraw that, and see who has not read it.",
    ),
)
HOLD_KEYS = Permission(
    "people.hold_keys",
    Text("使用访问密钥", "Hold access keys"),
    Text(
        "新建访问密钥，让程序或智能助手以本人身份、在本人权限之内操作。",
        "Make access keys, with which programs and assistants act in one's name and within what"
        " one may do.",
    ),
)

ALL = (
    ANNOUNCE,
    MANAGE_STAFF,
    MANAGE_ROLES,
    MANAGE_TEAMS,
    MANAGE_SKILLS,
    MANAGE_SHOPS,
    READ_ATTENDANCE,
    READ_PRESENCE,
    MANAGE_SETTINGS,
    READ_AUDIT,
    READ_JOBS,
    HOLD_KEYS,
)
