"""Refusals of procedures."""

from collections.abc import Sequence

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Language, Text


class TaskEndedError(ProblemError):
    code = "task_ended"
    status = 409
    text = Text("这项待办已经结束。", "This task has already ended.")


class TaskTakenError(ProblemError):
    code = "task_taken"
    status = 409
    text = Text("同事刚刚领取了这项待办。", "A colleague has just taken this task.")


class TooLateToUndoError(ProblemError):
    code = "too_late_to_undo"
    status = 409
    text = Text(
        "已超过可撤销的时间，请新建一项待办。",
        "It is too late to undo this. Please make a new task.",
    )


class NotYourTaskError(ProblemError):
    code = "not_your_task"
    status = 403
    text = Text(
        "只有负责人可以处理这项待办，请先领取。",
        "Only its owner may work on this task. Take it first.",
    )


class StepTaskError(ProblemError):
    """What a step asks for is filled in where its case is shown; `extra` leads there."""

    code = "step_task"
    status = 409
    text = Text(
        "这项待办是流程“{name}”的一步，请打开它所属的{about}，在流程卡片里填写并选择结果。",
        "This task is a step of the procedure “{name}”. Open its {about} and choose an outcome on"
        " the procedure's card.",
    )


class ProcedureCodeTakenError(ProblemError):
    code = "procedure_code_taken"
    status = 409
    text = Text("这个编号已经有流程在用。", "Another procedure has this code.")


class ProcedureProblemsError(ProblemError):
    """`extra["problems"]` lists them with their steps."""

    code = "procedure_problems"
    status = 422
    text = Text(
        "流程还有 {count} 处问题，请先改好再继续。",
        "The procedure still has {count} problems. Please mend them first.",
    )


class NothingNewError(ProblemError):
    code = "nothing_new"
    status = 409
    text = Text(
        "草稿与已发布的版本相同，不需要再发布。",
        "The draft is the same as the published version; there is nothing to publish.",
    )


class ProcedureOffError(ProblemError):
    code = "procedure_off"
    status = 409
    text = Text(
        "这个流程已停用或尚未发布，不能开始。",
        "This procedure is switched off or not published yet, so it cannot begin.",
    )


class WrongObjectError(ProblemError):
    code = "wrong_object"
    status = 409
    text = Text(
        "这个流程不是用在这类对象上的。", "This procedure is not meant for this kind of object."
    )


class CaseRunningError(ProblemError):
    """`extra["case_id"]` is the one that runs."""

    code = "case_running"
    status = 409
    text = Text("这个流程已经在进行中。", "This procedure is already under way here.")


class CaseOverError(ProblemError):
    code = "case_over"
    status = 409
    text = Text("这次流程已经结束。", "This case is over.")


class CaseHoldsError(ProblemError):
    """A procedure has to be through before what it is about may end."""

    code = "case_holds"
    status = 409
    text = Text(
        "流程“{name}”还没有办完（现在：{steps}），办完才能结束；确实不用办了，请主管先终止流程。",
        "The procedure “{name}” is not through yet (now: {steps}), so this cannot end. If it need"
        " not be, ask a supervisor to call the procedure off first.",
    )

    def __init__(self, name: Text, steps: Sequence[Text]) -> None:
        super().__init__()
        self.name, self.steps = name, steps

    def sentence(self) -> Text:
        """The sentence with the names in both languages."""
        return Text(
            self.text.say(
                "zh-CN", name=self.name.zh, steps="、".join(one.zh for one in self.steps)
            ),
            self.text.say("en", name=self.name.en, steps=", ".join(one.en for one in self.steps)),
        )

    def as_json(self, language: Language) -> dict[str, object]:
        """The body of the answer."""
        return {"error": {"code": self.code, "message": self.sentence().say(language)}}


class StepEndedError(ProblemError):
    code = "step_ended"
    status = 409
    text = Text(
        "这一步刚刚已有人处理，请看看现在到了哪一步。",
        "Somebody has just dealt with this step. Please look where the case stands now.",
    )


class NotYourStepError(ProblemError):
    code = "not_your_step"
    status = 403
    text = Text(
        "这一步由别人负责，请先领取或请负责人转给您。",
        "Somebody else has this step. Take it first, or ask them to hand it over.",
    )


class GuardRefusedError(ProblemError):
    code = "guard_refused"
    status = 409
    text = Text("现在还不能选这个结果：{why}", "This outcome cannot be chosen yet: {why}")

    def __init__(self, why: Text) -> None:
        super().__init__()
        self.why = why

    def sentence(self) -> Text:
        """The sentence with the guard's own reason, in both languages."""
        return Text(self.text.say("zh-CN", why=self.why.zh), self.text.say("en", why=self.why.en))

    def as_json(self, language: Language) -> dict[str, object]:
        """The body of the answer."""
        body = {"code": self.code, "message": self.sentence().say(language)}
        return {"error": body}


class CannotReturnError(ProblemError):
    code = "cannot_return"
    status = 409
    text = Text(
        "不能回到这一步：它不在这条路径上，或者还没有走过。",
        "It cannot go back to this step: it is not on this way, or the case was never there.",
    )
