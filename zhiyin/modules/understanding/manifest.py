"""What understanding contributes."""

from zhiyin.kernel.contracts.module import Module
from zhiyin.kernel.i18n.text import Text

module = Module(
    name="understanding",
    title=Text("语义理解", "Understanding"),
    thinking="zhiyin.modules.understanding.thinking.thinker:make",
    trainers={
        "encoder": "zhiyin.modules.understanding.thinking.training:train",
        "moods": "zhiyin.modules.understanding.thinking.mood_training:train",
    },
    lab="zhiyin.modules.understanding.thinking.lab:make",
)
