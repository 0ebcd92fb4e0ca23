import { ContainerOutlined } from "@ant-design/icons";
import { api, unwrap } from "@/api/client";
import type { FinderHit, Manifest } from "@/shell/contracts";
import { useLateTickets } from "./api/counts";

const READ = "tickets.read";
const EDIT = "tickets.edit";
const IMPORT = "tickets.import";

async function findTickets(text: string): Promise<FinderHit[]> {
  const page = await unwrap(api.GET("/api/tickets", { params: { query: { q: text, limit: 6 } } }));
  return page.items.map((ticket) => ({
    id: ticket.id,
    title: ticket.title,
    detail: ticket.ref,
    path: `/tickets/${ticket.id}`,
  }));
}

/** 工单: what is not settled in the chat becomes a case with an owner. */
export const manifest: Manifest = {
  name: "tickets",
  routes: [
    { path: "/tickets", place: "house", permission: READ, load: () => import("./pages/tickets") },
    {
      path: "/tickets/$id",
      place: "house",
      permission: READ,
      load: () => import("./pages/ticket"),
    },
    {
      path: "/tickets/import",
      place: "house",
      permission: IMPORT,
      load: () => import("./pages/import"),
    },
    {
      path: "/tickets/print",
      place: "house",
      permission: READ,
      load: () => import("./pages/print-list"),
    },
    {
      path: "/tickets/$id/print",
      place: "house",
      permission: READ,
      load: () => import("./pages/print-ticket"),
    },
  ],
  menu: [
    {
      path: "/tickets",
      label: "tickets:menu",
      icon: ContainerOutlined,
      order: 14,
      permission: READ,
      useBadge: useLateTickets,
    },
  ],
  commands: [
    {
      id: "tickets-new",
      label: "tickets:new",
      group: "tickets:menu",
      permission: EDIT,
      run: (go) => go("/tickets?new=1"),
    },
    {
      id: "tickets-import",
      label: "tickets:import.title",
      group: "tickets:menu",
      permission: IMPORT,
      run: (go) => go("/tickets/import"),
    },
  ],
  finders: [
    {
      id: "tickets",
      group: "tickets:menu",
      order: 20,
      permission: READ,
      find: findTickets,
      all: { label: "tickets:find.all", path: (text) => `/tickets?q=${encodeURIComponent(text)}` },
    },
  ],
  shortcuts: [
    { keys: "n", label: "tickets:new", group: "tickets:menu" },
    { keys: "j", label: "tickets:key.next", group: "tickets:menu" },
    { keys: "k", label: "tickets:key.before", group: "tickets:menu" },
    { keys: "o", label: "tickets:key.open", group: "tickets:menu" },
    { keys: "x", label: "tickets:key.choose", group: "tickets:menu" },
    { keys: "t", label: "tickets:take", group: "tickets:menu" },
    { keys: "e", label: "tickets:end", group: "tickets:menu" },
    { keys: "alt+g", label: "tickets:new.here", group: "tickets:menu" },
  ],
  objects: [{ kind: "ticket", path: (id) => `/tickets/${id}` }],
  settings: [
    {
      path: "/ticket-types",
      label: "tickets:types",
      hint: "tickets:types.hint",
      group: "service",
      order: 45,
      permission: "tickets.manage",
      load: () => import("./pages/types"),
    },
    {
      path: "/ticket-templates",
      label: "tickets:templates",
      hint: "tickets:templates.hint",
      group: "service",
      order: 46,
      permission: "tickets.templates",
      load: () => import("./pages/templates"),
    },
  ],
  cards: [
    {
      id: "tickets",
      on: "customer",
      onPage: true,
      title: "tickets:card",
      order: 15,
      permission: READ,
      load: () => import("./parts/tickets-card"),
    },
  ],
};
