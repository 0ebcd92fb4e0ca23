import type { Manifest } from "@/shell/contracts";

const MANAGE = "automation.manage";
const USE = "automation.use_macros";

/** 自动化: rules that act by themselves, macros, and why something happened. */
export const manifest: Manifest = {
  name: "automation",
  routes: [{ path: "/automation/runs/$id", place: "house", load: () => import("./pages/run") }],
  objects: [
    { kind: "automation_rule", path: (id) => `/settings/automation/${id}` },
    { kind: "automation_run", path: (id) => `/automation/runs/${id}` },
  ],
  settings: [
    {
      path: "/automation",
      label: "automation:title",
      hint: "automation:hint",
      group: "service",
      order: 50,
      permission: MANAGE,
      load: () => import("./pages/rules"),
    },
    {
      path: "/automation/$id",
      label: "automation:title",
      hint: "automation:hint",
      group: "service",
      order: 51,
      permission: MANAGE,
      hidden: true,
      load: () => import("./pages/rule"),
    },
    {
      path: "/macros",
      label: "automation:macros",
      hint: "automation:macros.hint",
      group: "service",
      order: 52,
      permission: USE,
      load: () => import("./pages/macros"),
    },
  ],
  cards: [
    {
      id: "automation-conversation",
      on: "conversation",
      title: "automation:card",
      order: 70,
      permission: USE,
      load: () => import("./parts/conversation-card"),
    },
    {
      id: "automation-ticket",
      on: "ticket",
      title: "automation:card",
      order: 70,
      permission: USE,
      load: () => import("./parts/ticket-card"),
    },
  ],
};
