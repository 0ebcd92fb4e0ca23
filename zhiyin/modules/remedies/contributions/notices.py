"""What remedies tell members of staff of."""

from zhiyin.kernel.contracts.notices import NoticeKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies.actions.following import (
    APPROVED,
    ARRIVED,
    ASKED,
    FAILED,
    REFUSED,
    TO_PAY,
)

NOTICES = (
    NoticeKind(
        ASKED, Text("补偿 {number} 等待审批", "Payout {number} waits for approval"), topic="task"
    ),
    NoticeKind(TO_PAY, Text("补偿 {number} 待付款", "Payout {number} is to be paid"), topic="task"),
    NoticeKind(
        APPROVED, Text("补偿 {number} 已获批准", "Payout {number} was approved"), topic="task"
    ),
    NoticeKind(
        REFUSED,
        Text("补偿 {number} 没有获批", "Payout {number} was refused"),
        "warning",
        topic="task",
    ),
    NoticeKind(ARRIVED, Text("补偿 {number} 已到账", "Payout {number} has arrived"), topic="task"),
    NoticeKind(
        FAILED,
        Text("补偿 {number} 付款失败", "Payout {number} could not be paid"),
        "warning",
        topic="task",
    ),
)
