import { NotificationOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";
import { useUnreadAnnouncements } from "./api/announcements";

/** 公告: what all staff should know, and who has read it. */
export const manifest: Manifest = {
  name: "announcements",
  banners: [() => import("./parts/pinned")],
  routes: [{ path: "/announcements", place: "house", load: () => import("./pages/announcements") }],
  menu: [
    {
      path: "/announcements",
      label: "announcements:menu",
      icon: NotificationOutlined,
      order: 90,
      useBadge: useUnreadAnnouncements,
    },
  ],
  commands: [
    {
      id: "announce",
      label: "announcements:new",
      group: "announcements:menu",
      permission: "people.announce",
      run: (go) => go("/announcements?new=1"),
    },
  ],
  objects: [{ kind: "announcement", path: () => "/announcements" }],
};
