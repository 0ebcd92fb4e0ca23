"""What the bot says of its own accord."""

from zhiyin.kernel.i18n.text import Text

NEAR = Text("您是想问下面哪个问题？", "Did you mean one of these?")
NONE_OF_THESE = Text("都不是", "None of these")
AGAIN = Text(
    "抱歉，我没有听明白。请换个说法，或者多说一点细节；说“转人工”可以找客服。",
    "Sorry, I did not understand that. Please put it another way or add a detail, or say “a"
    " person” to reach our team.",
)
NO_PICTURES = Text(
    "图片和文件我还看不懂。请用文字说说您的问题，或者说“转人工”，客服能看到您发的内容。",
    "I cannot read pictures and files. Please say it in words, or say “a person”: our team sees"
    " what you have sent.",
)
TALK = {
    "hello": Text("您好，请问有什么可以帮您？", "Hello, what can I do for you?"),
    "thanks": Text("不客气。还有问题随时告诉我。", "You are welcome. I am here if there is more."),
    "bye": Text("再见，祝您生活愉快。", "Goodbye, and all the best."),
    "fine": Text("好的。还有其他问题也可以问我。", "All right. Ask me anything else you need."),
    "who": Text(
        "我是自动回答的智能助手，不是真人。说“转人工”就能找到客服。",
        "I am an automatic assistant, not a person. Say “a person” to reach our team.",
    ),
    "cancelled": Text("好的，已经取消。", "All right, I have cancelled that."),
}
HANDED = Text("好的，已为您转接人工客服，请稍候。", "A member of our team will take over shortly.")
HANDED_ALONE = Text(
    "已为您转给人工客服。现在没有客服在线，请留下手机或邮箱，我们会尽快答复您。",
    "I have passed this on. Nobody of our team is online just now: please leave your phone or"
    " e-mail and we will answer.",
)
WHY = {
    "unsure": Text("这个问题我没有把握。", "I am not sure about this one."),
    "angry": Text("非常抱歉给您带来不便。", "I am sorry for the trouble."),
    "sensitive": Text("这件事需要客服来处理。", "This needs a person of our team."),
    "brake": Text("这类问题请客服来答更稳妥。", "Our team can answer this better than I can."),
    "task_failed": Text("抱歉，这件事我没能办好。", "Sorry, I could not get this done."),
}
CANNOT = Text(
    "这件事要先在店里登录才能办。", "For this you have to be signed in at the shop first."
)
YES_OR_NO = Text("请回复“是”或“不是”。", "Please answer “yes” or “no”.")
