"""What of conversations is offered to assistants."""

from zhiyin.kernel.http.tools import Tool
from zhiyin.kernel.i18n.text import Text

FIND = Tool(
    "find_conversations",
    Text("查找会话", "Find conversations"),
    Text(
        "按收件箱列出会话：mine 我的、queue 排队中、mentions 提到我的、all 范围内全部进行中、"
        "closed 已结束；可按团队、负责人或客户筛选。下一页用返回的 next 作 cursor。",
        "Lists conversations by box: mine, queue, mentions, all open ones in reach, closed; can be"
        " narrowed to a team, an assignee or a customer. For the next page pass `next` as"
        " `cursor`.",
    ),
)
SEARCH = Tool(
    "search_messages",
    Text("搜索聊天记录", "Search messages"),
    Text(
        "按词语、拼音或编号搜索消息，新的在前，返回消息和所在会话。",
        "Finds messages by words, pinyin or numbers, newest first, each with its conversation.",
    ),
)
READ_ONE = Tool(
    "read_conversation",
    Text("查看会话", "Read a conversation"),
    Text(
        "一个会话的概况和最近 50 条消息；更早的用 read_messages。",
        "A conversation with its latest 50 messages; for older ones use read_messages.",
    ),
)
READ_MESSAGES = Tool(
    "read_messages",
    Text("查看消息", "Read messages"),
    Text(
        "一个会话里某条之前（before）、之后（after）或前后（around）的消息，按序号。",
        "Messages of a conversation before, after or around a message's number.",
    ),
)
SAY = Tool(
    "send_message",
    Text("回复客户或写备注", "Answer or add a note"),
    Text(
        "kind 为 text 时发给客户，两分钟后不能收回；kind 为 note 时只有同事看得到。"
        "只有负责人和受邀者能回复客户。先试运行，并与负责的人确认。",
        "With kind text it is said to the customer and cannot be taken back after two minutes;"
        " with kind note only colleagues see it. Only who holds the conversation or was invited"
        " may answer. Try it first, and ask the person in charge.",
    ),
)
PICK_ONE = Tool(
    "pick_conversation",
    Text("接入排队会话", "Pick a conversation"),
    Text(
        "接入一个排队中的会话，由密钥所属员工负责。",
        "Takes a waiting conversation for the key's owner.",
    ),
)
HAND_OVER = Tool(
    "transfer_conversation",
    Text("转接会话", "Transfer a conversation"),
    Text(
        "转给一位同事（staff_id）或一个团队（team_id），note 写给接手的人。",
        "Hands over to a colleague (staff_id) or a team (team_id); note is for who takes over.",
    ),
)
GIVE_BACK = Tool(
    "return_conversation",
    Text("退回排队", "Return to the queue"),
    Text("把会话退回排队，由系统重新分配。", "Gives a conversation back to be given out again."),
)
END = Tool(
    "close_conversation",
    Text("结束会话", "Close a conversation"),
    Text(
        "结束会话并归类：subject_id 取自 list_subjects，result 为结果，follow_up 表示还要跟进。",
        "Ends a conversation under a subject (see list_subjects), with how it came out and whether"
        " somebody should get back.",
    ),
)
OPEN_AGAIN = Tool(
    "reopen_conversation",
    Text("重新打开会话", "Reopen a conversation"),
    Text("撤销结束，会话继续。", "Undoes a close."),
)
EDIT = Tool(
    "edit_conversation",
    Text("修改会话归类", "Edit a conversation"),
    Text(
        "修改问题分类（subject_id）、优先级（0 到 100）或标签（tags，整组给出）。",
        "Sets the subject, the priority (0 to 100) or the tags (given whole).",
    ),
)
