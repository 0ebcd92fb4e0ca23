import type { Manifest } from "@/shell/contracts";

/** 帮助中心: the shops' public pages. */
export const manifest: Manifest = {
  name: "helpcentre",
  settings: [
    {
      path: "/help-centre",
      label: "helpcentre:title",
      hint: "helpcentre:hint",
      group: "channels",
      order: 20,
      permission: "helpcentre.manage",
      load: () => import("./pages/help-centre"),
    },
  ],
};
