import { AuditOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";
import { useOpenChecks } from "./api/checks";

const CHECK = "routing.check";

/** 分流复核: was a conversation sent to the right people, and are waits told honestly. */
export const manifest: Manifest = {
  name: "checks",
  routes: [
    {
      path: "/checks",
      place: "house",
      permission: CHECK,
      load: () => import("./pages/checks"),
    },
  ],
  menu: [
    {
      path: "/checks",
      label: "checks:menu",
      icon: AuditOutlined,
      order: 40,
      permission: CHECK,
      useBadge: useOpenChecks,
    },
  ],
};
