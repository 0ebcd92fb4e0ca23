import { ApartmentOutlined } from "@ant-design/icons";
import type { Manifest } from "@/shell/contracts";

const SEE = "procedures.see";
const EDIT = "procedures.edit";
/** Who looks after what others do sees all of it; everybody else meets procedures on tickets. */
const LOOK_AFTER = "procedures.skip";

/** 流程: how things are done here, step by step, and which cases go through it. */
export const manifest: Manifest = {
  name: "procedures",
  routes: [
    {
      path: "/procedures",
      place: "house",
      permission: SEE,
      load: () => import("./pages/procedures"),
    },
    {
      path: "/procedures/$id",
      place: "house",
      permission: SEE,
      load: () => import("./pages/procedure"),
    },
  ],
  menu: [
    {
      path: "/procedures",
      label: "procedures:menu",
      icon: ApartmentOutlined,
      order: 28,
      permission: LOOK_AFTER,
    },
  ],
  commands: [
    {
      id: "procedures-new",
      label: "procedures:new",
      group: "procedures:menu",
      permission: EDIT,
      run: (go) => go("/procedures?new=1"),
    },
  ],
  shortcuts: [
    { keys: "n", label: "procedures:new", group: "procedures:menu" },
    { keys: "mod+z", label: "procedures:undo.key", group: "procedures:menu" },
    { keys: "mod+shift+z", label: "procedures:redo", group: "procedures:menu" },
  ],
  objects: [{ kind: "procedure", path: (id) => `/procedures/${id}` }],
  cards: [
    {
      id: "procedures-ticket",
      on: "ticket",
      amid: true,
      title: "procedures:card",
      order: 10,
      permission: SEE,
      load: () => import("./parts/case/case-card"),
    },
  ],
};
