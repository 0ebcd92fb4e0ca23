import type { Manifest } from "@/shell/contracts";

/**
 * 坐席辅助: what should not be said to customers and the line below the composer that says so; replies
 * that stand pale in the composer, and how they are taken; conversations in two languages.
 */
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
    {
      path: "/suggestions",
      label: "assistance:suggestions",
      hint: "assistance:suggestions.lead",
      group: "service",
      order: 14,
      permission: "assistance.manage_wording",
      load: () => import("./pages/suggestions"),
    },
  ],
  shortcuts: [{ keys: "alt+r", label: "assistance:reader.replace", group: "assistance:reader" }],
  hints: [() => import("./parts/translation-bar")],
  beneath: [() => import("./parts/translated")],
  readers: [
    () => import("./parts/reader"),
    () => import("./parts/suggester"),
    () => import("./parts/translator"),
  ],
};
