"""The types of tickets that are there from the beginning."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0041_ticket_types"
down_revision = "0040_tickets"

_NEW = ("new", "新建", "New", "open")
_WORK = ("in_progress", "处理中", "In progress", "open")
_CUSTOMER = ("waiting_customer", "等待客户", "Waiting for the customer", "waiting")
_SOLVED = ("solved", "已解决", "Solved", "solved")
_CLOSED = ("closed", "已关闭", "Closed", "closed")
_DAY = 86_400
# Id, code, names, importance, time limit, statuses.
_TYPES = (
    (
        "0199d000-0000-7000-8000-000000000001", "general", "咨询跟进", "Follow-up", 2, 2 * _DAY,
        (_NEW, _WORK, _CUSTOMER, _SOLVED, _CLOSED),
    ),
    (
        "0199d000-0000-7000-8000-000000000002", "order_exception", "订单异常", "Order exception",
        2, _DAY,
        (
            _NEW,
            ("checking", "核实中", "Checking", "open"),
            ("waiting_warehouse", "等待仓库", "Waiting for the warehouse", "waiting"),
            ("waiting_carrier", "等待快递", "Waiting for the carrier", "waiting"),
            _CUSTOMER, _SOLVED, _CLOSED,
        ),
    ),
    (
        "0199d000-0000-7000-8000-000000000003", "return_exchange", "退换货", "Return or exchange",
        2, 7 * _DAY,
        (
            ("requested", "待审核", "To be reviewed", "open"),
            ("waiting_goods", "等待退回", "Waiting for the goods", "waiting"),
            ("inspecting", "验货中", "Inspecting", "open"),
            ("settling", "退款或换货中", "Refunding or exchanging", "open"),
            _CUSTOMER,
            ("solved", "已办结", "Settled", "solved"),
            ("closed", "已取消", "Cancelled", "closed"),
        ),
    ),
    (
        "0199d000-0000-7000-8000-000000000004", "complaint", "投诉", "Complaint", 3, _DAY,
        (
            ("new", "待受理", "To be taken up", "open"),
            ("in_progress", "处理中", "In progress", "open"),
            ("proposed", "方案待确认", "Offer made", "waiting"),
            ("executing", "执行方案", "Carrying it out", "open"),
            _SOLVED, _CLOSED,
        ),
    ),
    (
        "0199d000-0000-7000-8000-000000000005", "repair", "维修", "Repair", 2, 10 * _DAY,
        (
            ("requested", "待登记", "To be registered", "open"),
            ("waiting_goods", "等待寄回", "Waiting for the goods", "waiting"),
            ("inspecting", "检测中", "Inspecting", "open"),
            ("repairing", "维修中", "Repairing", "open"),
            ("sent_back", "已寄回", "Sent back", "waiting"),
            ("solved", "已完成", "Done", "solved"),
            ("closed", "已取消", "Cancelled", "closed"),
        ),
    ),
    (
        "0199d000-0000-7000-8000-000000000006", "invoice", "发票", "Invoice", 1, 3 * _DAY,
        (
            ("new", "待开票", "To be issued", "open"),
            ("waiting_customer", "等待客户资料", "Waiting for details", "waiting"),
            ("in_progress", "开票中", "Issuing", "open"),
            ("solved", "已开具", "Issued", "solved"),
            ("closed", "已作废", "Void", "closed"),
        ),
    ),
)  # fmt: skip


def upgrade() -> None:
    """Go forward; there is no way back but a backup."""
    insert = sa.text("""
        INSERT INTO ticket_types (id, code, name, statuses, importance, due_within, position)
        VALUES (CAST(:id AS uuid), :code, CAST(:name AS jsonb), CAST(:statuses AS jsonb),
                :importance, :due_within, :position)
        ON CONFLICT (code) DO NOTHING
    """)
    for position, (id_, code, zh, en, importance, due_within, statuses) in enumerate(_TYPES):
        held = [
            {"code": one, "name": {"zh-CN": name, "en": english}, "kind": kind, "active": True}
            for one, name, english, kind in statuses
        ]
        op.get_bind().execute(
            insert,
            {
                "id": id_,
                "code": code,
                "name": json.dumps({"zh-CN": zh, "en": en}),
                "statuses": json.dumps(held),
                "importance": importance,
                "due_within": due_within,
                "position": position,
            },
        )
