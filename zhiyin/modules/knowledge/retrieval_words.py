"""Words that ask rather than name: folded into one form each, and sorted by what they ask for.

Written by hand. Folding makes `如何退货` and `怎么退货` the same before anything is counted; the
kind of question (how, why, where …) is what tells near questions apart that share their nouns.
"""

import re

# The first word of a line is what the others become; the longest match counts.
_FOLDED = """
怎么 如何 怎样 怎麼 咋样才 咋 怎么才 怎样才 怎么样才 该怎么 应该怎么 要怎么 怎么去 怎么来 如何才
为什么 为何 为啥 为什麽 因为什么 什么原因 怎么回事 咋回事 怎么会 何故 什么情况 原因是什么
什么 啥 神马 甚么 什麽 哪些 有哪些 有什么 那些 有那些 有啥
哪里 哪儿 何处 什么地方 哪个地方 在哪 哪有 那里有
多少钱 什么价 价格 价钱 几块钱 多少元 几钱 什么价位 价位 费用是多少 怎么卖 售价
多久 多长时间 几天 多少天 多长 需要多久 要多久 几时 什么时候 何时 什么时间 啥时候 几点 哪天
能 能不能 可不可以 可以 能否 可否 是否能 是否可以 能够 行不行 可以不可以
有 有没有 是否有 有木有 可有 有无
是 是不是 是否 是否是
会 会不会 是否会
好 好不好 好么 怎么样 咋样 如何呢
要 要不要 需要 需不需要 必须 是否需要 得要
推荐 求推荐 介绍 求介绍 推介
求 跪求 急求 谁有 求助 谁给 哪位有 谁能给 求一个 求一部 找
意思 含义 涵义 意义 含意
图片 照片 相片 图像 图
名字 名称 姓名 名儿
账号 帐号 账户 帐户 户头
登录 登陆 登入 登上
电话 电话号码 手机号 手机号码 联系方式 联系电话
下载 下栽 下載
视频 影片 录像
软件 程序 应用 app
好看 漂亮 美观
好吃 美味
孩子 小孩 小孩子 宝宝 小朋友 幼儿 婴儿 儿童
女孩 女生 女孩子 女性 女人 女的
男孩 男生 男孩子 男性 男人 男的
老婆 妻子 媳妇
老公 丈夫
买 购买 选购 够买 购
网站 网址 站点
治疗 治 医治 根治
快递 物流 包裹 快件
退货 退回 退掉 退还
退款 退钱 返款
发货 寄出 出货
便宜 优惠 打折 折扣 降价
修改 更改 更换 变更 改
取消 撤销 撤消 作废
开通 激活 启用 开启
关闭 关掉 注销 停用
查询 查看 查 查找 查阅
删除 删掉 删 清除
恢复 找回 复原
办理 申请 办
"""

# What a word asks for. A text may ask for several things.
ASKING = {
    "怎么": "how", "方法": "how", "步骤": "how", "教程": "how", "攻略": "how", "怎么办": "how",
    "为什么": "why", "原因": "why",
    "什么": "what", "意思": "meaning", "是什么": "what",
    "哪里": "where", "地址": "where", "位置": "where", "网站": "where",
    "多久": "when", "时间": "when", "时候": "when", "日期": "when",
    "多少钱": "price", "多少": "many", "几个": "many", "几": "many",
    "谁": "who", "哪位": "who",
    "哪个": "which", "哪种": "which", "哪款": "which", "牌子": "which", "品牌": "which",
    "能": "can", "吗": "yes", "么": "yes", "有": "have", "是": "is", "会": "will",
    "好": "good", "区别": "differ", "不同": "differ", "推荐": "advise",
    "求": "want", "下载": "want", "电话": "number", "名字": "name", "叫": "name",
}  # fmt: skip

# Words by which a question turns into its opposite.
NEGATIONS = ("不能", "不会", "不可", "不用", "不是", "没有", "没", "不", "无法", "未", "别", "无")

# Said without changing what is asked.
FILLERS = re.compile(
    r"(请问一下|请问|问一下|我想问一下|我想问|想问下|想问|想知道|我想知道|谁知道|有谁知道|谁能告诉我"
    r"|告诉我|能告诉我|你知道|您好|你好|亲们|亲爱的们|各位|急急急|急用|求解|求助"
    r"|谢谢了|谢谢|拜托了|拜托|麻烦|在线等|跪谢|有人知道|哪位知道|帮忙|一下|到底|究竟|的话"
    r"|[的了呢啊呀吖哦噢哎唉嘛]|[吧哈啦咯哟](?=\W*$))"
)


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


FOLDED: dict[str, str] = {
    other: words[0] for words in _lines(_FOLDED) for other in words[1:] if other != words[0]
}


def folder_of(folded: dict[str, str]) -> re.Pattern[str]:
    """A pattern that finds every word to be folded, the longest first."""
    longest_first = sorted({*folded, *folded.values()}, key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in longest_first))
