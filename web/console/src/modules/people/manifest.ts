import type { Manifest } from "@/shell/contracts";

/** 人员: sign-in, accounts, staff, roles, teams, shops. */
export const manifest: Manifest = {
  name: "people",
  routes: [
    { path: "/login", place: "bare", load: () => import("./pages/login") },
    { path: "/forgotten", place: "bare", load: () => import("./pages/forgotten") },
    { path: "/reset/$token", place: "bare", load: () => import("./pages/reset") },
    { path: "/invitation/$token", place: "bare", load: () => import("./pages/invitation") },
  ],
  settings: [
    {
      path: "/account",
      label: "shell:account",
      hint: "people:account.hint",
      group: "account",
      order: 10,
      load: () => import("./pages/account"),
    },
    {
      path: "/absences",
      label: "people:absences",
      hint: "people:absences.hint",
      group: "account",
      order: 15,
      load: () => import("./pages/absences"),
    },
    {
      path: "/access-keys",
      label: "people:keys",
      hint: "people:keys.hint",
      group: "account",
      order: 20,
      load: () => import("./pages/access-keys"),
    },
    {
      path: "/staff",
      label: "people:staff",
      hint: "people:staff.hint",
      group: "people",
      order: 20,
      permission: "people.manage_staff",
      load: () => import("./pages/staff"),
    },
    {
      path: "/roles",
      label: "people:roles.title",
      hint: "people:roles.hint",
      group: "people",
      order: 30,
      permission: "people.manage_roles",
      load: () => import("./pages/roles"),
    },
    {
      path: "/teams",
      label: "people:teams",
      hint: "people:teams.hint",
      group: "people",
      order: 40,
      permission: "people.manage_teams",
      load: () => import("./pages/teams"),
    },
    {
      path: "/shops",
      label: "people:shops",
      hint: "people:shops.hint",
      group: "people",
      order: 50,
      permission: "people.manage_shops",
      load: () => import("./pages/shops"),
    },
  ],
};
