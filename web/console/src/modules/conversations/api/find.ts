import { api, unwrap } from "@/api/client";
import { holder } from "@/shell/hooks/holder";

const wanted = holder("");

/** What is looked for in the open conversation; its bubbles mark it. */
export const lookFor = (text: string): void => wanted.set(text);
export const useLookedFor = wanted.use;

/** Numbers of the messages that hold a text, oldest first. */
export const findInside = (id: string, q: string): Promise<number[]> =>
  unwrap(
    api.GET("/api/conversations/{conversation_id}/find", {
      params: { path: { conversation_id: id }, query: { q } },
    }),
  );
