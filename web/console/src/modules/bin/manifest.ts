import type { Manifest } from "@/shell/contracts";

/** 回收站: what was deleted in the settings, and the way back. */
export const manifest: Manifest = {
  name: "bin",
  settings: [
    {
      path: "/bin",
      label: "bin:title",
      hint: "bin:hint",
      group: "system",
      order: 90,
      load: () => import("./pages/bin"),
    },
  ],
};
