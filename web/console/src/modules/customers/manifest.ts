import { TeamOutlined } from "@ant-design/icons";
import { api, unwrap } from "@/api/client";
import type { FinderHit, Manifest } from "@/shell/contracts";

const READ = "customers.read";

async function findCustomers(text: string): Promise<FinderHit[]> {
  const page = await unwrap(
    api.GET("/api/customers", { params: { query: { q: text, limit: 6 } } }),
  );
  return page.items.map((customer) => ({
    id: customer.id,
    title: customer.name,
    detail: customer.ref,
    path: `/customers/${customer.id}`,
  }));
}

/** 客户: the customer's file. */
export const manifest: Manifest = {
  name: "customers",
  routes: [
    { path: "/customers", place: "house", permission: READ, load: () => import("./pages/list") },
    {
      path: "/customers/$id",
      place: "house",
      permission: READ,
      load: () => import("./pages/file"),
    },
  ],
  menu: [
    {
      path: "/customers",
      label: "customers:menu",
      icon: TeamOutlined,
      order: 20,
      permission: READ,
    },
  ],
  finders: [
    { id: "customers", group: "customers:menu", order: 10, permission: READ, find: findCustomers },
  ],
  cards: [
    {
      id: "basic",
      on: "customer",
      title: "customers:basic",
      order: 10,
      permission: READ,
      load: () => import("./parts/basic-card"),
    },
    {
      id: "consents",
      on: "customer",
      onPage: "only",
      title: "customers:consent",
      order: 80,
      permission: READ,
      load: () => import("./parts/consents"),
    },
    {
      id: "timeline",
      on: "customer",
      title: "customers:timeline",
      order: 60,
      permission: READ,
      load: () => import("./parts/timeline-card"),
    },
  ],
};
