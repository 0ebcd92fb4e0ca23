"""What procedures can do with payouts, ask of them, and whom they can choose."""

from zhiyin.kernel.contracts.procedures import AssigneeRule, ProcedureAction, ProcedureGuard
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies.actions.deciding import DECIDE
from zhiyin.modules.remedies.actions.paying import PAY, SETTLE
from zhiyin.modules.remedies.actions.proceeding import (
    approver,
    are_settled,
    decide_by_step,
    is_within_limit,
    pay_by_step,
    payers,
    propose_by_step,
)
from zhiyin.modules.remedies.rules import KIND

ABOUT = (KIND,)
AMOUNT = CustomField("amount", Text("金额", "Amount").as_json(), "money", required=True)
REASON = CustomField("reason", Text("理由", "Reason").as_json(), "text", required=True)
ACTIONS = (
    ProcedureAction(
        "remedies.propose",
        Text("申请补偿", "Ask for a payout"),
        propose_by_step,
        ("ticket", "conversation"),
        (AMOUNT, REASON),
    ),
    ProcedureAction(
        DECIDE,
        Text("按结果批准或拒绝补偿", "Approve or refuse the payout, by the outcome"),
        decide_by_step,
        ABOUT,
    ),
    ProcedureAction(
        PAY,
        Text("按结果登记补偿付款", "Note how the payout was paid, by the outcome"),
        pay_by_step,
        ABOUT,
    ),
    ProcedureAction(
        SETTLE,
        Text("按结果登记补偿到账", "Note whether the payout arrived, by the outcome"),
        pay_by_step,
        ABOUT,
    ),
)
GUARDS = (
    ProcedureGuard(
        "remedies.within_limit",
        Text("在办理人的审批额度内", "Within the limit of whoever does the step"),
        is_within_limit,
        ABOUT,
    ),
    ProcedureGuard(
        "remedies.settled",
        Text("相关补偿都已办完", "All payouts for it are settled"),
        are_settled,
        ("ticket", "conversation"),
    ),
)
RULES = (
    AssigneeRule(
        "remedies.approver",
        Text("审批额度足够的人", "Whose approving limit reaches"),
        approver,
        ABOUT,
    ),
    AssigneeRule(
        "remedies.payers", Text("财务（付款的人）", "Finance (who pays)"), payers, fixed=True
    ),
)
