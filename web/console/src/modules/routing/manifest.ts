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
