import { api, unwrap } from "@/api/client";
import type { FieldValues, Message, Summary } from "@/api/types";
import { catchUp } from "./feed";
import { dispatch } from "./store";

export function take(summary: Summary): Summary {
  dispatch({ type: "changed", conversation: summary, messages: [] });
  return summary;
}

const at = (id: string) => ({ params: { path: { conversation_id: id } } });

export const pick = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{conversation_id}/pick", at(id))).then(take);

export type Target = { staff_id: string } | { team_id: string };

export const transfer = (
  id: string,
  target: Target,
  note: string,
  ask: boolean | null = null,
): Promise<Summary> =>
  unwrap(
    api.POST("/api/conversations/{conversation_id}/transfer", {
      ...at(id),
      body: { ...target, note, ask },
    }),
  ).then(take);

export type Result = "solved" | "unsolved" | "no_answer";
export type Ending = {
  subject: string | null;
  note: string;
  result: Result;
  followUp: boolean;
  /** Custom fields that were changed here. */
  fields: FieldValues;
};

export const close = (id: string, ending: Ending): Promise<Summary> =>
  unwrap(
    api.POST("/api/conversations/{conversation_id}/close", {
      ...at(id),
      body: {
        subject_id: ending.subject,
        note: ending.note,
        result: ending.result,
        follow_up: ending.followUp,
        fields: ending.fields,
      },
    }),
  ).then(take);

export const reopen = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{conversation_id}/reopen", at(id))).then(take);

export const giveBack = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{conversation_id}/return", at(id))).then(take);

export const setSubject = (id: string, subject: string | null): Promise<Summary> =>
  unwrap(
    api.PATCH("/api/conversations/{conversation_id}", { ...at(id), body: { subject_id: subject } }),
  ).then(take);

/** Takes a message back; the thread then reads what changed in it. */
export async function recall(message: Message): Promise<void> {
  const path = { conversation_id: message.conversation_id, message_id: message.id };
  await unwrap(
    api.POST("/api/conversations/{conversation_id}/messages/{message_id}/recall", {
      params: { path },
    }),
  ).then(take);
  await catchUp(message.conversation_id);
}
