"""What knowledge tells members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.knowledge.actions.telling import ENDS, PUBLISHED, RETURNED, REVIEW, WANTED

NOTICES = (
    NoticeKind(
        WANTED, Text("{ref}“{title}”等待审核", "{ref} “{title}” waits for review"), topic="task"
    ),
    NoticeKind(PUBLISHED, Text("{ref}“{title}”已发布", "{ref} “{title}” was published")),
    NoticeKind(
        RETURNED,
        Text("{ref}“{title}”被退回修改", "{ref} “{title}” was returned for changes"),
        "warning",
        topic="task",
    ),
    NoticeKind(
        ENDS,
        Text("{ref}“{title}”将在 {day} 失效", "{ref} “{title}” ends on {day}"),
        "warning",
        topic="deadline",
    ),
    NoticeKind(
        REVIEW,
        Text("{ref}“{title}”该在 {day} 复查", "{ref} “{title}” should be looked at by {day}"),
        topic="deadline",
    ),
)
