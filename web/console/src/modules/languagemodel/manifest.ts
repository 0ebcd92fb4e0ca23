import type { Manifest } from "@/shell/contracts";

/** 语言模型: an endpoint of one's own, what it may be used for, and how it does. */
export const manifest: Manifest = {
  name: "languagemodel",
  settings: [
    {
      path: "/language-model",
      label: "languagemodel:title",
      hint: "languagemodel:hint",
      group: "system",
      order: 60,
      permission: "settings.manage",
      load: () => import("./pages/language-model"),
    },
    {
      path: "/embedding",
      label: "languagemodel:embedding",
      hint: "languagemodel:embedding.hint",
      group: "system",
      order: 61,
      permission: "settings.manage",
      load: () => import("./pages/embedding"),
    },
  ],
};
