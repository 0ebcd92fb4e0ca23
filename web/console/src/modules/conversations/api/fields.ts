import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, unwrap } from "@/api/client";
import type { FieldValue, FieldValues } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";
import { useFieldSaving } from "@/shell/hooks/field-saving";
import { onFrame } from "@/shell/hooks/live";
import { useHeld } from "./store";

type Held = { fields: FieldValues; version: number; editable: boolean };

const at = (id: string) => ({ params: { path: { conversation_id: id } } });

export const valuesQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation-fields", id],
    queryFn: (): Promise<Held> =>
      unwrap(api.GET("/api/conversations/{conversation_id}/fields", at(id))),
    staleTime: 30_000,
  });

/** What is filled in; read anew when a colleague has changed it, or somebody else holds it. */
export function useValues(id: string) {
  const client = useQueryClient();
  const standing = useHeld((held) => {
    const summary = held.summaries[id];
    return `${summary?.assignee?.id ?? ""} ${summary?.state === "closed"}`;
  });
  const before = useRef(standing);
  useEffect(() => {
    if (before.current === standing) return;
    before.current = standing;
    void client.invalidateQueries({ queryKey: valuesQuery(id).queryKey });
  }, [client, id, standing]);
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type === "topic" && frame.topic === `fields:${id}`)
          void client.invalidateQueries({ queryKey: valuesQuery(id).queryKey });
      }),
    [client, id],
  );
  return useQuery(valuesQuery(id));
}

/** Fills in one field of a conversation. */
export function useFillIn(id: string): (code: string, value: FieldValue) => Promise<void> {
  return useFieldSaving<Held>({
    key: valuesQuery(id).queryKey,
    patch: (fields, held) =>
      unwrap(
        api.PATCH("/api/conversations/{conversation_id}/fields", {
          ...at(id),
          headers: held ? ifMatch(held) : {},
          body: { fields },
        }),
      ),
  });
}
