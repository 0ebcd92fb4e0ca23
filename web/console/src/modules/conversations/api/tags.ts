import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Summary } from "@/api/types";
import { take } from "./actions";

const at = (id: string) => ({ params: { path: { conversation_id: id } } });

/** The tags in use, most used first. */
export const tagsQuery = queryOptions({
  queryKey: ["conversation-tags"],
  queryFn: async () => (await unwrap(api.GET("/api/conversations/tags"))).map(({ tag }) => tag),
  staleTime: 60_000,
});

/** What the like have; asked for anew when the customer has written more. */
export const proposedTagsQuery = (summary: Summary) =>
  queryOptions({
    queryKey: ["proposed-tags", summary.id, summary.last_message?.at ?? ""],
    queryFn: async () =>
      (await unwrap(api.GET("/api/assistance/{conversation_id}/tags", at(summary.id)))).tags,
    retry: false,
  });

export const setTags = (id: string, tags: string[]): Promise<Summary> =>
  unwrap(api.PATCH("/api/conversations/{conversation_id}", { ...at(id), body: { tags } })).then(
    take,
  );
