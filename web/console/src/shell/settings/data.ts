import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";

export type Scope = "organisation" | "shop" | "team" | "user";

/** All settings as they act in one scope (设置). */
export const settingsQuery = (scope: Scope, scopeId?: string) =>
  queryOptions({
    queryKey: ["settings", scope, scopeId ?? null],
    queryFn: () =>
      unwrap(
        api.GET("/api/settings", {
          params: { query: scopeId ? { scope, scope_id: scopeId } : { scope } },
        }),
      ),
    staleTime: 30_000,
  });
