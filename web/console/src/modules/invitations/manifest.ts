import type { Manifest } from "@/shell/contracts";

/** 主动邀请: when visitors are spoken to first, with which words, and what came of it. */
export const manifest: Manifest = {
  name: "invitations",
  settings: [
    {
      path: "/invitations",
      label: "invitations:title",
      hint: "invitations:hint",
      group: "channels",
      order: 30,
      permission: "conversations.manage_invitations",
      load: () => import("./pages/invitations"),
    },
  ],
};
