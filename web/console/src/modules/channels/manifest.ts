import type { Manifest } from "@/shell/contracts";

/** 渠道: the widgets on the shops' pages. */
export const manifest: Manifest = {
  name: "channels",
  banners: [() => import("./parts/down-bar")],
  settings: [
    {
      path: "/widgets",
      label: "channels:widgets",
      hint: "channels:widgets.hint",
      group: "channels",
      order: 10,
      permission: "channels.manage",
      load: () => import("./pages/widgets"),
    },
    {
      path: "/widgets/$id",
      label: "channels:widget",
      hint: "channels:widgets.hint",
      group: "channels",
      order: 11,
      permission: "channels.manage",
      hidden: true,
      load: () => import("./pages/widget"),
    },
  ],
};
