import { RobotOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";

const CHECK = "bot.check";
const MANAGE = "bot.manage";

/** 机器人: what it answered, what it gave to people, whether it was right, and what it may do. */
export const manifest: Manifest = {
  name: "bot",
  routes: [
    { path: "/bot", place: "house", permission: CHECK, load: () => import("./pages/overview") },
    {
      path: "/bot/samples",
      place: "house",
      permission: CHECK,
      load: () => import("./pages/samples"),
    },
    {
      path: "/bot/learning",
      place: "house",
      permission: CHECK,
      load: () => import("./pages/learning"),
    },
    {
      path: "/bot/tests",
      place: "house",
      permission: CHECK,
      load: () => import("./pages/tests"),
    },
    {
      path: "/bot/versions",
      place: "house",
      permission: CHECK,
      load: () => import("./pages/versions"),
    },
    { path: "/bot/try", place: "house", permission: MANAGE, load: () => import("./pages/try") },
    {
      path: "/bot/settings",
      place: "house",
      permission: MANAGE,
      load: () => import("./pages/settings"),
    },
  ],
  menu: [{ path: "/bot", label: "bot:menu", icon: RobotOutlined, order: 27, permission: CHECK }],
  commands: [
    {
      id: "bot-try",
      label: "bot:try.command",
      group: "bot:menu",
      permission: MANAGE,
      run: (go) => go("/bot/try"),
    },
    {
      id: "bot-samples",
      label: "bot:samples.command",
      group: "bot:menu",
      permission: CHECK,
      run: (go) => go("/bot/samples"),
    },
    {
      id: "bot-learning",
      label: "bot:learning.command",
      group: "bot:menu",
      permission: CHECK,
      run: (go) => go("/bot/learning"),
    },
    {
      id: "bot-tests",
      label: "bot:tests.command",
      group: "bot:menu",
      permission: CHECK,
      run: (go) => go("/bot/tests"),
    },
    {
      id: "bot-versions",
      label: "bot:versions.command",
      group: "bot:menu",
      permission: CHECK,
      run: (go) => go("/bot/versions"),
    },
  ],
  cards: [
    {
      id: "bot-handover",
      on: "conversation",
      title: "bot:handover",
      order: 4,
      permission: "conversations.read",
      load: () => import("./parts/handover-card"),
    },
  ],
};
