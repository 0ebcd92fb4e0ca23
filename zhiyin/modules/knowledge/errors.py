"""Refusals of the knowledge base."""

from zhiyin.kernel.errors.problems import ProblemError
from zhiyin.kernel.i18n.text import Text


class CategoryLoopError(ProblemError):
    code = "loop"
    status = 422
    text = Text("不能移到自己的下级。", "A category cannot be moved below itself.")


class CategoryTooDeepError(ProblemError):
    code = "too_deep"
    status = 422
    text = Text("分类最多 {limit} 级。", "Categories can be at most {limit} levels deep.")


class CategoryInUseError(ProblemError):
    code = "in_use"
    status = 409
    text = Text(
        "分类里还有 {count} 篇文章或下级分类，请选择把它们移到哪里。",
        "There are still {count} articles or categories in it. Choose where to move them.",
    )


class NothingToSubmitError(ProblemError):
    code = "no_draft"
    status = 409
    text = Text("没有待提交的草稿。", "There is no draft to send.")


class IncompleteDraftError(ProblemError):
    code = "incomplete_draft"
    status = 422
    text = Text(
        "请先填写标题和正文或简短答案。",
        "Please fill in the title, and the text or the short answer.",
    )


class InReviewError(ProblemError):
    code = "in_review"
    status = 409
    text = Text(
        "这一版正在审核，请先退回再修改。",
        "This version is in review. It has to be returned before it can be changed.",
    )


class FourEyesError(ProblemError):
    code = "four_eyes"
    status = 403
    text = Text(
        "您写的内容需要由另一位同事审核发布。",
        "What you have written must be published by somebody else.",
    )


class NotPublishedError(ProblemError):
    code = "not_published"
    status = 409
    text = Text("这篇文章还没有发布。", "This article has not been published.")


class TooManyWordingsError(ProblemError):
    code = "too_many_wordings"
    status = 409
    text = Text("一篇文章最多 {limit} 条问法。", "An article can have at most {limit} wordings.")


class WordTakenError(ProblemError):
    code = "word_taken"
    status = 409
    text = Text(
        "“{word}”已在另一组同义词里。",
        "“{word}” is in another group of synonyms already.",
    )


class BadImportError(ProblemError):
    code = "bad_import"
    status = 422
    text = Text(
        "这个文件读不出文章：请使用表格（CSV、XLSX）、Markdown、HTML 或它们的压缩包。",
        "No articles could be read from this file. Use a table (CSV, XLSX), Markdown, HTML, or a"
        " zip of them.",
    )


class NoTitleColumnError(ProblemError):
    code = "no_title_column"
    status = 422
    text = Text(
        "表格第一行要有“问题”和“答案”两列。",
        "The first row of the table must name the columns “question” and “answer”.",
    )


class DraftExistsError(ProblemError):
    code = "draft_exists"
    status = 409
    text = Text(
        "已有一份草稿，请先放弃它或继续编辑。",
        "There is a draft already. Discard it first, or go on with it.",
    )


class OnlyVersionError(ProblemError):
    code = "only_version"
    status = 409
    text = Text(
        "这是唯一的版本，不要的话请删除文章。",
        "This is the only version. Delete the article instead.",
    )


class QuestionTwiceError(ProblemError):
    code = "question_twice"
    status = 409
    text = Text("测试集里已经有这个问题了。", "This question is among the test questions already.")


class TooManyQuestionsError(ProblemError):
    code = "too_many_questions"
    status = 409
    text = Text("测试集最多 {limit} 题。", "There can be at most {limit} test questions.")


class NoQuestionColumnError(ProblemError):
    code = "no_question_column"
    status = 422
    text = Text(
        "表格第一行要有“问题”和“应答文章”两列。",
        "The first row of the table must name the columns “question” and “article”.",
    )


class TrialRunningError(ProblemError):
    code = "trial_running"
    status = 409
    text = Text(
        "这篇文章正在对比两个答案，请先结束这次试验。",
        "Two answers of this article are being compared. End that trial first.",
    )


class NoTrialError(ProblemError):
    code = "no_trial"
    status = 409
    text = Text("这篇文章没有进行中的对比试验。", "No trial of this article is running.")


class SameAnswerError(ProblemError):
    code = "same_answer"
    status = 422
    text = Text(
        "草稿的答案和线上的一样，没有可对比的。",
        "The draft answers the same as the live version: there is nothing to compare.",
    )


class OnlyAnswersError(ProblemError):
    code = "only_answers"
    status = 422
    text = Text(
        "对比试验只比较答案：草稿的标题和同义词要与线上版本一致。",
        "A trial compares answers only: title and synonyms of the draft must be those of the live"
        " version.",
    )


class TooManyTrialsError(ProblemError):
    code = "too_many_trials"
    status = 409
    text = Text(
        "同时最多进行 {limit} 个对比试验。", "At most {limit} trials can run at the same time."
    )
