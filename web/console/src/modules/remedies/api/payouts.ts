import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { ifMatch } from "@/shell/hooks/edit";
import { onFrame, useWatch } from "@/shell/hooks/live";

type S = components["schemas"];
export type Payout = S["PayoutRow"];
export type State = Payout["state"];
export type Verb = Payout["may"][number];
export type Method = NonNullable<Payout["method"]>;
export type About = { kind: string; id: string };

export const PROPOSE = "remedies.propose";
export const PAYOUTS = ["payouts"] as const;

/** The lists people work from, by the states they hold (补偿列表). */
export const BOXES = {
  requested: ["requested"],
  due: ["due", "failed"],
  sent: ["sent"],
  held: ["approved"],
  over: ["arrived", "refused", "withdrawn"],
  all: [],
} satisfies Record<string, State[]>;
export type Box = keyof typeof BOXES;
export const boxOf = (name: string | undefined): Box =>
  name !== undefined && name in BOXES ? (name as Box) : "all";

export type Asked = { box: Box; shop: string | null; mine: boolean };

const queryOf = ({ box, shop, mine }: Asked) => ({
  ...(BOXES[box].length > 0 ? { state: [...BOXES[box]] } : {}),
  ...(shop ? { shop_id: shop } : {}),
  ...(mine ? { mine } : {}),
});

export const payoutsQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: [...PAYOUTS, "list", asked],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/payouts", {
          params: {
            query: { ...queryOf(asked), ...(pageParam ? { cursor: pageParam } : {}), limit: 50 },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** Where the same list is fetched as a table. */
export function exportPath(asked: Asked): string {
  const query = new URLSearchParams();
  for (const state of BOXES[asked.box]) query.append("state", state);
  if (asked.shop) query.set("shop_id", asked.shop);
  if (asked.mine) query.set("mine", "true");
  return `/api/payouts/export?${query}`;
}

export const payoutQuery = (id: string) =>
  queryOptions({
    queryKey: [...PAYOUTS, "one", id],
    queryFn: () =>
      unwrap(api.GET("/api/payouts/{payout_id}", { params: { path: { payout_id: id } } })),
  });

export const aboutQuery = ({ kind, id }: About) =>
  queryOptions({
    queryKey: [...PAYOUTS, "about", kind, id],
    queryFn: () =>
      unwrap(
        api.GET("/api/payouts", {
          params: { query: { about_kind: kind, about_id: id, limit: 50 } },
        }),
      ),
  });

export const previewQuery = ({ kind, id }: About, amount: number, currency: string) =>
  queryOptions({
    queryKey: [...PAYOUTS, "preview", kind, id, amount, currency],
    queryFn: () =>
      unwrap(
        api.GET("/api/payouts/preview", {
          params: { query: { about_kind: kind, about_id: id, amount, currency } },
        }),
      ),
    enabled: amount > 0,
  });

/** Reads payouts anew whenever one moves. */
export function useFreshPayouts(): void {
  const client = useQueryClient();
  useWatch("payouts");
  useEffect(
    () =>
      onFrame((frame) => {
        if (frame.type !== "topic" || frame.topic !== "payouts") return;
        void client.invalidateQueries({ queryKey: PAYOUTS });
      }),
    [client],
  );
}

export type Draft = { amount: number; currency: string; reason: string };

export const propose = (about: About, { amount, currency, reason }: Draft) =>
  unwrap(api.POST("/api/payouts", { body: { about, amount, currency, reason, kind: "by_hand" } }));

const at = (row: Payout) => ({
  params: { path: { payout_id: row.id } },
  headers: ifMatch(row),
});

export const approve = (row: Payout) =>
  unwrap(api.POST("/api/payouts/{payout_id}/approve", { ...at(row), body: { note: "" } }));
export const refuse = (row: Payout, why: string) =>
  unwrap(api.POST("/api/payouts/{payout_id}/refuse", { ...at(row), body: { why } }));
export const withdraw = (row: Payout, why: string) =>
  unwrap(api.POST("/api/payouts/{payout_id}/withdraw", { ...at(row), body: { why } }));

export type Paid = { method: Method; reference: string };
const idsOf = (rows: Payout[]) => rows.map(({ id }) => id);

export const noteSent = (rows: Payout[], paid: Paid) =>
  unwrap(api.POST("/api/payouts/sent", { body: { ids: idsOf(rows), ...paid } }));
export const noteArrived = (rows: Payout[]) =>
  unwrap(api.POST("/api/payouts/arrived", { body: { ids: idsOf(rows) } }));
export const noteFailed = (rows: Payout[], why: string) =>
  unwrap(api.POST("/api/payouts/failed", { body: { ids: idsOf(rows), why } }));

/** Something done with payouts: what hangs on them is asked for anew. */
export function usePayoutMove<V, R>(act: (values: V) => Promise<R>, done?: (result: R) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (result) => done?.(result),
    onSettled: () => {
      for (const key of [PAYOUTS, ["cases"], ["tasks"], ["complaints"]]) {
        void client.invalidateQueries({ queryKey: key });
      }
    },
  });
}
