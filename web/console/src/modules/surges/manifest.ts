import { RiseOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";

const SURGE = "routing.surge";

/** 高峰: arrivals beside what is usual, the stage that holds, and what is done in each. */
export const manifest: Manifest = {
  name: "surges",
  banners: [() => import("./parts/stage-bar")],
  routes: [
    { path: "/surges", place: "house", permission: SURGE, load: () => import("./pages/surges") },
    {
      path: "/surges/plans",
      place: "house",
      permission: SURGE,
      load: () => import("./pages/plans"),
    },
    {
      path: "/surges/$id",
      place: "house",
      permission: SURGE,
      load: () => import("./pages/report"),
    },
  ],
  menu: [
    { path: "/surges", label: "surges:menu", icon: RiseOutlined, order: 44, permission: SURGE },
  ],
  commands: [
    {
      id: "surge-declare",
      label: "surges:declare",
      group: "surges:menu",
      permission: SURGE,
      run: (go) => go("/surges?declare=1"),
    },
    {
      id: "surge-plans",
      label: "surges:plans",
      group: "surges:menu",
      permission: SURGE,
      run: (go) => go("/surges/plans"),
    },
  ],
};
