"""Who may see, ask for, approve and pay payouts: one rule behind lists and single checks."""

from sqlalchemy import ColumnElement, and_, false, or_

from zhiyin.kernel.auth.access import Access, Permission
from zhiyin.kernel.auth.reach import rows_within
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies.models import Payout

SEE = Permission(
    "remedies.see",
    Text("查看补偿", "See payouts"),
    Text(
        "查看自己申请的补偿，以及能看到的工单上的补偿；范围更大的角色看到团队、店铺或全部。",
        "See payouts one has asked for, and those of tickets one can see; wider roles see those of"
        " the team, the shop or all.",
    ),
)
PROPOSE = Permission(
    "remedies.propose",
    Text("申请补偿", "Ask for payouts"),
    Text(
        "为客户申请补偿；本人额度以内立即通过，超出的转审批。",
        "Ask for a payout for a customer; within one's own limit it is approved at once, beyond it"
        " somebody else decides.",
    ),
)
APPROVE = Permission(
    "remedies.approve",
    Text("审批补偿", "Approve payouts"),
    Text(
        "在本人审批额度以内同意或拒绝别人申请的补偿。",
        "Approve or refuse what others ask for, within one's own limit.",
    ),
)
PAY = Permission(
    "remedies.pay",
    Text("支付补偿", "Pay payouts"),
    Text(
        "登记补偿已付款、已到账或付款失败。",
        "Note that a payout was sent, has arrived or has failed.",
    ),
)
LIMITS = Permission(
    "remedies.limits",
    Text("设置补偿额度", "Set limits of payouts"),
    Text(
        "设置各角色可以自行给出和审批的补偿金额。",
        "Set what each role may grant by itself and approve.",
    ),
)
ALL = (SEE, PROPOSE, APPROVE, PAY, LIMITS)


def readable(access: Access) -> ColumnElement[bool]:
    """Which payouts the caller may see, besides those of objects they can see."""
    if not access.may(SEE):
        return false()
    team = rows_within(access, SEE, Payout.shop_id, Payout.team_id, of_no_team=True)
    theirs = or_(team, Payout.requested_by == access.id)
    if access.only_shops is not None:
        return and_(Payout.shop_id.in_(access.only_shops), theirs)
    return theirs
