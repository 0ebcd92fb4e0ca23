"""Refusals of conversations."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class ConversationClosedError(ProblemError):
    code = "conversation_closed"
    status = 409
    text = Text("会话已结束。", "This conversation is closed.")


class KeyReusedError(ProblemError):
    code = "key_reused"
    status = 409
    text = Text(
        "这条消息的编号已用于另一条内容，请重新发送。",
        "This message's key was already used for other content. Please send it again.",
    )


class EmptyMessageError(ProblemError):
    code = "empty_message"
    status = 422
    text = Text("消息不能为空。", "A message cannot be empty.")


class MessageTooLongError(ProblemError):
    code = "too_large"
    status = 413
    text = Text(
        "消息太长，最多 {limit} 字。", "This message is too long. The limit is {limit} characters."
    )


class BadQuoteError(ProblemError):
    code = "bad_quote"
    status = 422
    text = Text(
        "引用的消息不在这个会话里，或已经撤回。",
        "The quoted message is not in this conversation or was taken back.",
    )


class BadAttachmentError(ProblemError):
    code = "bad_attachment"
    status = 422
    text = Text(
        "附件不可用，请重新上传。", "The attachment cannot be used. Please upload it again."
    )


class NotYoursError(ProblemError):
    code = "not_yours"
    status = 403
    text = Text(
        "这个会话由同事负责，只有负责人和受邀的同事可以回复。请对方邀请您或转接给您。",
        "A colleague holds this conversation: only they and those they invite may answer. Ask them"
        " to invite you or to transfer it.",
    )


class TooLateError(ProblemError):
    code = "too_late"
    status = 409
    text = Text("发送超过 2 分钟，不能撤回。", "Messages can be recalled within 2 minutes only.")


class TryLaterError(ProblemError):
    code = "try_later"
    status = 503
    retry = True
    text = Text(
        "系统暂时繁忙，消息已保留，稍后会自动重发。",
        "The service is busy. Your message is kept and will be sent again.",
    )


class BadContactError(ProblemError):
    code = "bad_contact"
    status = 422
    text = Text(
        "请留下正确的手机号或邮箱。", "Please leave a correct phone number or e-mail address."
    )


class BadTransferError(ProblemError):
    code = "bad_transfer"
    status = 422
    text = Text("请选择要转给的同事或团队。", "Choose the colleague or team to transfer to.")


class ContactNeededError(ProblemError):
    code = "contact_needed"
    status = 409
    text = Text(
        "请先留下联系方式：回电需要手机号，稍后回复需要手机号或邮箱。",
        "Leave your contact first: a call needs a phone number, an answer later a phone number or"
        " an e-mail address.",
    )


class NotWaitingError(ProblemError):
    code = "not_waiting"
    status = 409
    text = Text("这个会话已经不在排队。", "This conversation is no longer in line.")


class BadTableError(ProblemError):
    code = "bad_table"
    status = 422
    text = Text(
        "表格不能用：第一行要有“标题”和“内容”两列，最多 2000 行。",
        "This table cannot be used: the first line must name the columns title and text, and 2,000"
        " rows are the most.",
    )


class UnknownColleagueError(ProblemError):
    code = "unknown_colleague"
    status = 422
    text = Text("请选择在职的同事。", "Choose a colleague who works here.")


class BlockedError(ProblemError):
    code = "blocked"
    status = 403
    text = Text("抱歉，暂时无法接收您的消息。", "Sorry, messages cannot be accepted at present.")


class MergeRefusedError(ProblemError):
    code = "merge_refused"
    status = 422
    text = Text(
        "只能合并同一位客户的两个进行中的会话。",
        "Only two open conversations of the same customer can be joined.",
    )


class NobodyToWhisperError(ProblemError):
    code = "nobody_to_whisper"
    status = 409
    text = Text(
        "这个会话现在没有其他客服在接待。", "No other agent holds this conversation just now."
    )


class ColleagueAwayError(ProblemError):
    code = "colleague_away"
    status = 409
    text = Text(
        "原来的客服不在线，请转给其他同事。",
        "The agent from before is not there. Transfer it to somebody else.",
    )
