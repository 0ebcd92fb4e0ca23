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

/** What the like have; `said` is the number of the customer's latest words, on which it hangs. */
export const proposedTagsQuery = (id: string, said: number) =>
  queryOptions({
    queryKey: ["proposed-tags", id, said],
    queryFn: async () =>
      (await unwrap(api.GET("/api/assistance/{conversation_id}/tags", at(id)))).tags,
    retry: false,
  });

export const setTags = (id: string, tags: string[]): Promise<Summary> =>
  unwrap(api.PATCH("/api/conversations/{conversation_id}", { ...at(id), body: { tags } })).then(
    take,
  );
