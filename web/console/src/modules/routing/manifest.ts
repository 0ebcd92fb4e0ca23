import type { Manifest } from "@/shell/contracts";

const MANAGE = "routing.manage";

/** 分流: where new conversations go, and whose own agents key customers have. */
export const manifest: Manifest = {
  name: "routing",
  settings: [
    {
      path: "/routing",
      label: "routing:title",
      hint: "routing:hint",
      group: "service",
      order: 12,
      permission: MANAGE,
      load: () => import("./pages/rules"),
    },
    {
      path: "/routing-checks",
      label: "routing:checks",
      hint: "routing:checks.hint",
      group: "service",
      order: 14,
      permission: "routing.check",
      load: () => import("./pages/checks"),
    },
  ],
  cards: [
    {
      id: "named-agents",
      on: "customer",
      onPage: true,
      title: "routing:named",
      order: 30,
      permission: MANAGE,
      load: () => import("./parts/named-agents"),
    },
  ],
};
