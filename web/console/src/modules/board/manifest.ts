import { DashboardOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";
import { useOpenAlerts } from "./api/board";

const SEE = "insights.see_board";

/** 现场: how service stands now and today, what calls for somebody, and the screen on the wall. */
export const manifest: Manifest = {
  name: "board",
  routes: [
    { path: "/board", place: "house", permission: SEE, load: () => import("./pages/board") },
    {
      path: "/board/resolution",
      place: "house",
      permission: SEE,
      load: () => import("./pages/resolution"),
    },
    { path: "/wall", place: "bare", load: () => import("./pages/wall") },
  ],
  menu: [
    {
      path: "/board",
      label: "board:menu",
      icon: DashboardOutlined,
      order: 30,
      permission: SEE,
      useBadge: useOpenAlerts,
    },
  ],
  commands: [
    {
      id: "resolution",
      label: "board:resolution",
      group: "board:menu",
      permission: SEE,
      run: (go) => go("/board/resolution"),
    },
    {
      id: "wall",
      label: "board:wall.open",
      group: "board:menu",
      permission: SEE,
      run: () => window.open("/console/wall", "_blank", "noopener"),
    },
  ],
  objects: [{ kind: "alert", path: () => "/board" }],
};
