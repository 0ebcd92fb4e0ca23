import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { useDelete } from "@/shell/hooks/bin";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useOrdering } from "@/shell/hooks/ordering";
import { useT } from "@/shell/hooks/text";
import { type Asked, plain } from "./asked";

export type View = components["schemas"]["ViewOut"];
export type ViewInput = components["schemas"]["ViewIn"];

export const VIEWS = ["ticket-views"] as const;

export const viewsQuery = queryOptions({
  queryKey: VIEWS,
  queryFn: () => unwrap(api.GET("/api/ticket-views")),
  staleTime: 60_000,
});

export const useViews = () => useQuery(viewsQuery);

const write = (view: View, body: ViewInput) =>
  unwrap(
    api.PUT("/api/ticket-views/{view_id}", {
      params: { path: { view_id: view.id } },
      headers: ifMatch(view),
      body,
    }),
  );

/** What of a view can be written back. */
export function lookOf(view: View): ViewInput {
  const { name, shared, team_id, asked, columns, grouping, position } = view;
  return {
    name,
    shared,
    asked,
    columns,
    position,
    team_id: team_id ?? null,
    grouping: grouping ?? null,
  };
}

/** Makes a view, or gives one another name, other people, another filter. */
export function useSaveView(done: (view: View) => void) {
  return useEdit({
    act: ({ view, body }: { view: View | null; body: ViewInput }) =>
      view ? write(view, body) : unwrap(api.POST("/api/ticket-views", { body })),
    refresh: VIEWS,
    done,
  });
}

export function useDeleteView(done: () => void) {
  return useDelete({
    kind: "ticket_view",
    act: (id) =>
      unwrap(api.DELETE("/api/ticket-views/{view_id}", { params: { path: { view_id: id } } })),
    refresh: VIEWS,
    done,
  });
}

/** Puts a view elsewhere among those of the same people that one may change. */
export function useMoveView() {
  const t = useT();
  const views = useViews().data ?? [];
  const move = useOrdering<View>({
    key: VIEWS,
    put: (ids) => unwrap(api.PUT("/api/ticket-views/order", { body: { ids } })),
    said: t("tickets:view.moved"),
  });
  const alike = (view: View) =>
    views.filter((each) => each.may_edit && each.shared === view.shared);
  return {
    /** How many steps it can go up, and down. */
    room: (view: View) => {
      const rows = alike(view);
      const at = rows.findIndex(({ id }) => id === view.id);
      return { up: at, down: rows.length - 1 - at };
    },
    move: (view: View, step: number) => {
      const rows = alike(view);
      const at = rows.findIndex(({ id }) => id === view.id);
      move(rows, at, at + step);
    },
  };
}

/** A filter as views hold it. */
export const asView = (asked: Asked): ViewInput["asked"] => plain(asked) as ViewInput["asked"];
