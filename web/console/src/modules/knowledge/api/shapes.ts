import type { components } from "@/api/schema";

type S = components["schemas"];

/** The server's shapes under the names this module uses. */
export type Article = S["ArticleOut"];
export type ArticleRow = S["ArticleRow"];
export type ArticleInput = S["ArticleIn"];
export type ArticleChange = S["ArticlePatch"];
export type Version = S["VersionOut"];
export type VersionRow = S["VersionRow"];
export type Draft = S["DraftIn"];
export type Star = S["Star"];
export type Wording = S["WordingOut"];
export type DiffLine = S["DiffLine"];
export type Category = S["CategoryOut"];
/** Marks are pairs: where a stretch begins and ends. */
type Marks = number[][];
export type Hit = Omit<S["Hit"], "marks" | "title_marks"> & { marks: Marks; title_marks: Marks };
export type Found = Omit<S["SearchOut"], "items"> & { items: Hit[] };
export type Suggestion = Omit<S["Suggestion"], "marks"> & { marks: Marks };
export type Synonyms = S["SynonymsOut"];
export type Gap = S["Gap"];
export type Gaps = S["Gaps"];
export type Freshness = S["Freshness"];
export type Due = S["DueArticle"];
export type Uses = S["Uses"];
export type Import = S["ImportOut"];
export type Export = S["ExportIn"];

export type Trial = S["ArticleTrialOut"];
export type TrialCompared = S["ArticleTrialCompared"];

export type Kind = ArticleRow["kind"];
export type Audience = ArticleRow["audience"];
export type Locale = ArticleRow["locale"];
export type State = ArticleRow["state"];

export const KNOWLEDGE = ["knowledge"] as const;
export const READ = "knowledge.read";
export const WRITE = "knowledge.write";
export const PUBLISH = "knowledge.publish";
