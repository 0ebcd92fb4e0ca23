import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Message } from "@/api/types";

/** So many messages come along unless somebody says from where on. */
const USUAL = 12;
const TITLE = 60;

/** The latest messages of a conversation that a ticket can take along. */
export const alongQuery = (conversation: string) =>
  queryOptions({
    queryKey: ["tickets-along", conversation],
    queryFn: async () => {
      const page = await unwrap(
        api.GET("/api/conversations/{conversation_id}/messages", {
          params: { path: { conversation_id: conversation }, query: { limit: 60 } },
        }),
      );
      return page.items.filter(isSaid);
    },
    staleTime: 0,
  });

/** Words between customer and shop: no notes, no events, nothing taken back. */
const isSaid = ({ kind, text, recalled_at }: Message): boolean =>
  kind !== "event" && kind !== "note" && !recalled_at && text.trim() !== "";

/** Which one is the first to come along, as long as nobody says otherwise. */
export const usualFirst = (messages: Message[]): number | undefined =>
  messages.slice(-USUAL)[0]?.number;

/** A first title: what the customer said last that is more than a word of thanks. */
export function proposedTitle(messages: Message[]): string {
  const said = messages.filter(({ sender }) => sender.kind === "customer").map(({ text }) => text);
  const telling = said.filter((text) => text.trim().length >= 6).at(-1) ?? said.at(-1) ?? "";
  return telling.trim().replace(/\s+/g, " ").slice(0, TITLE);
}
