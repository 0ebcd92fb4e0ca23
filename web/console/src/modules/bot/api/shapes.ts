/** The server's shapes under the names this module uses. */
import type { components } from "@/api/schema";

type S = components["schemas"];

export type Bot = S["BotState"];
export type BotChange = S["BotPatch"];
export type Place = S["PlaceIn"];
export type Handover = S["HandoverOut"];
export type Tried = S["TriedOut"];
export type Decision = S["TryOut"];
export type Candidate = S["CandidateOut"];
export type Figures = S["FiguresOut"];
export type Day = S["DayFigures"];
export type Tier = S["TierShare"];
export type Sample = S["SampleOut"];
export type SampleArticle = S["SampleArticle"];
export type Verdict = S["SampleIn"];
export type Question = S["TryIn"];
export type Locale = NonNullable<Question["locale"]>;

export const BOT = ["bot"] as const;
export const CHECK = "bot.check";
export const MANAGE = "bot.manage";
export type QuestionFigures = S["QuestionFigures"];
export type Measured = S["Measured"];
export type Moved = S["Moved"];
export type Rehearsal = S["RehearsalOut"];
export type Change = S["RehearsalIn"];
export type VersionChange = S["BotVersionIn"];
export type Version = S["BotVersionOut"];
export type VersionPage = S["BotVersionPage"];
export type Trial = S["BotTrialOut"];
export type Compared = S["Compared"];
export type TestQuestion = S["BotQuestionOut"];
export type TestQuestionDraft = S["BotQuestionIn"];
export type TakenIn = S["QuestionsTakenIn"];
export type Run = S["RunOut"];
export type RunBrief = S["RunBrief"];
export type RunItem = S["RunItem"];
