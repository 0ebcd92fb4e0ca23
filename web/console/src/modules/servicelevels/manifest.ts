import type { Manifest } from "@/shell/contracts";

/** 服务等级: what is promised to whom, and the days on which we work. */
export const manifest: Manifest = {
  name: "servicelevels",
  settings: [
    {
      path: "/service-levels",
      label: "servicelevels:title",
      hint: "servicelevels:hint",
      group: "service",
      order: 20,
      permission: "servicelevels.manage",
      load: () => import("./pages/policies"),
    },
    {
      path: "/calendar",
      label: "servicelevels:calendar",
      hint: "servicelevels:calendar.hint",
      group: "service",
      order: 25,
      permission: "people.manage_teams",
      load: () => import("./pages/calendar"),
    },
  ],
};
