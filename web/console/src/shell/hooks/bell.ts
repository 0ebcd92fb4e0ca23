import { type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { Notice } from "@/api/types";
import { onFrame, useLiveGeneration } from "./live";

type Held = { items: Notice[]; next: string | null; unread: number };

const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: (): Promise<Held> => unwrap(api.GET("/api/notices", { params: { query: {} } })),
  staleTime: 60_000,
});

/** What is held with one more notice on top; one that is held already stays once. */
export function withNotice(held: Held | undefined, notice: Notice, unread: number): Held {
  const others = (held?.items ?? []).filter((each) => each.id !== notice.id);
  return { items: [notice, ...others], next: held?.next ?? null, unread };
}

function change(client: QueryClient, edit: (held: Held | undefined) => Held | undefined): void {
  client.setQueryData(noticesQuery.queryKey, edit);
}

/** Keeps my notices in step with the socket; mounted once by the shell. */
export function useNoticeFeed(): void {
  const client = useQueryClient();
  const generation = useLiveGeneration();
  useEffect(() => {
    if (generation > 1) void client.invalidateQueries({ queryKey: noticesQuery.queryKey });
  }, [client, generation]);
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type === "notice") {
          change(client, (held) => withNotice(held, frame.notice, frame.unread));
        } else if (frame.type === "notices_read") {
          void client.invalidateQueries({ queryKey: noticesQuery.queryKey });
        }
      }),
    [client],
  );
}

export type Bell = { held: Held | undefined; failure: unknown; read: (ids: string[]) => void };

/** My notices (站内通知), newest first, and how many I have not read. */
export function useBell(): Bell {
  const client = useQueryClient();
  const { data, error } = useQuery(noticesQuery);
  const read = useCallback(
    (ids: string[]) => {
      unwrap(api.POST("/api/notices/read", { body: { ids } })).then(
        ({ unread }) =>
          change(
            client,
            (held) =>
              held && {
                ...held,
                unread,
                items: held.items.map((each) =>
                  ids.length === 0 || ids.includes(each.id) ? { ...each, read: true } : each,
                ),
              },
          ),
        () => undefined,
      );
    },
    [client],
  );
  return { held: data, failure: error, read };
}

/** Who looks at an object has read what their notices say of it. */
export function useReadAbout(kind: string, id: string): void {
  const { held, read } = useBell();
  const unread = (held?.items ?? [])
    .filter((each) => !each.read && each.about_kind === kind && each.about_id === id)
    .map((each) => each.id)
    .join(" ");
  useEffect(() => {
    if (unread) read(unread.split(" "));
  }, [unread, read]);
}
