import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { ApiError, api, unwrap } from "@/api/client";
import type { RouteSpec } from "./contracts";
import { meQuery } from "./hooks/session";
import { allWords } from "./i18n";
import { RouteError } from "./parts/route-error";
import { contributed, inOrder } from "./registry";

type Context = { client: QueryClient };

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  errorComponent: RouteError,
  notFoundComponent: () => <RouteError />,
});

/** Where somebody who is not signed in belongs: the set-up of an empty house, or the login. */
async function door(next: string): Promise<never> {
  const { needed } = await unwrap(api.GET("/api/setup"));
  if (needed) throw redirect({ to: "/setup" as never });
  throw redirect({ to: "/login" as never, search: (next === "/" ? {} : { next }) as never });
}

const house = createRoute({
  getParentRoute: () => root,
  id: "house",
  component: lazyRouteComponent(() => import("./parts/house")),
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(meQuery);
    } catch (reason) {
      if (reason instanceof ApiError && reason.status === 401) await door(location.href);
      throw reason;
    }
  },
});

const home = createRoute({
  getParentRoute: () => house,
  path: "/",
  beforeLoad: ({ context }) => {
    const me = context.client.getQueryData(meQuery.queryKey);
    const allowed = inOrder(contributed("menu")).find(
      (entry) => !entry.permission || me?.permissions.includes(entry.permission),
    );
    throw redirect({ to: (allowed?.path ?? "/settings") as never });
  },
});

const settingsFrame = createRoute({
  getParentRoute: () => house,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/frame")),
});

/** A page with its words. */
function withWords<P>(load: () => Promise<P>): () => Promise<P> {
  return async () => {
    const [page] = await Promise.all([load(), allWords()]);
    return page;
  };
}

function routeFor(spec: RouteSpec) {
  return createRoute({
    getParentRoute: () => (spec.place === "bare" ? root : house),
    path: spec.path,
    component: lazyRouteComponent(spec.atOnce ? spec.load : withWords(spec.load)),
  });
}

function settingsRoutes() {
  return contributed("settings").map((page) =>
    createRoute({
      getParentRoute: () => settingsFrame,
      path: page.path,
      component: lazyRouteComponent(withWords(page.load)),
    }),
  );
}

export function makeRouter(client: QueryClient) {
  const specs = contributed("routes");
  const generic = createRoute({
    getParentRoute: () => settingsFrame,
    path: "/rules/$group",
    component: lazyRouteComponent(() => import("./settings/rules")),
  });
  const mine = createRoute({
    getParentRoute: () => settingsFrame,
    path: "/preferences",
    component: lazyRouteComponent(() => import("./settings/mine")),
  });
  const tree = root.addChildren([
    ...specs.filter((spec) => spec.place === "bare").map(routeFor),
    house.addChildren([
      home,
      ...specs.filter((spec) => spec.place === "house").map(routeFor),
      settingsFrame.addChildren([...settingsRoutes(), generic, mine] as never),
    ] as never),
  ] as never);
  return createRouter({
    routeTree: tree as never,
    basepath: "/console",
    context: { client } as never,
    defaultPreload: "intent",
    defaultErrorComponent: RouteError,
    // Query values stay plain strings: ?next=/a must not become JSON.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(search as Record<string, string>).toString();
      return text ? `?${text}` : "";
    },
  });
}
