import type { FieldValues, Labels } from "@/api/types";

/**
 * A procedure as it is written (流程文档). Here everything is said; what the server leaves out
 * because it is as usual is put in by `wholeDocument`.
 */
export type Clock = "business" | "clock";
export type Limit = { minutes: number; clock: Clock };
export type Who = { rule: string; value: string };
export type Choice = { code: string; name: Labels };
export type FieldKind =
  | "text"
  | "long_text"
  | "number"
  | "money"
  | "date"
  | "yes_no"
  | "choice"
  | "choices"
  | "url"
  | "phone"
  | "email";
export type FormField = {
  code: string;
  name: Labels;
  help: Labels | null;
  type: FieldKind;
  choices: Choice[];
  required: boolean;
  decimals: number;
  currency: string;
};
export type CheckItem = { code: string; name: Labels; required: boolean };
export type Guard = { guard: string; values: FieldValues };
export type Action = { action: string; values: FieldValues };
export type Outcome = {
  code: string;
  name: Labels;
  /** Nowhere: the whole ends; several: side by side. */
  to: string[];
  permission: string | null;
  reason: boolean;
  guards: Guard[];
  /** Taken by itself as soon as its conditions hold. */
  auto: boolean;
};
export type Moment = "opened" | "due_soon" | "late";
export type StepNotice = { when: Moment; to: Who[] };
export type Escalation = { after: number; notify: Who[]; reassign: Who | null; actions: Action[] };
export type Step = {
  code: string;
  name: Labels;
  text: Labels;
  kind: "work" | "wait_customer";
  who: Who;
  limit: Limit | null;
  fields: FormField[];
  checklist: CheckItem[];
  outcomes: Outcome[];
  join: "all" | "any" | null;
  overdue_outcome: string | null;
  /** What an answer of the customer leads to by itself. */
  reply_outcome: string | null;
  on_enter: Action[];
  on_leave: Action[];
  notices: StepNotice[];
  escalations: Escalation[];
};
export type AboutEnded = "end" | "refuse" | "stay";
export type ProcedureDocument = {
  format: 1;
  name: Labels;
  text: Labels;
  about: string[];
  limit: Limit | null;
  /** What becomes of a case when its ticket ends. */
  about_ended: AboutEnded;
  start: string;
  steps: Step[];
};

const NOTHING: Labels = { "zh-CN": "", en: "" };
const USUAL_WHO: Who = { rule: "case_team", value: "" };

type Few<T> = { [K in keyof T]?: T[K] | undefined };
type Coded = { code: string; name: Labels };

export const wholeField = (field: Few<FormField> & Coded): FormField => ({
  help: null,
  type: "text",
  choices: [],
  required: false,
  decimals: 0,
  currency: "CNY",
  ...said(field),
});

export const wholeOutcome = (outcome: Few<Outcome> & Coded): Outcome => ({
  to: [],
  permission: null,
  reason: false,
  guards: [],
  auto: false,
  ...said(outcome),
});

export const wholeStep = (step: Few<Step> & Coded): Step => {
  const held = said(step);
  return {
    text: NOTHING,
    kind: "work",
    who: USUAL_WHO,
    limit: null,
    checklist: [],
    join: null,
    overdue_outcome: null,
    reply_outcome: null,
    on_enter: [],
    on_leave: [],
    notices: [],
    ...held,
    fields: (held.fields ?? []).map(wholeField),
    outcomes: (held.outcomes ?? []).map(wholeOutcome),
    escalations: (held.escalations ?? []).map((one) => ({
      notify: [],
      reassign: null,
      actions: [],
      ...said(one as Few<Escalation> & { after: number }),
    })),
  };
};

/** What the server sent, with what it left out. */
export function wholeDocument(sent: object): ProcedureDocument {
  const document = said(sent as Few<ProcedureDocument>);
  return {
    format: 1,
    name: NOTHING,
    text: NOTHING,
    about: [],
    limit: null,
    about_ended: "end",
    start: "",
    ...document,
    steps: (document.steps ?? []).map(wholeStep),
  };
}

/** Without what is undefined, so that it does not stand over what is usual. */
function said<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const held = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(held) as never;
}
