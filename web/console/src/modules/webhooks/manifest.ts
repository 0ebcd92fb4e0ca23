import type { Manifest } from "@/shell/contracts";

/** Webhook 推送: other systems are told what happens here. */
export const manifest: Manifest = {
  name: "webhooks",
  objects: [{ kind: "webhook", path: (id) => `/settings/webhooks/${id}` }],
  settings: [
    {
      path: "/webhooks",
      label: "webhooks:title",
      hint: "webhooks:hint",
      group: "system",
      order: 60,
      permission: "webhooks.manage",
      load: () => import("./pages/webhooks"),
    },
    {
      path: "/webhooks/$id",
      label: "webhooks:title",
      hint: "webhooks:hint",
      group: "system",
      order: 61,
      permission: "webhooks.manage",
      hidden: true,
      load: () => import("./pages/webhook"),
    },
  ],
};
