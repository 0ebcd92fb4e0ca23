import { PayCircleOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";

const SEE = "remedies.see";
/** Who decides or pays works from the list; everybody else meets payouts on tickets. */
const APPROVE = "remedies.approve";
const PAY = "remedies.pay";

/** 补偿: what customers are given for what went wrong, from being asked for to arriving. */
export const manifest: Manifest = {
  name: "remedies",
  routes: [
    { path: "/payouts", place: "house", permission: SEE, load: () => import("./pages/payouts") },
    {
      path: "/payouts/$id",
      place: "house",
      permission: SEE,
      load: () => import("./pages/payouts"),
    },
  ],
  menu: [
    {
      path: "/payouts",
      label: "remedies:menu",
      icon: PayCircleOutlined,
      order: 17,
      permission: SEE,
    },
  ],
  commands: [
    {
      id: "payouts-approve",
      label: "remedies:box.requested",
      group: "remedies:menu",
      permission: APPROVE,
      run: (go) => go("/payouts?box=requested"),
    },
    {
      id: "payouts-pay",
      label: "remedies:box.due",
      group: "remedies:menu",
      permission: PAY,
      run: (go) => go("/payouts?box=due"),
    },
  ],
  objects: [{ kind: "payout", path: (id) => `/payouts/${id}` }],
  settings: [
    {
      path: "/payout-limits",
      label: "remedies:limits",
      hint: "remedies:limits.hint",
      group: "service",
      order: 47,
      permission: "remedies.limits",
      load: () => import("./pages/limits"),
    },
  ],
  cards: [
    {
      id: "payouts-ticket",
      on: "ticket",
      title: "remedies:menu",
      order: 18,
      permission: SEE,
      load: () => import("./parts/payouts-card"),
    },
  ],
};
