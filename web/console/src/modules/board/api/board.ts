import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { onFrame, useLiveGeneration, useWatch } from "@/shell/hooks/live";

type S = components["schemas"];
export type Board = S["BoardOut"];
export type Counts = S["Counts"];
export type TeamNow = S["TeamNow"];
export type AgentNow = S["AgentNow"];
export type Alert = S["AlertOut"];
export type Targets = S["Targets"];
export type Wall = S["WallOut"];
export type Made = S["MadeOf"];
export type What =
  | "waiting"
  | "in_service"
  | "unanswered"
  | "arrivals"
  | "closed"
  | "abandoned"
  | "answered"
  | "late";

/** Which number was opened: what, and of which team or agent. */
export type Opened = { what: What; team_id?: string; staff_id?: string; name: string };

export const BOARD = ["board"] as const;

export const boardQuery = queryOptions({
  queryKey: BOARD,
  queryFn: () => unwrap(api.GET("/api/board")),
  // The socket says when it is other; this is for a socket that is silent.
  refetchInterval: 15_000,
});

export const madeOfQuery = ({ what, team_id, staff_id }: Opened) =>
  queryOptions({
    queryKey: [...BOARD, "made-of", what, team_id ?? "", staff_id ?? ""],
    queryFn: () =>
      unwrap(
        api.GET("/api/board/made-of", {
          params: {
            query: { what, ...(team_id ? { team_id } : {}), ...(staff_id ? { staff_id } : {}) },
          },
        }),
      ),
  });

export const pastAlertsQuery = queryOptions({
  queryKey: [...BOARD, "alerts"],
  queryFn: () => unwrap(api.GET("/api/alerts", { params: { query: { limit: 100 } } })),
});

export const displaysQuery = queryOptions({
  queryKey: [...BOARD, "displays"],
  queryFn: () => unwrap(api.GET("/api/board/displays")),
});

/** Open alerts nobody looks after yet, for the menu. */
export function useOpenAlerts(): number {
  const { data } = useQuery({ ...boardQuery, refetchInterval: 60_000 });
  return data?.alerts.filter((each) => !each.acknowledged_at).length ?? 0;
}

/** Keeps the board in step with the socket while it is on screen. */
export function useBoardFeed(): void {
  const client = useQueryClient();
  const generation = useLiveGeneration();
  useWatch("board");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection may have missed news
  useEffect(() => {
    void client.invalidateQueries({ queryKey: BOARD });
  }, [client, generation]);
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type === "topic" && frame.topic === "board") {
          void client.invalidateQueries({ queryKey: BOARD });
        }
      }),
    [client],
  );
}
