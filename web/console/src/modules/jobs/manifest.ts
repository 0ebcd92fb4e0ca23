import type { Manifest } from "@/shell/contracts";

/** 后台任务: long work, how far it is, and its files. */
export const manifest: Manifest = {
  name: "jobs",
  settings: [
    {
      path: "/jobs",
      label: "jobs:title",
      hint: "jobs:hint",
      group: "system",
      order: 80,
      load: () => import("./pages/jobs"),
    },
  ],
};
