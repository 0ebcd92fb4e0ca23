import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

type S = components["schemas"];
export type Webhook = S["WebhookOut"];
export type WebhookMade = S["WebhookMade"];
export type WebhookInput = S["WebhookIn"];
export type EventKind = S["EventKindOut"];
export type DeliveryLine = S["DeliveryLine"];
export type Delivery = S["DeliveryOut"];
export type State = DeliveryLine["state"];

const FRESH = 5_000;

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: () => unwrap(api.GET("/api/webhooks")),
});

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhooks", id],
    queryFn: () =>
      unwrap(api.GET("/api/webhooks/{webhook_id}", { params: { path: { webhook_id: id } } })),
    refetchInterval: FRESH,
  });

export const kindsQuery = queryOptions({
  queryKey: ["webhooks", "kinds"],
  queryFn: () => unwrap(api.GET("/api/webhooks/kinds")),
  staleTime: Number.POSITIVE_INFINITY,
});

export const deliveriesQuery = (id: string, state: State | null) =>
  infiniteQueryOptions({
    queryKey: ["webhooks", id, "deliveries", state],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/webhooks/{webhook_id}/deliveries", {
          params: { path: { webhook_id: id }, query: { state, cursor: pageParam } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: FRESH,
  });

export const deliveryQuery = (id: string, delivery: string) =>
  queryOptions({
    queryKey: ["webhooks", id, "delivery", delivery],
    queryFn: () =>
      unwrap(
        api.GET("/api/webhooks/{webhook_id}/deliveries/{delivery_id}", {
          params: { path: { webhook_id: id, delivery_id: delivery } },
        }),
      ),
  });

/** Kinds under the names of their modules, in the modules' order. */
export function byModule(
  kinds: EventKind[],
): { title: EventKind["module_title"]; kinds: EventKind[] }[] {
  const groups = new Map<string, { title: EventKind["module_title"]; kinds: EventKind[] }>();
  for (const kind of kinds) {
    const group = groups.get(kind.module) ?? { title: kind.module_title, kinds: [] };
    group.kinds.push(kind);
    groups.set(kind.module, group);
  }
  return [...groups.values()];
}

/** How it goes: off by hand or by itself, failing, quiet, or well. */
export function healthOf(one: Webhook): "off" | "gone" | "gave_up" | "failing" | "fresh" | "well" {
  if (!one.on) return one.off_reason === "gone" ? "gone" : one.off_reason ? "gave_up" : "off";
  if (one.failing_since) return "failing";
  return one.succeeded_at ? "well" : "fresh";
}
