"""What procedures can say to a customer."""

from zhiyin.kernel.contracts.procedures import ProcedureAction, ProcedureCall
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.conversations.actions.notifying import Notice, notify_customer
from zhiyin.modules.conversations.actions.replying import PURPOSE, notice_key
from zhiyin.modules.conversations.rules import KIND


async def tell_customer(session: WriteSession, call: ProcedureCall) -> None:
    """Tells the customer of a case in their thread, once for each time a step comes to it; without
    a customer or a shop nobody is told.
    """
    if call.customer_id is None or call.shop_id is None:
        return
    chinese = str(call.values["zh"])
    notice = Notice(
        customer_id=call.customer_id,
        shop_id=call.shop_id,
        purpose=PURPOSE,
        texts={"zh-CN": chinese, "en": str(call.values.get("en") or chinese)},
        key=notice_key(call.key),
        conversation_id=call.about.id if call.about.kind == KIND else None,
    )
    await notify_customer(session, [notice])


ACTIONS = (
    ProcedureAction(
        "conversations.tell_customer",
        Text("告诉客户", "Tell the customer"),
        tell_customer,
        fields=(
            CustomField(
                "zh", Text("中文内容", "Words in Chinese").as_json(), "long_text", required=True
            ),
            CustomField("en", Text("英文内容", "Words in English").as_json(), "long_text"),
        ),
    ),
)
