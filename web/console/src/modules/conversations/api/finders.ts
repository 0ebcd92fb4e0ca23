import { ApiError, api, unwrap } from "@/api/client";
import type { FinderHit } from "@/shell/contracts";
import { openComposer } from "@/shell/hooks/composer";
import { cannedHitsOf } from "./canned";
import { getState } from "./store";

const MOST = 6;

export async function findMessages(text: string): Promise<FinderHit[]> {
  try {
    const page = await unwrap(
      api.GET("/api/conversations/search", { params: { query: { q: text, limit: MOST } } }),
    );
    return page.items.map((hit) => ({
      id: hit.message.id,
      title: hit.conversation.customer.name,
      detail: hit.message.text,
      path: `/conversations/${hit.conversation.id}?box=all&at=${hit.message.number}`,
    }));
  } catch (reason) {
    // A text too short to search is no reason to alarm anybody in the palette.
    if (reason instanceof ApiError) return [];
    throw reason;
  }
}

/** Conversations at hand, by the customer's name, the number, or the last words. */
export async function findConversations(text: string): Promise<FinderHit[]> {
  const wanted = text.toLowerCase();
  return Object.values(getState().summaries)
    .filter(({ customer, ref, last_message }) =>
      `${customer.name} ${ref} ${last_message?.preview ?? ""}`.toLowerCase().includes(wanted),
    )
    .slice(0, MOST)
    .map((summary) => ({
      id: summary.id,
      title: summary.customer.name,
      detail: `${summary.ref} ${summary.last_message?.preview ?? ""}`,
      path: `/conversations/${summary.id}`,
    }));
}

/** Canned replies for the open conversation; choosing one puts it into the composer. */
export async function findCanned(text: string): Promise<FinderHit[]> {
  const composer = openComposer();
  if (!composer) return [];
  const hits = await cannedHitsOf(composer.conversation, text);
  return hits.slice(0, MOST).map((hit) => ({
    id: hit.id,
    title: hit.title,
    detail: hit.text,
    // The palette closes first, and gives the focus back.
    run: () => setTimeout(() => composer.takeHit(hit), 0),
  }));
}
