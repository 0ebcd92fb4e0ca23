import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { Holding, Thing } from "@/api/types";
import { onFrame, useLiveGeneration } from "@/shell/hooks/live";

const KEY = "entities";

/** What the customer's messages hold that can be used (识别出的信息). */
export const entitiesQuery = (id: string) =>
  queryOptions({
    queryKey: [KEY, id],
    queryFn: (): Promise<Holding[]> =>
      unwrap(
        api.GET("/api/conversations/{conversation_id}/entities", {
          params: { path: { conversation_id: id } },
        }),
      ),
    staleTime: 30_000,
  });

/** What leads furthest comes first. */
const RANKS: Thing["type"][] = [
  "order_no",
  "tracking_no",
  "phone",
  "email",
  "address",
  "amount",
  "date",
  "time",
  "quantity",
  "product",
];

/** What is worth a chip, the most useful first; 明天 means another day to who reads it later. */
export const worthShowing = (things: readonly Thing[]): Thing[] =>
  things
    .filter(({ type, value }) => type !== "date" || /^[\d-]+$/.test(value))
    .sort((one, two) => RANKS.indexOf(one.type) - RANKS.indexOf(two.type));

const NOTHING: Thing[] = [];

/** What one message holds. */
export function useThings(id: string, number: number): Thing[] {
  const { data } = useQuery({
    ...entitiesQuery(id),
    select: (held) => worthShowing(held.find((one) => one.number === number)?.things ?? NOTHING),
  });
  return data ?? NOTHING;
}

/** Wherever more is found, it is asked for anew; after a new connection everything is. */
export function useEntitiesFeed(): void {
  const client = useQueryClient();
  const generation = useLiveGeneration();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new connection asks anew
  useEffect(() => {
    void client.invalidateQueries({ queryKey: [KEY] });
  }, [client, generation]);
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type !== "topic") return;
        const [what, id] = frame.topic.split(":");
        if (what === KEY) void client.invalidateQueries({ queryKey: [KEY, id] });
      }),
    [client],
  );
}

/** Numbers and contacts lead to orders, tickets and people; the rest is only worth copying. */
const SEARCHED: ReadonlySet<Thing["type"]> = new Set(["order_no", "tracking_no", "phone", "email"]);

export const leadsSomewhere = (thing: Thing): boolean => thing.whole && SEARCHED.has(thing.type);

const PLAIN: ReadonlySet<Thing["type"]> = new Set(["order_no", "tracking_no", "phone", "email"]);

/** What stands on a chip, and is copied: numbers without what parts them, the rest as written. */
export function sayThing(thing: Thing): string {
  if (thing.type === "amount") return (Number(thing.value) / 100).toFixed(2);
  return PLAIN.has(thing.type) || thing.type === "time" ? thing.value : thing.words;
}

/** So many stand under a message before the rest is behind a button; one alone never is. */
const AT_ONCE = 4;

export const atOnce = (things: Thing[]): Thing[] =>
  things.length > AT_ONCE + 1 ? things.slice(0, AT_ONCE) : things;
