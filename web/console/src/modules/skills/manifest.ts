import type { Manifest } from "@/shell/contracts";

const MANAGE = "people.manage_skills";

/** 技能与值班: who can do what, and who is on duty. */
export const manifest: Manifest = {
  name: "skills",
  settings: [
    {
      path: "/skills",
      label: "skills:title",
      hint: "skills:hint",
      group: "people",
      order: 42,
      permission: MANAGE,
      load: () => import("./pages/matrix"),
    },
    {
      path: "/duty",
      label: "skills:duty",
      hint: "skills:duty.hint",
      group: "people",
      order: 44,
      permission: MANAGE,
      load: () => import("./pages/duty"),
    },
  ],
};
