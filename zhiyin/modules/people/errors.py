"""Refusals of people."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class WrongPasswordError(ProblemError):
    code = "wrong_password"
    status = 401
    text = Text("邮箱或密码不正确。", "The e-mail address or the password is not right.")


class WrongCodeError(ProblemError):
    code = "wrong_code"
    status = 401
    text = Text(
        "验证码不正确或已过期，请输入最新的 6 位数字，或使用恢复码。",
        "The code is not right or has expired. Enter the latest six digits or a recovery code.",
    )


class LinkExpiredError(ProblemError):
    code = "link_expired"
    status = 410
    text = Text(
        "链接已失效或已使用，请重新申请。", "This link has expired or was used. Ask for a new one."
    )


class WeakPasswordError(ProblemError):
    code = "weak_password"
    status = 422
    text = Text(
        "密码至少 10 位，且不能过于常见。",
        "A password needs at least 10 characters and must not be a common one.",
    )


class AddressTakenError(ProblemError):
    code = "address_taken"
    status = 409
    text = Text("这个邮箱已有账号。", "There is an account with this e-mail address already.")


class AlreadySetUpError(ProblemError):
    code = "already_set_up"
    status = 409
    text = Text("系统已完成初始设置，请登录。", "The system is already set up. Please sign in.")


class InUseError(ProblemError):
    code = "in_use"
    status = 409
    text = Text("仍在使用，不能删除：{what}。", "Still in use and cannot be deleted: {what}.")


class NameTakenError(ProblemError):
    code = "name_taken"
    status = 409
    text = Text("这个名称或编号已被使用。", "This name or code is already in use.")


class LastOwnerError(ProblemError):
    code = "last_owner"
    status = 409
    text = Text(
        "至少保留一位能管理员工和角色的在职人员。",
        "At least one active person must be able to manage staff and roles.",
    )


class TooPowerfulError(ProblemError):
    code = "too_powerful"
    status = 403
    text = Text(
        "不能授予您自己没有的权限。", "You cannot give permissions that you do not hold yourself."
    )


class DayTakenError(ProblemError):
    code = "day_taken"
    status = 409
    text = Text("这一天已经单独设置过。", "This day has already been set.")


class PushRefusedError(ProblemError):
    """A browser named a push service that this server may not call, or keys that are none."""

    code = "push_refused"
    status = 422
    text = Text(
        "这个浏览器的推送服务未被允许，请联系管理员。",
        "The push service of this browser is not allowed here. Please ask your administrator.",
    )


class AccessKeyOverError(ProblemError):
    """An access key that we did not make, that was revoked or has expired."""

    code = "access_key_over"
    status = 401
    text = Text(
        "这个访问密钥无效、已撤销或已过期，请在“设置 → 访问密钥”中新建一个。",
        "This access key is not valid, was revoked or has expired. Make a new one under"
        " Settings → Access keys.",
    )


class DayUsedUpError(ProblemError):
    """A key has changed as much today as it may."""

    code = "day_used_up"
    status = 429
    retry = True
    text = Text(
        "这个访问密钥今天的修改次数（{limit} 次）已用完，{seconds} 秒后可以继续；查看不受影响。",
        "This access key has used up its {limit} changes of today. It can go on in {seconds}"
        " seconds; reading goes on.",
    )
