"""What is said of a row of a table that cannot be taken in as it is. Pure."""

from zhiyin.kernel.i18n.text import Text

TWICE = Text("这个编号在表格里出现了两次。", "This number stands in the table twice.")
NO_TITLE = Text("没有标题，新工单必须有标题。", "There is no title; a new ticket needs one.")
NO_TYPE = Text(
    "没有类型：请填写类型，或在上面选一个默认类型。",
    "There is no type: fill it in, or choose one for rows without.",
)
NO_SHOP = Text(
    "没有店铺：请填写店铺，或在上面选一家默认店铺。",
    "There is no shop: fill it in, or choose one for rows without.",
)
NOT_YOURS = Text("这个编号的工单您无权处理。", "You may not work on the ticket of this number.")
ERASED = Text(
    "这张工单的客户资料已删除，不能再写回。",
    "What this ticket said of its customer was erased and cannot be brought back.",
)
WENT_AWAY = Text("这张工单已经并入另一张工单。", "This ticket has gone into another one.")
OTHER_TICKET = Text(
    "本系统里这个工单号是另一张工单（创建时间不同）。如果表格来自别处，请把这一列改成“外部编号”。",
    "Here this number is another ticket, made at another time. If the table comes from elsewhere,"
    " let this column be “External number”.",
)
SEVERAL = Text(
    "有几个{part}都叫“{said}”，分不清是哪一个。",
    "Several are called “{said}” ({part}); it cannot be told which.",
)
SEVERAL_CUSTOMERS = Text(
    "有几位客户都叫“{said}”，请加一列电话或邮箱。",
    "Several customers are called “{said}”: add a column with a phone number or e-mail.",
)
NOBODY = Text(
    "没有叫“{said}”的客户，工单不带客户。要带上客户，请加一列电话或邮箱。",
    "No customer is called “{said}”: the ticket has none. To have one, add a column with a phone"
    " number or e-mail.",
)
NOT_FOUND = Text(
    "没有这个电话或邮箱的客户，您不能新建客户，工单不带客户。",
    "No customer has this phone number or e-mail and you may not make one: the ticket has none.",
)
TWO_CUSTOMERS = Text(
    "电话和邮箱属于两位不同的客户。", "Phone number and e-mail belong to two customers."
)
NO_STATUS = Text(
    "“{type}”没有“{said}”这个状态，可以是：{known}。",
    "“{type}” has no status “{said}”. There are: {known}.",
)
OWNER_LEFT = Text(
    "“{said}”已停用，工单没有负责人。", "“{said}” no longer works here: the ticket has no owner."
)
FUTURE = Text("{part}在将来。", "{part} lies in the future.")
NO_FIELD = Text(
    "“{type}”没有“{field}”这个字段，没有导入。", "“{type}” has no field “{field}”; it was left out."
)
WRONG_FIELD = Text("{field}：{problem}", "{field}: {problem}")
