import type { Manifest } from "@/shell/contracts";

/** 访问足迹: the pages a customer looks at, where they agreed to it. */
export const manifest: Manifest = {
  name: "visits",
  cards: [
    {
      id: "visit",
      on: "conversation",
      title: "visits:visit",
      order: 42,
      permission: "conversations.read",
      load: () => import("./parts/visit-card"),
    },
    {
      id: "visits",
      on: "customer",
      onPage: "only",
      title: "visits:visits",
      order: 70,
      permission: "visits.read",
      load: () => import("./parts/visits-card"),
    },
  ],
};
