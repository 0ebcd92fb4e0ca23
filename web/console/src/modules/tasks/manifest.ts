import { CheckSquareOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";
import { useLateTasks } from "./api/tasks";

const READ = "procedures.read_tasks";
const EDIT = "procedures.edit_tasks";

/** 待办: what has to be done about something, by whom and until when. */
export const manifest: Manifest = {
  name: "tasks",
  routes: [
    { path: "/tasks", place: "house", permission: READ, load: () => import("./pages/tasks") },
  ],
  menu: [
    {
      path: "/tasks",
      label: "tasks:menu",
      icon: CheckSquareOutlined,
      order: 15,
      permission: READ,
      useBadge: useLateTasks,
    },
  ],
  commands: [
    {
      id: "tasks-new",
      label: "tasks:new",
      group: "tasks:menu",
      permission: EDIT,
      run: (go) => go("/tasks?new=1"),
    },
  ],
  shortcuts: [{ keys: "N", label: "tasks:new", group: "tasks:menu" }],
  objects: [{ kind: "task", path: (id) => `/tasks?task=${id}` }],
  cards: [
    {
      id: "tasks",
      on: "customer",
      onPage: true,
      title: "tasks:card",
      order: 20,
      permission: READ,
      load: () => import("./parts/tasks-card"),
    },
    {
      id: "tasks-ticket",
      on: "ticket",
      title: "tasks:card",
      order: 20,
      permission: READ,
      load: () => import("./parts/ticket-card"),
    },
  ],
};
