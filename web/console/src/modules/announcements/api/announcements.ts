import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { onFrame, useLiveGeneration, useWatch } from "@/shell/hooks/live";

type S = components["schemas"];
export type Announcement = S["AnnouncementOut"];
export type Managed = S["AnnouncementFull"];
export type Draft = S["AnnouncementIn"];
export type Receipt = S["ReceiptOut"];

export const ANNOUNCEMENTS = ["announcements"] as const;

export const mineQuery = queryOptions({
  queryKey: [...ANNOUNCEMENTS, "mine"],
  queryFn: () => unwrap(api.GET("/api/announcements")),
  staleTime: 60_000,
});

export const managedQuery = queryOptions({
  queryKey: [...ANNOUNCEMENTS, "managed"],
  queryFn: () => unwrap(api.GET("/api/announcements/managed")),
  refetchInterval: 15_000,
});

export const at = (id: string) => ({ params: { path: { announcement_id: id } } });

export const receiptsQuery = (id: string) =>
  queryOptions({
    queryKey: [...ANNOUNCEMENTS, "receipts", id],
    queryFn: () => unwrap(api.GET("/api/announcements/{announcement_id}/receipts", at(id))),
    refetchInterval: 10_000,
  });

/** Whether I still have to do something about it. */
export const isOpen = (each: Announcement): boolean =>
  each.must_confirm ? !each.confirmed : !each.read;

/** What stands above every page: pinned and not done, or to be confirmed. */
export const isPinned = (each: Announcement, now: number): boolean =>
  isOpen(each) &&
  (each.must_confirm || (each.pinned_until !== null && Date.parse(each.pinned_until) > now));

export const useUnreadAnnouncements = (): number =>
  (useQuery(mineQuery).data ?? []).filter(isOpen).length;

/** Keeps the lists in step with the socket; mounted once, by the banner. */
export function useAnnouncementFeed(): void {
  const client = useQueryClient();
  const generation = useLiveGeneration();
  useWatch("announcements");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection may have missed news
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ANNOUNCEMENTS });
  }, [client, generation]);
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type === "topic" && frame.topic === "announcements") {
          void client.invalidateQueries({ queryKey: ANNOUNCEMENTS });
        }
      }),
    [client],
  );
}
