import { api, unwrap } from "@/api/client";
import { randomKey } from "@/api/request-keys";
import type { Offer, Participant, Summary } from "@/api/types";
import { take } from "./actions";

const at = (id: string) => ({ params: { path: { conversation_id: id } } });

/** Somebody's part in a conversation that another holds, if they have one. */
export function partOf(summary: Summary, staffId: string): Participant | undefined {
  return summary.participants.find((each) => each.id === staffId);
}

const ANSWERING = new Set(["called", "invited", "stepped_in"]);

/** Whether somebody may answer without holding the conversation. */
export function answersBeside(summary: Summary, staffId: string): boolean {
  return ANSWERING.has(partOf(summary, staffId)?.role ?? "");
}

export const invite = (id: string, staffId: string): Promise<Summary> =>
  unwrap(
    api.POST("/api/conversations/{conversation_id}/participants", {
      ...at(id),
      body: { staff_id: staffId },
    }),
  ).then(take);

/** Ends a colleague's part, or mine; frames show what is left. */
export const dismiss = (id: string, staffId: string): Promise<void> =>
  unwrap(
    api.DELETE("/api/conversations/{conversation_id}/participants/{staff_id}", {
      params: { path: { conversation_id: id, staff_id: staffId } },
    }),
  ).then(() => undefined);

export const stepIn = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{conversation_id}/step-in", at(id))).then(take);

export const askedOf = (id: string): Promise<Offer | null> =>
  unwrap(api.GET("/api/conversations/{conversation_id}/offer", at(id)));

export const accept = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{conversation_id}/offer/accept", at(id))).then(take);

export const decline = (id: string, reason: string): Promise<void> =>
  unwrap(
    api.POST("/api/conversations/{conversation_id}/offer/decline", { ...at(id), body: { reason } }),
  ).then(() => undefined);

export const withdraw = (id: string): Promise<void> =>
  unwrap(api.DELETE("/api/conversations/{conversation_id}/offer", at(id))).then(() => undefined);

export const asksFirst = (id: string): Promise<{ asks: boolean }> =>
  unwrap(api.GET("/api/conversations/{conversation_id}/asks-first", at(id)));

export const merge = (id: string, into: string): Promise<Summary> =>
  unwrap(
    api.POST("/api/conversations/{conversation_id}/merge", { ...at(id), body: { into_id: into } }),
  ).then(take);

export const block = (id: string, reason: string, until: string | null): Promise<unknown> =>
  unwrap(
    api.POST("/api/conversations/{conversation_id}/block", { ...at(id), body: { reason, until } }),
  );

export const watch = (id: string): Promise<unknown> =>
  unwrap(api.POST("/api/conversations/{conversation_id}/watch", at(id)));

export const whisper = (id: string, text: string): Promise<unknown> =>
  unwrap(
    api.POST("/api/conversations/{conversation_id}/whisper", {
      ...at(id),
      body: { key: randomKey(), text },
    }),
  );

export const takeOver = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{conversation_id}/take-over", at(id))).then(take);

export const handBack = (id: string): Promise<Summary> =>
  unwrap(api.POST("/api/conversations/{conversation_id}/hand-back", at(id))).then(take);
