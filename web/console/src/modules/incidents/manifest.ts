import type { Manifest } from "@/shell/contracts";

const SURGE = "routing.surge";

/** 危机: what concerns many customers at once, what they are told, and what is learnt. */
export const manifest: Manifest = {
  name: "incidents",
  banners: [() => import("./parts/incident-bar")],
  hints: [() => import("./parts/script-hint")],
  marks: [() => import("./parts/mark")],
  routes: [
    {
      path: "/incidents",
      place: "house",
      permission: SURGE,
      load: () => import("./pages/incidents"),
    },
    {
      path: "/incidents/$id",
      place: "house",
      permission: SURGE,
      load: () => import("./pages/incident"),
    },
  ],
  commands: [
    {
      id: "incidents",
      label: "incidents:menu",
      group: "incidents:menu",
      permission: SURGE,
      run: (go) => go("/incidents"),
    },
    {
      id: "incident-declare",
      label: "incidents:declare",
      group: "incidents:menu",
      permission: SURGE,
      run: (go) => go("/incidents?declare=1"),
    },
  ],
};
