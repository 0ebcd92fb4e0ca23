import { StarOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";

const READ = "surveys.read";

/** 评价: what customers say of our service. */
export const manifest: Manifest = {
  name: "ratings",
  routes: [
    { path: "/ratings", place: "house", permission: READ, load: () => import("./pages/ratings") },
  ],
  menu: [
    { path: "/ratings", label: "ratings:menu", icon: StarOutlined, order: 35, permission: READ },
  ],
  settings: [
    {
      path: "/ratings",
      label: "ratings:preview",
      hint: "ratings:preview.hint",
      group: "service",
      order: 40,
      permission: "settings.manage",
      load: () => import("./pages/preview"),
    },
  ],
  cards: [
    {
      id: "rating",
      on: "conversation",
      title: "ratings:menu",
      order: 25,
      permission: READ,
      load: () => import("./parts/rating-card"),
    },
  ],
};
