import type { Manifest } from "@/shell/contracts";

/** 话术: prepared replies of a person, a team and a shop. */
export const manifest: Manifest = {
  name: "canned",
  settings: [
    {
      path: "/canned",
      label: "canned:title",
      hint: "canned:lead",
      group: "service",
      order: 12,
      permission: "conversations.reply",
      load: () => import("./pages/canned"),
    },
  ],
};
