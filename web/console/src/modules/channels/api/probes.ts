import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Probe = components["schemas"]["ProbeOut"];

/** Whether each widget answers (渠道探测); asked again while somebody is looking. */
export const probesQuery = queryOptions({
  queryKey: ["probes"],
  queryFn: () => unwrap(api.GET("/api/widgets/probes")),
  refetchInterval: 20_000,
});

/** The channels that customers cannot reach now. */
export const dead = (probes: Probe[] | undefined): Probe[] =>
  (probes ?? []).filter((probe) => probe.state === "down");
