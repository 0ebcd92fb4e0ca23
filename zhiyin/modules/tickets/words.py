"""What tickets say of themselves in tables: titles of columns, degrees in words. Pure."""

from zhiyin.kernel.i18n.text import Text

BY_FIELD = "field:"
TITLES = {
    "ref": Text("工单号", "Number"),
    "title": Text("标题", "Title"),
    "text": Text("说明", "Text"),
    "type_id": Text("类型", "Type"),
    "status": Text("状态", "Status"),
    "priority": Text("优先级", "Priority"),
    "urgency": Text("紧急程度", "Urgency"),
    "importance": Text("重要程度", "Importance"),
    "customer_id": Text("客户", "Customer"),
    "owner_id": Text("负责人", "Owner"),
    "team_id": Text("团队", "Team"),
    "shop_id": Text("店铺", "Shop"),
    "subject_id": Text("问题分类", "Subject"),
    "tags": Text("标签", "Tags"),
    "due_at": Text("期限", "Due"),
    "made_at": Text("创建", "Made"),
    "changed_at": Text("更新", "Changed"),
    "ended_at": Text("结束", "Ended"),
    "result": Text("处理结果", "Result"),
    "key": Text("外部编号", "External number"),
}
PRIORITIES = {
    1: Text("最低", "Lowest"),
    2: Text("低", "Low"),
    3: Text("普通", "Normal"),
    4: Text("高", "High"),
    5: Text("最高", "Highest"),
}
URGENCIES = {1: Text("不急", "Can wait"), 2: Text("一般", "Usual"), 3: Text("紧急", "Urgent")}
IMPORTANCES = {1: Text("次要", "Minor"), 2: Text("一般", "Usual"), 3: Text("重要", "Important")}
MOST_EXPORTED = 50_000
CUT = Text(
    "只导出了前 {most} 张，请缩小筛选范围。",
    "Only the first {most} are exported. Please narrow the filter.",
)
