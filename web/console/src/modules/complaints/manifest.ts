import { FrownOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";
import { useLateComplaints } from "./api/counts";

const SEE = "complaints.see";
const FILE = "complaints.file";

/** 投诉: calmed, graded, put right in a way the customer chooses, and learned from. */
export const manifest: Manifest = {
  name: "complaints",
  routes: [
    {
      path: "/complaints",
      place: "house",
      permission: SEE,
      load: () => import("./pages/complaints"),
    },
    {
      path: "/complaints/problems/$id",
      place: "house",
      permission: SEE,
      load: () => import("./pages/problem"),
    },
  ],
  menu: [
    {
      path: "/complaints",
      label: "complaints:menu",
      icon: FrownOutlined,
      order: 16,
      permission: SEE,
      useBadge: useLateComplaints,
    },
  ],
  shortcuts: [
    { keys: "alt+u", label: "complaints:file.key", group: "complaints:menu" },
    { keys: "enter", label: "complaints:file.enter", group: "complaints:menu" },
  ],
  objects: [{ kind: "problem", path: (id) => `/complaints/problems/${id}` }],
  cards: [
    {
      id: "complaint-conversation",
      on: "conversation",
      title: "complaints:menu",
      order: 16,
      permission: FILE,
      load: () => import("./parts/intake/conversation-card"),
    },
    {
      id: "complaint-ticket",
      on: "ticket",
      amid: true,
      title: "complaints:menu",
      order: 5,
      permission: SEE,
      load: () => import("./parts/card/complaint-card"),
    },
  ],
};
