import { api, unwrap } from "@/api/client";
import type { Message, Summary } from "@/api/types";
import { dispatch } from "./store";

function take(summary: Summary): Summary {
  dispatch({ type: "changed", conversation: summary, messages: [] });
  return summary;
}

const at = (id: string) => ({ params: { path: { id } } });

export const pick = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{id}/pick", at(id))).then(take);

export type Target = { staff_id: string } | { team_id: string };

export const transfer = (id: string, target: Target, note: string): Promise<Summary> =>
  unwrap(
    api.POST("/api/conversations/{id}/transfer", { ...at(id), body: { ...target, note } }),
  ).then(take);

export const close = (id: string, subject: string, note: string): Promise<Summary> =>
  unwrap(
    api.POST("/api/conversations/{id}/close", {
      ...at(id),
      body: { subject_id: subject, ...(note ? { note } : {}) },
    }),
  ).then(take);

export const reopen = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{id}/reopen", at(id))).then(take);

export const giveBack = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{id}/return", at(id))).then(take);

export const setSubject = (id: string, subject: string | null): Promise<Summary> =>
  unwrap(api.PATCH("/api/conversations/{id}", { ...at(id), body: { subject_id: subject } })).then(
    take,
  );

export async function recall(message: Message): Promise<void> {
  const recalled = await unwrap(
    api.POST("/api/conversations/{id}/messages/{message_id}/recall", {
      params: { path: { id: message.conversation_id, message_id: message.id } },
    }),
  );
  dispatch({ type: "messages", id: message.conversation_id, messages: [recalled] });
}
