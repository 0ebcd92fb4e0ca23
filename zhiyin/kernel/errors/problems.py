"""Errors that reach a person: small classes near the rule that raises them."""

from typing import ClassVar

from zhiyin.kernel.i18n.text import Language, Text


class ProblemError(Exception):
    """A refusal with a stable code, an HTTP status and a sentence for people.

    `values` fill the placeholders of the sentence; `fields` names the faulty fields of a form;
    `extra` is added to the answer for clients that can act on it.
    """

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 400
    text: ClassVar[Text]
    retry: ClassVar[bool] = False

    def __init__(
        self,
        *,
        fields: dict[str, Text] | None = None,
        extra: dict[str, object] | None = None,
        **values: object,
    ) -> None:
        super().__init__(self.code)
        self.fields = fields or {}
        self.extra = extra or {}
        self.values = values

    def sentence(self) -> Text:
        """The sentence with its values, in both languages."""
        return Text(self.text.say("zh-CN", **self.values), self.text.say("en", **self.values))

    def as_json(self, language: Language) -> dict[str, object]:
        """The body of the answer, in the caller's language."""
        body: dict[str, object] = {
            "code": self.code,
            "message": self.text.say(language, **self.values),
            **self.extra,
        }
        if self.fields:
            body["fields"] = {name: text.say(language) for name, text in self.fields.items()}
        return {"error": body}


class NotFoundError(ProblemError):
    """Also raised where the caller may not know that the thing exists."""

    code = "not_found"
    status = 404
    text = Text("没有找到，或您无权查看。", "Not found, or you may not see it.")


class NotSignedInError(ProblemError):
    code = "not_signed_in"
    status = 401
    text = Text("请先登录。", "Please sign in first.")


class NotAllowedError(ProblemError):
    code = "not_allowed"
    status = 403
    text = Text(
        "您没有这项权限，请联系管理员。",
        "You do not have this permission. Please ask your administrator.",
    )


class InvalidInputError(ProblemError):
    code = "invalid_input"
    status = 422
    text = Text(
        "有些内容填写不正确，请按提示修改。", "Some fields need a correction, see the hints."
    )


class EditConflictError(ProblemError):
    """Two people edited the same row; the current value travels in `extra["current"]`."""

    code = "edit_conflict"
    status = 409
    text = Text(
        "刚刚有人改过这一项，请对照后再保存。",
        "Someone has just changed this. Compare both versions, then save again.",
    )


class TooManyRequestsError(ProblemError):
    code = "rate_limited"
    status = 429
    retry = True
    text = Text(
        "操作太频繁，请在 {seconds} 秒后再试。",
        "Too many attempts. Try again in {seconds} seconds.",
    )


class TooLargeError(ProblemError):
    code = "too_large"
    status = 413
    text = Text("内容太大，上限为 {limit}。", "This is too large. The limit is {limit}.")
