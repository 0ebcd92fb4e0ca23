"""The review of an incident as a page of its own, to keep and to print."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from zhiyin.kernel.i18n.text import Language, Text

TITLES = {
    "happened": Text("发生了什么", "What happened"),
    "cause": Text("原因", "Cause"),
    "helped": Text("什么起了作用", "What helped"),
    "change": Text("要改什么", "What is to change"),
}
HEADING = Text("危机复盘", "Review of an incident")
DRILL = Text("演练", "Drill")
FIGURES = Text("数字", "Figures")
HISTORY = Text("时间线", "History")
EMPTY = Text("未填写", "Not written yet")
STYLE = (
    "body{font:14px/1.6 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;max-width:800px;"
    "margin:32px auto;padding:0 16px;color:#1f2329}h2{margin:28px 0 4px;font-size:16px}"
    "p{white-space:pre-wrap;overflow-wrap:anywhere}td{padding:2px 16px 2px 0;vertical-align:top}"
    ".quiet{color:#566065}@media print{body{margin:0}}"
)


def review_page(
    title: str,
    *,
    drill: bool,
    span: str,
    review: Mapping[str, str],
    figures: Sequence[tuple[Text, str]],
    history: Sequence[tuple[datetime, str, str]],
    language: Language,
) -> str:
    """One HTML page without script; everything from people is escaped."""

    def part(name: str) -> str:
        words = escape(review.get(name) or EMPTY.say(language))
        return f"<h2>{escape(TITLES[name].say(language))}</h2><p>{words}</p>"

    rows = "".join(
        f"<tr><td>{escape(name.say(language))}</td><td>{escape(value)}</td></tr>"
        for name, value in figures
    )
    lines = "".join(
        f"<tr><td class=quiet>{at:%Y-%m-%d %H:%M}</td><td>{escape(who)}</td>"
        f"<td>{escape(what)}</td></tr>"
        for at, who, what in history
    )
    heading = HEADING.say(language) + (f" · {DRILL.say(language)}" if drill else "")
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style>"
        f"<p class=quiet>{escape(heading)}</p><h1>{escape(title)}</h1>"
        f"<p class=quiet>{escape(span)}</p>"
        + "".join(part(name) for name in TITLES)
        + f"<h2>{escape(FIGURES.say(language))}</h2><table>{rows}</table>"
        f"<h2>{escape(HISTORY.say(language))}</h2><table>{lines}</table></html>"
    )
