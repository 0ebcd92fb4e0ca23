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
