import type { Manifest } from "@/shell/contracts";

/** 问题分类: the tree of subjects. */
export const manifest: Manifest = {
  name: "catalogue",
  settings: [
    {
      path: "/subjects",
      label: "catalogue:subjects",
      hint: "catalogue:subjects.hint",
      group: "service",
      order: 10,
      permission: "catalogue.manage",
      load: () => import("./pages/subjects"),
    },
  ],
};
