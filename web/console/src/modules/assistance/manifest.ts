import type { Manifest } from "@/shell/contracts";

/** 用语检查: what should not be said to customers, and the line below the composer that says so. */
export const manifest: Manifest = {
  name: "assistance",
  settings: [
    {
      path: "/wording",
      label: "assistance:wording",
      hint: "assistance:wording.lead",
      group: "service",
      order: 13,
      permission: "assistance.manage_wording",
      load: () => import("./pages/wording"),
    },
  ],
  shortcuts: [{ keys: "alt+r", label: "assistance:reader.replace", group: "assistance:reader" }],
  readers: [() => import("./parts/reader")],
};
