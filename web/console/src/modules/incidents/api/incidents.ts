import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch } from "@/shell/hooks/edit";

type S = components["schemas"];
export type Incident = S["IncidentOut"];
export type Detail = S["IncidentDetail"];
export type IncidentInput = S["IncidentIn"];
export type Level = Incident["level"];
export type Condition = S["ScopeCondition"];
export type Scope = S["ScopeIn"];
export type Script = S["Script"];
export type Review = S["Review"];
export type Entry = S["IncidentEntryOut"];
export type TaskWish = S["TaskWish"];
export type Selector = S["SelectorOut"];

export const LEVELS: Level[] = ["minor", "major", "critical"];
export const INCIDENTS = ["incidents"] as const;

const situationQuery = queryOptions({
  queryKey: ["situation"],
  queryFn: () => unwrap(api.GET("/api/situation")),
  refetchInterval: 15_000,
});

export { situationQuery };

export const listQuery = (state: "open" | "closed") =>
  infiniteQueryOptions({
    queryKey: [...INCIDENTS, "list", state],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/incidents", {
          params: { query: { state, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 15_000,
  });

const at = (id: string) => ({ params: { path: { incident_id: id } } });

export const detailQuery = (id: string) =>
  queryOptions({
    queryKey: [...INCIDENTS, "one", id],
    queryFn: () => unwrap(api.GET("/api/incidents/{incident_id}", at(id))),
    refetchInterval: (query) => (query.state.data?.closed_at ? false : 4_000),
  });

export const affectedQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...INCIDENTS, "affected", id],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/incidents/{incident_id}/affected", {
          params: {
            path: { incident_id: id },
            query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 10_000,
  });

export const selectorsQuery = queryOptions({
  queryKey: [...INCIDENTS, "selectors"],
  queryFn: () => unwrap(api.GET("/api/incidents/selectors")),
  staleTime: 60_000,
});

/** Incidents that concern one conversation, with what to say to the customer. */
export const ofQuery = (conversation: string) =>
  queryOptions({
    queryKey: [...INCIDENTS, "of", conversation],
    queryFn: () =>
      unwrap(
        api.GET("/api/incidents/of/{conversation_id}", {
          params: { path: { conversation_id: conversation } },
        }),
      ),
    refetchInterval: 15_000,
  });

export const countScope = (body: Scope) => unwrap(api.POST("/api/incidents/scope-count", { body }));

export const declareIncident = (body: IncidentInput) =>
  unwrap(api.POST("/api/incidents", { body }));

export const changeIncident = (row: Incident, body: S["IncidentPatch"]) =>
  unwrap(api.PATCH("/api/incidents/{incident_id}", { ...at(row.id), body, headers: ifMatch(row) }));

export const putScript = (row: Incident, body: Script) =>
  unwrap(
    api.PUT("/api/incidents/{incident_id}/script", {
      ...at(row.id),
      body,
      headers: ifMatch(row),
    }),
  );

export const putReview = (row: Incident, body: Review) =>
  unwrap(
    api.PUT("/api/incidents/{incident_id}/review", {
      ...at(row.id),
      body,
      headers: ifMatch(row),
    }),
  );

export const sendScript = (id: string) =>
  unwrap(api.POST("/api/incidents/{incident_id}/send", at(id)));
export const stopSending = (id: string) =>
  unwrap(api.POST("/api/incidents/{incident_id}/stop", at(id)));
export const reopen = (id: string) =>
  unwrap(api.POST("/api/incidents/{incident_id}/reopen", at(id)));
export const closeIncident = (id: string, reason: string) =>
  unwrap(api.POST("/api/incidents/{incident_id}/close", { ...at(id), body: { reason } }));
export const bookTasks = (id: string, tasks: TaskWish[]) =>
  unwrap(api.POST("/api/incidents/{incident_id}/tasks", { ...at(id), body: { tasks } }));
export const addNote = (id: string, text: string) =>
  unwrap(api.POST("/api/incidents/{incident_id}/notes", { ...at(id), body: { text } }));

/** Shows what an action answered, and looks at lists and the situation anew. */
export function useShown(): (detail: Detail) => void {
  const client = useQueryClient();
  return (detail) => {
    client.setQueryData(detailQuery(detail.id).queryKey, detail);
    void client.invalidateQueries({ queryKey: INCIDENTS });
    void client.invalidateQueries({ queryKey: ["situation"] });
  };
}
