import type { Manifest } from "@/shell/contracts";

/** 问题分类与自定义字段: the tree of subjects, and fields of one's own. */
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
    {
      path: "/fields",
      label: "catalogue:fields",
      hint: "catalogue:fields.hint",
      group: "service",
      order: 15,
      permission: "catalogue.manage_fields",
      load: () => import("./pages/fields"),
    },
  ],
};
