import type { Manifest } from "@/shell/contracts";

/** 通知: how I am called, on which device, and when not; the installed page. */
export const manifest: Manifest = {
  name: "notifications",
  settings: [
    {
      path: "/notifications",
      label: "notifications:title",
      hint: "notifications:hint",
      group: "account",
      order: 15,
      load: () => import("./pages/notifications"),
    },
  ],
  banners: [() => import("./parts/update-banner")],
  attendants: [() => import("./parts/attendant")],
};
