"""What rules of automation can have procedures do."""

from sqlalchemy import select

from zhiyin.kernel.contracts.automation import AutomationAction, AutomationCall
from zhiyin.kernel.contracts.procedures import AnySession, Choices
from zhiyin.kernel.db.sessions import WriteSession
from zhiyin.kernel.fields.field import CustomField
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.procedures.actions.cases import NewCase, start_cases
from zhiyin.modules.procedures.models import Procedure
from zhiyin.modules.procedures.permissions import RUN

RUNNING = Text("没有启动：已在进行，或已停用", "Not begun: it runs already, or is switched off")


async def procedures(session: AnySession) -> Choices:
    """The procedures that can be begun."""
    query = select(Procedure.code, Procedure.name).where(
        Procedure.state == "on", Procedure.published.is_not(None)
    )
    rows = await session.execute(query.order_by(Procedure.code))
    return {"procedure": {row.code: Text(row.name["zh-CN"], row.name["en"]) for row in rows}}


async def start(session: WriteSession, call: AutomationCall) -> Text | None:
    """Begins a procedure about the object, once; one that runs already is not begun again."""
    by = call.access.id if call.access is not None else None
    made = await start_cases(
        session, [NewCase(str(call.values["procedure"]), call.about, call.key, by)]
    )
    return None if made else RUNNING


ACTIONS = (
    AutomationAction(
        "procedures.start",
        Text("启动流程", "Begin a procedure"),
        start,
        fields=(
            CustomField("procedure", Text("流程", "Procedure").as_json(), "choice", required=True),
        ),
        choices=procedures,
        permission=RUN,
    ),
)
