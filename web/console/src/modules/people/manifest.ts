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
};
